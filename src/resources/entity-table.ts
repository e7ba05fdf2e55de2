/** What the tables of all entities have in common: their first columns, and the statements over those. @module */

import { type CreateTableBuilder, type Kysely, sql } from 'kysely'
import type { Database, Transaction } from '../platform/index.ts'
import type { EntityEvents, EntityEventType, EntityKind } from './entity-events.ts'
import type { CustomProperties, EntityChanges } from './entity-fields.ts'
import { before, type EntityStatus, type EntityTransitions, onceOnly } from './entity-status.ts'
import type { FilterProperties } from './filter/filter.ts'
import { type FilterColumns, filterCondition } from './filter/filter-condition.ts'
import type { Listing, Paging } from './paging.ts'

export type EntityColumns = {
  id: string
  display_name: string
  description: string | null
  locale: string
  project_id: string | null
  custom_properties: string | null
  status: string
  error_code: string | null
  error_message: string | null
  /** Milliseconds since 1970. */
  created_at: number
  last_action_at: number
}

/** The same as its noun holds it. */
export type EntityHead = Readonly<{
  id: string
  displayName: string
  description?: string
  locale: string
  projectId?: string
  customProperties?: CustomProperties
  status: EntityStatus
  error?: Readonly<{ code: string; message: string }>
  createdDateTime: Date
  /** When the current status was entered. */
  lastActionDateTime: Date
}>

export const addEntityColumns = <Table extends string>(
  table: CreateTableBuilder<Table, never>
): CreateTableBuilder<Table, string> =>
  table
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('display_name', 'text', (column) => column.notNull())
    .addColumn('description', 'text')
    .addColumn('locale', 'text', (column) => column.notNull())
    .addColumn('project_id', 'text')
    .addColumn('custom_properties', 'text')
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('error_code', 'text')
    .addColumn('error_message', 'text')
    .addColumn('created_at', 'integer', (column) => column.notNull())
    .addColumn('last_action_at', 'integer', (column) => column.notNull())

export const columnsOf = (entity: EntityHead): EntityColumns => ({
  id: entity.id,
  display_name: entity.displayName,
  description: entity.description ?? null,
  locale: entity.locale,
  project_id: entity.projectId ?? null,
  custom_properties: entity.customProperties ? JSON.stringify(entity.customProperties) : null,
  status: entity.status,
  error_code: entity.error?.code ?? null,
  error_message: entity.error?.message ?? null,
  created_at: entity.createdDateTime.getTime(),
  last_action_at: entity.lastActionDateTime.getTime()
})

export const headOf = (row: EntityColumns): EntityHead => ({
  id: row.id,
  displayName: row.display_name,
  ...(row.description === null ? {} : { description: row.description }),
  locale: row.locale,
  ...(row.project_id === null ? {} : { projectId: row.project_id }),
  ...(row.custom_properties === null
    ? {}
    : { customProperties: JSON.parse(row.custom_properties) as CustomProperties }),
  status: row.status as EntityStatus,
  ...(row.error_code === null ? {} : { error: { code: row.error_code, message: row.error_message ?? '' } }),
  createdDateTime: new Date(row.created_at),
  lastActionDateTime: new Date(row.last_action_at)
})

/** By which lists of entities can be filtered, and the columns that hold them. */
export const entityFilters = {
  displayName: 'text',
  description: 'text',
  createdDateTime: 'time',
  lastActionDateTime: 'time',
  status: 'name',
  locale: 'name'
} as const satisfies FilterProperties

const FILTER_COLUMNS: FilterColumns = {
  displayName: 'display_name',
  description: 'description',
  createdDateTime: 'created_at',
  lastActionDateTime: 'last_action_at',
  status: 'status',
  locale: 'locale',
  kind: 'kind'
}

/**
 * What keeps filtered lists fast in long tables. Order of creation comes last in each, so that a page is read in
 * order and ends where it is full.
 */
export async function indexForFilters(database: Kysely<unknown>, table: string): Promise<void> {
  const add = (name: string, columns: string): Promise<unknown> =>
    sql`create index if not exists ${sql.ref(`${table}_by_${name}`)} on ${sql.table(table)} (${sql.raw(columns)})`.execute(
      database
    )
  await add('creation', 'created_at, id')
  await add('name', 'display_name, created_at, id')
  await add('description', 'description, created_at, id')
  await add('status', 'status collate nocase, created_at, id')
  await add('locale', 'locale collate nocase, created_at, id')
  await add('last_action', 'last_action_at')
}

// Kysely knows tables by their literal names; here the name is a value, and only the common columns are touched.
type Tables = { entities: EntityColumns }

const EVENT_OF_STATUS: Readonly<Record<EntityStatus, EntityEventType | undefined>> = {
  NotStarted: undefined,
  Running: 'Processing',
  Succeeded: 'Completion',
  Failed: 'Completion'
}

/** A kind of entity, and the name of its collection: that of its table, and of its paths in the contract. */
export type Resource = Readonly<{ kind: EntityKind; collection: string }>

/** The table tells what happens to its entities, within the transaction that makes it so. */
export class EntityTable<Row extends EntityColumns> {
  readonly #database: Database
  readonly #events: EntityEvents
  readonly #resource: Resource
  readonly #name: 'entities'
  readonly #transitions: EntityTransitions

  constructor(
    { database, events }: Readonly<{ database: Database; events: EntityEvents }>,
    resource: Resource,
    transitions: EntityTransitions = onceOnly
  ) {
    this.#database = database
    this.#events = events
    this.#resource = resource
    this.#name = resource.collection as string as 'entities'
    this.#transitions = transitions
  }

  async insert(tx: Transaction, row: Row): Promise<void> {
    await tx.tables<Tables>().insertInto(this.#name).values(row).execute()
    await this.#tell(tx, row.id, 'Creation')
  }

  async find(id: string, tx?: Transaction): Promise<Row | undefined> {
    const rows = await this.#tables(tx)
      .selectFrom(this.#name)
      .selectAll()
      .where('id', '=', id.toLowerCase())
      .execute()
    return (rows as Row[])[0]
  }

  /** By creation, then id; of one project when given. */
  async list(paging: Paging, projectId?: string): Promise<Listing<Row>> {
    const { skip, top, filter } = paging
    let query = this.#tables().selectFrom(this.#name).selectAll()
    if (projectId !== undefined) query = query.where('project_id', '=', projectId)
    if (filter !== undefined) query = query.where(filterCondition(filter, FILTER_COLUMNS))
    // One more than asked for tells whether there are more.
    const rows = await query
      .orderBy('created_at')
      .orderBy('id')
      .limit(top + 1)
      .offset(skip)
      .execute()
    return { values: rows.slice(0, top) as Row[], more: rows.length > top }
  }

  async count(projectId?: string): Promise<number> {
    let query = this.#tables()
      .selectFrom(this.#name)
      .select(({ fn }) => fn.countAll<number>().as('count'))
    if (projectId !== undefined) query = query.where('project_id', '=', projectId)
    return Number((await query.executeTakeFirstOrThrow()).count)
  }

  /** Of all entities, in any state. */
  async ids(): Promise<ReadonlySet<string>> {
    const rows = await this.#tables().selectFrom(this.#name).select('id').execute()
    return new Set(rows.map(({ id }) => id))
  }

  /** Those whose work has ended well, by creation. */
  async succeeded(): Promise<readonly Readonly<{ id: string; displayName: string }>[]> {
    const rows = await this.#tables()
      .selectFrom(this.#name)
      .select(['id', 'display_name'])
      .where('status', '=', 'Succeeded')
      .orderBy('created_at')
      .orderBy('id')
      .execute()
    return rows.map((row) => ({ id: row.id, displayName: row.display_name }))
  }

  async change(tx: Transaction, id: string, changes: EntityChanges): Promise<void> {
    const { displayName, description, projectId, customProperties } = changes
    const values = {
      ...(displayName === undefined ? {} : { display_name: displayName }),
      ...(description === undefined ? {} : { description }),
      ...(projectId === undefined ? {} : { project_id: projectId }),
      ...(customProperties === undefined
        ? {}
        : { custom_properties: customProperties && JSON.stringify(customProperties) })
    }
    if (Object.keys(values).length === 0) return
    await tx.tables<Tables>().updateTable(this.#name).set(values).where('id', '=', id).execute()
  }

  /** The project is gone; its entities stay without one. */
  async detach(tx: Transaction, projectId: string): Promise<void> {
    await tx
      .tables<Tables>()
      .updateTable(this.#name)
      .set({ project_id: null })
      .where('project_id', '=', projectId)
      .execute()
  }

  /**
   * Enters `to` if the moves allow it from the present status; says whether it did.
   * @param own further columns, written with the status
   */
  async move(id: string, to: EntityStatus, own: Partial<Row> = {}, tx?: Transaction): Promise<boolean> {
    if (tx === undefined) {
      return this.#database.transaction((transaction) => this.move(id, to, own, transaction))
    }
    const columns: Partial<EntityColumns> = { ...own, status: to, last_action_at: Date.now() }
    const done = await tx
      .tables<Tables>()
      .updateTable(this.#name)
      .set(columns)
      .where('id', '=', id)
      .where('status', 'in', [...before(this.#transitions, to)])
      .executeTakeFirst()
    if (Number(done.numUpdatedRows) === 0) return false
    const type = EVENT_OF_STATUS[to]
    if (type) await this.#tell(tx, id, type)
    return true
  }

  async remove(tx: Transaction, id: string): Promise<void> {
    const done = await tx.tables<Tables>().deleteFrom(this.#name).where('id', '=', id).executeTakeFirst()
    if (Number(done.numDeletedRows) > 0) await this.#tell(tx, id, 'Deletion')
  }

  #tell(tx: Transaction, id: string, type: EntityEventType): Promise<void> {
    const { kind, collection } = this.#resource
    return this.#events.publish(tx, { entity: kind, type, path: `${collection}/${id}` })
  }

  #tables(tx?: Transaction): Kysely<Tables> {
    return tx ? tx.tables<Tables>() : this.#database.tables<Tables>()
  }
}

/** The columns of an error, for `move`; none leaves them as they are. */
export const errorColumns = (
  error: Readonly<{ code: string; message: string }> | undefined
): Partial<Pick<EntityColumns, 'error_code' | 'error_message'>> =>
  error === undefined ? {} : { error_code: error.code, error_message: error.message }
