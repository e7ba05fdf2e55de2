/** The tables of entities: resources that can belong to a project, and that background work brings to an end. @module */
import { sql } from 'kysely'
import type { Database, Transaction } from '../platform/index.ts'
import type { EntityChanges } from './entity-changes.ts'
import type { EntityEvents, EntityEventType, EntityKind } from './entity-events.ts'
import { entityFilterColumns } from './entity-filters.ts'
import { before, type EntityStatus, type EntityTransitions, isTerminal, onceOnly } from './entity-status.ts'
import type { Listing, Paging } from './paging.ts'
import type { NamedEntity } from './recovery/stored-collection.ts'
import { type EntityColumns, type EntityHead, errorColumns, type StateError } from './resource-columns.ts'
import { type ResourceStorage, ResourceTable } from './resource-table.ts'

// As in `ResourceTable`: the name is a value.
type Tables = { entities: EntityColumns }

const EVENT_OF_STATUS: Readonly<Record<EntityStatus, EntityEventType | undefined>> = {
  NotStarted: undefined,
  Running: 'Processing',
  Succeeded: 'Completion',
  Failed: 'Completion'
}

/** What work on an entity leaves with its status; stores of entities with more to keep extend it. */
export type WorkResult = Readonly<{ error?: StateError }>

/** The collection names the paths of the entities, too. */
export type EntityStorage<Row, Entity> = Readonly<{
  kind: EntityKind
  transitions?: EntityTransitions
}> &
  Pick<ResourceStorage<Row, Entity>, 'collection' | 'toRow' | 'fromRow'>

/** The table tells what happens to its entities, within the transaction that makes it so. */
export abstract class EntityTable<
  Row extends EntityColumns,
  Entity extends EntityHead,
  Result extends WorkResult = WorkResult
> extends ResourceTable<Row, Entity> {
  readonly #events: EntityEvents
  readonly #kind: EntityKind
  readonly #name: 'entities'
  readonly #transitions: EntityTransitions

  constructor(
    { database, events }: Readonly<{ database: Database; events: EntityEvents }>,
    { kind, transitions = onceOnly, ...storage }: EntityStorage<Row, Entity>
  ) {
    super(database, { ...storage, name: kind, filterColumns: entityFilterColumns })
    this.#events = events
    this.#kind = kind
    this.#name = storage.collection as 'entities'
    this.#transitions = transitions
  }

  override async insert(tx: Transaction, entity: Entity): Promise<void> {
    await super.insert(tx, entity)
    await this.#tell(tx, entity.id, 'Creation')
  }

  /** By creation, then id; of one project when given. */
  override list(paging: Paging, projectId?: string): Promise<Listing<Entity>> {
    return this.page(paging, projectId === undefined ? undefined : sql`project_id = ${projectId}`)
  }

  async count(projectId?: string): Promise<number> {
    let query = this.tables<Tables>()
      .selectFrom(this.#name)
      .select(({ fn }) => fn.countAll<number>().as('count'))
    if (projectId !== undefined) query = query.where('project_id', '=', projectId)
    return Number((await query.executeTakeFirstOrThrow()).count)
  }

  /** Of all entities, in any state. */
  async ids(): Promise<ReadonlySet<string>> {
    const rows = await this.tables<Tables>().selectFrom(this.#name).select('id').execute()
    return new Set(rows.map(({ id }) => id))
  }

  /** Those whose work has ended well, by creation. */
  async succeeded(): Promise<readonly NamedEntity[]> {
    const rows = await this.tables<Tables>()
      .selectFrom(this.#name)
      .select(['id', 'display_name'])
      .where('status', '=', 'Succeeded')
      .orderBy('created_at')
      .orderBy('id')
      .execute()
    return rows.map((row) => ({ id: row.id, displayName: row.display_name }))
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

  /** The entity, now at work; undefined where it is gone or its work is over. A run that died before has begun it. */
  async begin(id: string): Promise<Entity | undefined> {
    const entity = await this.find(id)
    if (!entity || isTerminal(entity.status)) return undefined
    if (entity.status === 'NotStarted') await this.move(id, 'Running')
    return entity
  }

  /** Enters `to` if the transitions allow it from the present status; says whether it did. */
  move(id: string, to: EntityStatus, result?: Result, tx?: Transaction): Promise<boolean> {
    return this.enter(id, to, result ? this.resultColumns(result) : {}, tx)
  }

  protected override changedColumns(changes: EntityChanges): Partial<EntityColumns> {
    const { projectId } = changes
    return {
      ...super.changedColumns(changes),
      ...(projectId === undefined ? {} : { project_id: projectId })
    }
  }

  /** An absent error leaves the one before. */
  protected resultColumns({ error }: Result): Partial<Row> {
    const columns: Partial<EntityColumns> = error === undefined ? {} : errorColumns(error)
    return columns as Partial<Row>
  }

  /** As `move`, with further columns of the row. */
  protected async enter(
    id: string,
    to: EntityStatus,
    further: Partial<Row> = {},
    tx?: Transaction
  ): Promise<boolean> {
    if (tx === undefined) {
      return this.database.transaction((transaction) => this.enter(id, to, further, transaction))
    }
    const columns: Partial<EntityColumns> = { ...further, status: to, last_action_at: Date.now() }
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

  override async remove(tx: Transaction, id: string): Promise<boolean> {
    const removed = await super.remove(tx, id)
    if (removed) await this.#tell(tx, id, 'Deletion')
    return removed
  }

  #tell(tx: Transaction, id: string, type: EntityEventType): Promise<void> {
    const path = `${this.#name}/${id}`
    return this.#events.publish(tx, { entity: this.#kind, type, path })
  }
}
