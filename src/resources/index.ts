/** What the product's resources share; the only file of this folder that others import. @module */

export { ref, type Schema, type Schemas } from '../platform/index.ts'
export { bytesOf, bytesRoute } from './bytes-route.ts'
export type { Answers, SharedAnswers } from './description/answers.ts'
export { type Descriptions, describeSchemas, sharedDescriptions } from './description/descriptions.ts'
export {
  booleanSchema,
  countSchema,
  durationSchema,
  listSchema,
  numberOrNullSchema,
  numberSchema,
  textSchema,
  timeSchema,
  urlSchema,
  wordSchema
} from './description/leaf-schemas.ts'
export {
  type ApiDescription,
  answerHeaders,
  jsonBody,
  type Operation,
  type Operations,
  pagedQuery,
  patchBody,
  type QueryParameters,
  sharedPathParameters,
  sharedQueryParameters
} from './description/operation.ts'
export {
  customPropertiesSchema,
  dateTimeSchema,
  linkSchema,
  nonEmptyTextSchema,
  nullableTextSchema,
  resourceFields,
  sharedSchemas,
  stateFields
} from './description/shared-schemas.ts'
export { standardOperations } from './description/standard-operations.ts'
export { type EntityChanges, entityChanges, rejectChange } from './entity-changes.ts'
export { type EntityEvent, EntityEvents, type EntityEventType, type EntityKind } from './entity-events.ts'
export {
  type CustomProperties,
  type Fields,
  invalidPayload,
  localeOf,
  objectOf,
  readAll
} from './entity-fields.ts'
export { entityFilters, indexForFilters } from './entity-filters.ts'
export { type EntityStatus, type EntityTransitions, isTerminal, onceOnly } from './entity-status.ts'
export { EntityTable } from './entity-table.ts'
export { assertDeletable, CANCELLED, cancelledError, cancelWork, workEndings } from './entity-work.ts'
export { type EntityFile, type FileAnswer, fileAnswer, fileFilters, fileId } from './file-answer.ts'
export { accepts, type Filter, type Filtered, type FilterProperties } from './filter/filter.ts'
export { filterCondition } from './filter/filter-condition.ts'
export { referencedId, selfLink } from './links.ts'
export { CompletionMail, mailMigrations } from './mail/completion-mail.ts'
export {
  everything,
  includes as takes,
  type Listing,
  listingOf,
  type Page,
  type Paging,
  page,
  readPaging
} from './paging.ts'
export type { Platform } from './platform.ts'
export { type Progress, progressOf } from './progress-of.ts'
export { headRecord, readHeadRecord } from './recovery/entity-head-record.ts'
export { EntityRecords } from './recovery/entity-records.ts'
export { folderMigrations } from './recovery/folder-identity.ts'
export {
  DatabaseForeign,
  type Discrepancy,
  Inventory,
  type InventoryReport,
  type RebuildReport
} from './recovery/inventory.ts'
export { CannotRecover, type NamedEntity, type StoredCollection } from './recovery/stored-collection.ts'
export { type EntityUser, EntityUsers } from './references.ts'
export { type RequestFields, requestFields } from './request-fields.ts'
export {
  addEntityColumns,
  columnsOf,
  type EntityColumns,
  type EntityHead,
  errorColumns,
  headOf,
  type ResourceColumns,
  type ResourceState,
  resourceColumns,
  resourceHead,
  resourceState,
  type StateColumns,
  stateColumns
} from './resource-columns.ts'
export { ResourceTable } from './resource-table.ts'
export { timeToLiveOf } from './time-to-live.ts'
