/** What the tables of all entities have in common: their first columns, and the statements over those. @module */
import type { CreateTableBuilder, Kysely } from 'kysely'
import type { CustomProperties, EntityChanges } from '../http/entity-fields.ts'
import type { Database, Within } from './database.ts'

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
export type EntityHead<Status extends string> = Readonly<{
  id: string
  displayName: string
  description?: string
  locale: string
  projectId?: string
  customProperties?: CustomProperties
  status: Status
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

export const columnsOf = (entity: EntityHead<string>): EntityColumns => ({
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

export const headOf = <Status extends string>(row: EntityColumns): EntityHead<Status> => ({
  id: row.id,
  displayName: row.display_name,
  ...(row.description === null ? {} : { description: row.description }),
  locale: row.locale,
  ...(row.project_id === null ? {} : { projectId: row.project_id }),
  ...(row.custom_properties === null
    ? {}
    : { customProperties: JSON.parse(row.custom_properties) as CustomProperties }),
  status: row.status as Status,
  ...(row.error_code === null ? {} : { error: { code: row.error_code, message: row.error_message ?? '' } }),
  createdDateTime: new Date(row.created_at),
  lastActionDateTime: new Date(row.last_action_at)
})

// Kysely knows tables by their literal names; here the name is a value, and only the common columns are touched.
type Tables = { entities: EntityColumns }

export class EntityTable<Row extends EntityColumns> {
  readonly #database: Database
  readonly #name: 'entities'

  constructor(database: Database, name: string) {
    this.#database = database
    this.#name = name as 'entities'
  }

  async insert(within: Within, row: Row): Promise<void> {
    await within.tables<Tables>().insertInto(this.#name).values(row).execute()
  }

  async find(id: string, within?: Within): Promise<Row | undefined> {
    const rows = await this.#tables(within)
      .selectFrom(this.#name)
      .selectAll()
      .where('id', '=', id.toLowerCase())
      .execute()
    return (rows as Row[])[0]
  }

  /** By creation, then id; of one project when given. */
  async list(page: Readonly<{ skip: number; limit: number; projectId?: string }>): Promise<readonly Row[]> {
    let query = this.#tables().selectFrom(this.#name).selectAll()
    if (page.projectId !== undefined) query = query.where('project_id', '=', page.projectId)
    const rows = await query.orderBy('created_at').orderBy('id').limit(page.limit).offset(page.skip).execute()
    return rows as Row[]
  }

  async count(projectId?: string): Promise<number> {
    let query = this.#tables()
      .selectFrom(this.#name)
      .select(({ fn }) => fn.countAll<number>().as('count'))
    if (projectId !== undefined) query = query.where('project_id', '=', projectId)
    return Number((await query.executeTakeFirstOrThrow()).count)
  }

  async change(id: string, changes: EntityChanges): Promise<void> {
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
    await this.#tables().updateTable(this.#name).set(values).where('id', '=', id).execute()
  }

  /** The project is gone; its entities stay without one. */
  async detach(projectId: string): Promise<void> {
    await this.#tables()
      .updateTable(this.#name)
      .set({ project_id: null })
      .where('project_id', '=', projectId)
      .execute()
  }

  /**
   * Enters `to` when the present status is one of `from`; says whether it did.
   * @param own further columns, written with the status
   */
  async move(
    id: string,
    to: string,
    from: readonly string[],
    own: Partial<Row> = {},
    within?: Within
  ): Promise<boolean> {
    const columns: Partial<EntityColumns> = { ...own, status: to, last_action_at: Date.now() }
    const done = await this.#tables(within)
      .updateTable(this.#name)
      .set(columns)
      .where('id', '=', id)
      .where('status', 'in', [...from])
      .executeTakeFirst()
    return Number(done.numUpdatedRows) > 0
  }

  async remove(within: Within, id: string): Promise<void> {
    await within.tables<Tables>().deleteFrom(this.#name).where('id', '=', id).execute()
  }

  #tables(within?: Within): Kysely<Tables> {
    return within ? within.tables<Tables>() : this.#database.tables<Tables>()
  }
}

/** The columns of an error, for `move`; none leaves them as they are. */
export const errorColumns = (
  error: Readonly<{ code: string; message: string }> | undefined
): Partial<Pick<EntityColumns, 'error_code' | 'error_message'>> =>
  error === undefined ? {} : { error_code: error.code, error_message: error.message }
