/** A table of resources: rows by id, listed by creation, a page at a time. @module */
import { type Expression, type Kysely, type SqlBool, sql } from 'kysely'
import { type Database, Problem, type Transaction } from '../platform/index.ts'
import type { EntityChanges } from './entity-changes.ts'
import { type FilterColumns, filterCondition } from './filter/filter-condition.ts'
import type { Listing, Paging } from './paging.ts'
import { changedColumns, type ResourceColumns } from './resource-columns.ts'

// Kysely knows tables by their literal names; here the name is a value, and only the common columns are touched.
type Tables = { resources: ResourceColumns }

/** How a store keeps its resources. */
export type ResourceStorage<Row, Resource> = Readonly<{
  /** Name of its table. */
  collection: string
  /** For people: `dataset`, `web hook`. */
  name: string
  filterColumns: FilterColumns
  toRow: (resource: Resource) => Row
  fromRow: (row: Row) => Resource
}>

export abstract class ResourceTable<Row extends ResourceColumns, Resource> {
  readonly #storage: ResourceStorage<Row, Resource>
  readonly #name: 'resources'

  constructor(
    protected readonly database: Database,
    storage: ResourceStorage<Row, Resource>
  ) {
    this.#storage = storage
    this.#name = storage.collection as 'resources'
  }

  async insert(tx: Transaction, resource: Resource): Promise<void> {
    await tx.tables<Tables>().insertInto(this.#name).values(this.#storage.toRow(resource)).execute()
  }

  async find(id: string, tx?: Transaction): Promise<Resource | undefined> {
    const rows = await this.tables<Tables>(tx)
      .selectFrom(this.#name)
      .selectAll()
      .where('id', '=', id.toLowerCase())
      .execute()
    return (await this.read(rows as Row[], tx))[0]
  }

  /** @throws Problem `NotFound` */
  async require(id: string, tx?: Transaction): Promise<Resource> {
    const resource = await this.find(id, tx)
    if (resource !== undefined) return resource
    throw new Problem('NotFound', undefined, `The ${this.#storage.name} ${id} does not exist.`, 'id')
  }

  /** By creation, then id. */
  list(paging: Paging): Promise<Listing<Resource>> {
    return this.page(paging)
  }

  async change(tx: Transaction, id: string, changes: EntityChanges): Promise<void> {
    const columns = this.changedColumns(changes)
    if (Object.keys(columns).length === 0) return
    await tx.tables<Tables>().updateTable(this.#name).set(columns).where('id', '=', id).execute()
  }

  /** Says whether it was there. */
  async remove(tx: Transaction, id: string): Promise<boolean> {
    const done = await tx.tables<Tables>().deleteFrom(this.#name).where('id', '=', id).executeTakeFirst()
    return Number(done.numDeletedRows) > 0
  }

  /** One page, by creation, of the rows that meet the condition. */
  protected async page(
    { skip, top, filter }: Paging,
    condition?: Expression<SqlBool>
  ): Promise<Listing<Resource>> {
    let query = this.tables<Tables>().selectFrom(this.#name).selectAll()
    if (condition !== undefined) query = query.where(condition)
    if (filter !== undefined) query = query.where(filterCondition(filter, this.#storage.filterColumns))
    // One more than asked for tells whether there are more.
    const rows = await query
      .orderBy('created_at')
      .orderBy('id')
      .limit(top + 1)
      .offset(skip)
      .execute()
    return { values: await this.read(rows.slice(0, top) as Row[]), more: rows.length > top }
  }

  /** Any row with the value in one of the columns. */
  protected async findBy(
    columns: readonly (keyof Row & string)[],
    value: string,
    tx?: Transaction
  ): Promise<Resource | undefined> {
    const rows = await this.tables<Tables>(tx)
      .selectFrom(this.#name)
      .selectAll()
      .where(({ or }) => or(columns.map((column) => sql<SqlBool>`${sql.ref(column)} = ${value}`)))
      .limit(1)
      .execute()
    return (await this.read(rows as Row[], tx))[0]
  }

  /** Overridden where a resource has rows in other tables too. */
  protected async read(rows: readonly Row[], _tx?: Transaction): Promise<Resource[]> {
    return rows.map(this.#storage.fromRow)
  }

  protected changedColumns(changes: EntityChanges): Partial<ResourceColumns> {
    return changedColumns(changes)
  }

  protected tables<Tables>(tx?: Transaction): Kysely<Tables> {
    return (tx ?? this.database).tables<Tables>()
  }
}
