/** The columns that resources share, and how values are written to them and read again. @module */
import type { CreateTableBuilder } from 'kysely'
import type { EntityChanges } from './entity-changes.ts'
import type { CustomProperties } from './entity-fields.ts'
import type { EntityStatus } from './entity-status.ts'

/** Of every resource. */
export type ResourceColumns = {
  id: string
  display_name: string
  description: string | null
  custom_properties: string | null
  /** Milliseconds since 1970. */
  created_at: number
}

/** Of resources that background work brings to an end. */
export type StateColumns = {
  status: string
  error_code: string | null
  error_message: string | null
  last_action_at: number
}

/** Of those that can belong to a project. */
export type EntityColumns = ResourceColumns & StateColumns & { locale: string; project_id: string | null }

export type ResourceHead = Readonly<{
  id: string
  displayName: string
  description?: string
  customProperties?: CustomProperties
  createdDateTime: Date
}>

export type StateError = Readonly<{ code: string; message: string }>

export type ResourceState = Readonly<{
  status: EntityStatus
  error?: StateError
  /** When the current status was entered. */
  lastActionDateTime: Date
}>

export type EntityHead = ResourceHead & ResourceState & Readonly<{ locale: string; projectId?: string }>

export const resourceColumns = (head: ResourceHead): ResourceColumns => ({
  id: head.id,
  display_name: head.displayName,
  description: head.description ?? null,
  custom_properties: head.customProperties ? JSON.stringify(head.customProperties) : null,
  created_at: head.createdDateTime.getTime()
})

export const resourceHead = (row: ResourceColumns): ResourceHead => ({
  id: row.id,
  displayName: row.display_name,
  ...(row.description === null ? {} : { description: row.description }),
  ...(row.custom_properties === null
    ? {}
    : { customProperties: JSON.parse(row.custom_properties) as CustomProperties }),
  createdDateTime: new Date(row.created_at)
})

export const stateColumns = ({ status, error, lastActionDateTime }: ResourceState): StateColumns => ({
  status,
  ...errorColumns(error),
  last_action_at: lastActionDateTime.getTime()
})

export const resourceState = (row: StateColumns): ResourceState => ({
  status: row.status as EntityStatus,
  ...(row.error_code === null ? {} : { error: { code: row.error_code, message: row.error_message ?? '' } }),
  lastActionDateTime: new Date(row.last_action_at)
})

export const columnsOf = (entity: EntityHead): EntityColumns => ({
  ...resourceColumns(entity),
  ...stateColumns(entity),
  locale: entity.locale,
  project_id: entity.projectId ?? null
})

export const headOf = (row: EntityColumns): EntityHead => ({
  ...resourceHead(row),
  ...resourceState(row),
  locale: row.locale,
  ...(row.project_id === null ? {} : { projectId: row.project_id })
})

/** No error clears the columns. */
export const errorColumns = (
  error: StateError | undefined
): Pick<StateColumns, 'error_code' | 'error_message'> => ({
  error_code: error?.code ?? null,
  error_message: error?.message ?? null
})

/** The columns that the changes of a PATCH touch, in every resource. */
export const changedColumns = ({
  displayName,
  description,
  customProperties
}: EntityChanges): Partial<ResourceColumns> => ({
  ...(displayName === undefined ? {} : { display_name: displayName }),
  ...(description === undefined ? {} : { description }),
  ...(customProperties === undefined
    ? {}
    : { custom_properties: customProperties && JSON.stringify(customProperties) })
})

/** The columns of every entity, first in its table. */
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
