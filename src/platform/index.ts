/** What the service stands on; the only file of the platform that others import. @module */
export { BackupRefused } from './backup/backup-refused.ts'
export { makeBackup } from './backup/make-backup.ts'
export { restoreBackup } from './backup/restore-backup.ts'
export {
  type DataFolder,
  DataFolderTaken,
  DataFolderUnusable,
  shareDataFolder,
  takeDataFolder
} from './database/data-folder.ts'
export type { Database, Migration, Within } from './database/database.ts'
export {
  addEntityColumns,
  columnsOf,
  type EntityColumns,
  type EntityHead,
  EntityTable,
  entityFilters,
  errorColumns,
  headOf,
  indexForFilters
} from './database/entity-table.ts'
export type { FolderProcesses } from './database/folder-processes.ts'
export { DatabaseTooNew, DatabaseTooOld, DatabaseUnreadable, openDatabase } from './database/open-database.ts'
export { type EntityEvent, EntityEvents, type EntityKind, type Happening } from './entity-events.ts'
export { type EntityMoves, type EntityStatus, isTerminal, onceOnly } from './entity-status.ts'
export { type EntityUser, EntityUsers } from './entity-users.ts'
export type { FileStore, StoredFile } from './files/file-store.ts'
export { FileMissing, type LocalFiles, openFileStore } from './files/local-file-store.ts'
export { accepts, type Filter, type Filtered, type FilterProperties } from './filter/filter.ts'
export { filterCondition } from './filter/filter-condition.ts'
export {
  type CustomProperties,
  customPropertiesOf,
  type EntityChanges,
  entityChanges,
  type Fields,
  invalidPayload,
  localeOf,
  objectOf,
  optionalText,
  readAll,
  refuseChange,
  requiredText
} from './http/entity-fields.ts'
export { answerErrorAs, errorBody, problemFor } from './http/error-answer.ts'
export { type EntityFile, fileAnswer, fileFilters, fileId } from './http/file-answer.ts'
export { found } from './http/found.ts'
export { createHttpServer, type HttpServer } from './http/http-server.ts'
export { isoDuration, millisecondsOf } from './http/iso-duration.ts'
export { BASE_PATH, originOf, referencedId, selfLink, timestamp } from './http/links.ts'
export {
  everything,
  type Listing,
  listingOf,
  type Page,
  type Paging,
  page,
  readPaging,
  takes
} from './http/paging.ts'
export { Problem, type ProblemCode } from './http/problem.ts'
export { withRetryAfter } from './http/retry-after.ts'
export { studioFiles } from './http/studio-files.ts'
export { timeToLiveOf } from './http/time-to-live.ts'
export { CANCELLED, cancelWork } from './jobs/cancel-work.ts'
export { openJobs } from './jobs/embedded-jobs.ts'
export { jobMigrations } from './jobs/job-table.ts'
export {
  type JobContext,
  type JobHandler,
  JobRejected,
  type Jobs,
  type JobView,
  ShuttingDown
} from './jobs/jobs.ts'
export { type Progress, progressOf } from './jobs/progress-of.ts'
export { CompletionMail, mailMigrations } from './mail/completion-mail.ts'
export type { Platform } from './platform.ts'
export { AccessKeys, accessKeyMigrations } from './security/access-keys.ts'
export { AccessTokens } from './security/access-tokens.ts'
export { isPublicAddress } from './security/address-rules.ts'
export { ContentUnavailable, checkedUrl, type FetchOptions, fetchContent } from './security/fetch-content.ts'
export { FileLinks } from './security/file-links.ts'
export { keyRoutes } from './security/key-routes.ts'
export { secretMigrations, secretOf } from './security/secrets.ts'
export { type SendOptions, type SentAnswer, sendContent } from './security/send-content.ts'
export { readSettings, type Settings, SettingsInvalid } from './settings.ts'
export { stableId } from './stable-id.ts'
export { StorageFull } from './storage-full.ts'
export { openLog } from './telemetry/log.ts'
