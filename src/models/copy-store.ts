/** Authorizations to receive a model, and the operations that send one; each statement a named function. @module */
import type { Database, Migration, Transaction } from '../platform/index.ts'
import {
  type EntityStatus,
  errorColumns,
  type ResourceState,
  resourceState,
  type StateColumns,
  stateColumns
} from '../resources/index.ts'

type AuthorizationRow = {
  id: string
  source_resource_id: string
  expires_at: number
  /** The model received under it; an authorization is good for one. */
  model_id: string | null
}
type OperationRow = StateColumns & {
  id: string
  model_id: string
  authorization: string
  result_link: string | null
  created_at: number
}
type Tables = { model_copy_authorizations: AuthorizationRow; model_copies: OperationRow }

export const copyMigrations: readonly Migration[] = [
  {
    name: '012-model-copies',
    up: async (database) => {
      await database.schema
        .createTable('model_copy_authorizations')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('source_resource_id', 'text', (column) => column.notNull())
        .addColumn('expires_at', 'integer', (column) => column.notNull())
        .addColumn('model_id', 'text')
        .execute()
      await database.schema
        .createTable('model_copies')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('model_id', 'text', (column) => column.notNull())
        .addColumn('authorization', 'text', (column) => column.notNull())
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('result_link', 'text')
        .addColumn('error_code', 'text')
        .addColumn('error_message', 'text')
        .addColumn('created_at', 'integer', (column) => column.notNull())
        .addColumn('last_action_at', 'integer', (column) => column.notNull())
        .execute()
    }
  }
]

export type CopyAuthorization = Readonly<{
  targetResourceRegion: string
  targetResourceId: string
  targetResourceEndpoint: string
  sourceResourceId: string
  id: string
  /** Milliseconds since 1970. */
  expiresAt: number
}>

export type CopyOperation = ResourceState &
  Readonly<{
    id: string
    modelId: string
    authorization: CopyAuthorization
    /** Address of the new model. */
    resultLink?: string
    createdDateTime: Date
  }>

export class CopyStore {
  readonly #database: Database
  constructor(database: Database) {
    this.#database = database
  }

  async authorize(authorization: CopyAuthorization): Promise<void> {
    await this.#database
      .tables<Tables>()
      .insertInto('model_copy_authorizations')
      .values({
        id: authorization.id,
        source_resource_id: authorization.sourceResourceId,
        expires_at: authorization.expiresAt,
        model_id: null
      })
      .execute()
  }

  async authorization(id: string): Promise<Readonly<{ expiresAt: number; modelId?: string }> | undefined> {
    const row = await this.#database
      .tables<Tables>()
      .selectFrom('model_copy_authorizations')
      .selectAll()
      .where('id', '=', id.toLowerCase())
      .executeTakeFirst()
    return row && { expiresAt: row.expires_at, ...(row.model_id === null ? {} : { modelId: row.model_id }) }
  }

  /** False when another model was received under it meanwhile. */
  async spend(tx: Transaction, id: string, modelId: string): Promise<boolean> {
    const done = await tx
      .tables<Tables>()
      .updateTable('model_copy_authorizations')
      .set({ model_id: modelId })
      .where('id', '=', id.toLowerCase())
      .where('model_id', 'is', null)
      .executeTakeFirst()
    return Number(done.numUpdatedRows) > 0
  }

  async insert(tx: Transaction, operation: CopyOperation): Promise<void> {
    await tx
      .tables<Tables>()
      .insertInto('model_copies')
      .values({
        id: operation.id,
        model_id: operation.modelId,
        authorization: JSON.stringify(operation.authorization),
        ...stateColumns(operation),
        result_link: null,
        created_at: operation.createdDateTime.getTime()
      })
      .execute()
  }

  async find(id: string): Promise<CopyOperation | undefined> {
    const row = await this.#database
      .tables<Tables>()
      .selectFrom('model_copies')
      .selectAll()
      .where('id', '=', id.toLowerCase())
      .executeTakeFirst()
    return row && operationOf(row)
  }

  /** A copy that has ended stays as it ended. */
  async move(
    id: string,
    status: EntityStatus,
    end: Readonly<{ resultLink?: string; error?: NonNullable<CopyOperation['error']> }> = {}
  ): Promise<void> {
    await this.#database
      .tables<Tables>()
      .updateTable('model_copies')
      .set({
        status,
        last_action_at: Date.now(),
        result_link: end.resultLink ?? null,
        ...errorColumns(end.error)
      })
      .where('id', '=', id)
      .where('status', 'in', ['NotStarted', 'Running'])
      .execute()
  }

  /** A copy of the model that has not ended. */
  async isRunning(modelId: string, tx: Transaction): Promise<boolean> {
    const row = await tx
      .tables<Tables>()
      .selectFrom('model_copies')
      .select('id')
      .where('model_id', '=', modelId)
      .where('status', 'in', ['NotStarted', 'Running'])
      .executeTakeFirst()
    return row !== undefined
  }
}

const operationOf = (row: OperationRow): CopyOperation => ({
  id: row.id,
  modelId: row.model_id,
  authorization: JSON.parse(row.authorization) as CopyAuthorization,
  ...resourceState(row),
  ...(row.result_link === null ? {} : { resultLink: row.result_link }),
  createdDateTime: new Date(row.created_at)
})
