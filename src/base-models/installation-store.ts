/** Installations of base models; each statement a named function. @module */
import type { Database, Migration, Transaction } from '../platform/index.ts'
import {
  type EntityStatus,
  errorColumns,
  type ResourceState,
  resourceState,
  type StateColumns,
  stateColumns
} from '../resources/index.ts'

/** What is installed: a model of the catalog, or files that the caller names. */
export type InstallationSource = Readonly<{
  /** Of the base model that is made. */
  name: string
  locale: string
  title: string
  license?: string
  files: readonly Readonly<{ url: string; name: string; sha256?: string }>[]
}>

export type Installation = ResourceState &
  Readonly<{
    id: string
    source: InstallationSource
    createdDateTime: Date
  }>

type Row = StateColumns & {
  id: string
  name: string
  source: string
  created_at: number
}
type Tables = { base_model_installations: Row; base_model_pins: { url: string; sha256: string } }

export const installationMigrations: readonly Migration[] = [
  {
    name: '025-base-model-installations',
    up: async (database) => {
      await database.schema
        .createTable('base_model_installations')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('source', 'text', (column) => column.notNull())
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('error_code', 'text')
        .addColumn('error_message', 'text')
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('last_action_at', 'bigint', (column) => column.notNull())
        .execute()
      await database.schema
        .createTable('base_model_pins')
        .addColumn('url', 'text', (column) => column.primaryKey())
        .addColumn('sha256', 'text', (column) => column.notNull())
        .execute()
    }
  }
]

const UNDER_WAY = ['NotStarted', 'Running']

export class InstallationStore {
  readonly #database: Database
  constructor(database: Database) {
    this.#database = database
  }

  async insert(tx: Transaction, installation: Installation): Promise<void> {
    await tx
      .tables<Tables>()
      .insertInto('base_model_installations')
      .values({
        id: installation.id,
        name: installation.source.name,
        source: JSON.stringify(installation.source),
        ...stateColumns(installation),
        created_at: installation.createdDateTime.getTime()
      })
      .execute()
  }

  async find(id: string): Promise<Installation | undefined> {
    const row = await this.#database
      .tables<Tables>()
      .selectFrom('base_model_installations')
      .selectAll()
      .where('id', '=', id.toLowerCase())
      .executeTakeFirst()
    return row && installationOf(row)
  }

  /** The newest first, at most `most`. */
  async newest(most: number): Promise<readonly Installation[]> {
    const rows = await this.#database
      .tables<Tables>()
      .selectFrom('base_model_installations')
      .selectAll()
      .orderBy('created_at', 'desc')
      .orderBy('id')
      .limit(most)
      .execute()
    return rows.map(installationOf)
  }

  /** Of the base model `name`, if one has not ended. */
  async underWay(name: string, tx: Transaction): Promise<boolean> {
    const row = await tx
      .tables<Tables>()
      .selectFrom('base_model_installations')
      .select('id')
      .where('name', '=', name)
      .where('status', 'in', UNDER_WAY)
      .executeTakeFirst()
    return row !== undefined
  }

  /** One that has ended stays as it ended. */
  async move(id: string, status: EntityStatus, error?: Installation['error']): Promise<void> {
    await this.#database
      .tables<Tables>()
      .updateTable('base_model_installations')
      .set({
        status,
        last_action_at: Date.now(),
        ...errorColumns(error)
      })
      .where('id', '=', id)
      .where('status', 'in', UNDER_WAY)
      .execute()
  }

  /** The checksum that the content of a URL had at its first download. */
  async pinned(url: string): Promise<string | undefined> {
    const row = await this.#database
      .tables<Tables>()
      .selectFrom('base_model_pins')
      .select('sha256')
      .where('url', '=', url)
      .executeTakeFirst()
    return row?.sha256
  }

  async pin(url: string, sha256: string): Promise<void> {
    await this.#database
      .tables<Tables>()
      .insertInto('base_model_pins')
      .values({ url, sha256 })
      .onConflict((conflict) => conflict.column('url').doNothing())
      .execute()
  }
}

const installationOf = (row: Row): Installation => ({
  id: row.id,
  source: JSON.parse(row.source) as InstallationSource,
  ...resourceState(row),
  createdDateTime: new Date(row.created_at)
})
