/** What the service stands on; the only file of the platform that others import. @module */
export { BackupError } from './backup/backup-error.ts'
export { makeBackup } from './backup/make-backup.ts'
export { restoreBackup } from './backup/restore-backup.ts'
export {
  type DataFolder,
  DataFolderTaken,
  DataFolderUnusable,
  shareDataFolder,
  takeDataFolder
} from './database/data-folder.ts'
export { closeToOthers } from './database/data-folder-modes.ts'
export type { Database, Migration, Transaction } from './database/database.ts'
export { DATABASE_FILE } from './database/database-file.ts'
export type { FolderProcesses } from './database/folder-processes.ts'
export { DatabaseTooNew, DatabaseTooOld, DatabaseUnreadable, openDatabase } from './database/open-database.ts'
export { setDatabaseAside } from './database/set-database-aside.ts'
export { describeFailure } from './describe-failure.ts'
export type { FileStore, StoredFile } from './files/file-store.ts'
export { FileMissing, type LocalFiles, openFileStore } from './files/local-file-store.ts'
export { sha256Of } from './files/sha256.ts'
export { abortOnDisconnect } from './http/abort-on-disconnect.ts'
export { answerBare } from './http/bare-answer.ts'
export { BODY_LIMITS } from './http/body-limits.ts'
export { describeValue } from './http/describe-value.ts'
export { answerErrorAs, errorBody, problemFor } from './http/error-answer.ts'
export { withoutFinalSlashes } from './http/final-slashes.ts'
export { createHttpServer, type HttpServer } from './http/http-server.ts'
export { isoDuration, millisecondsOf, timestamp } from './http/iso-duration.ts'
export { BASE_PATH, originOf } from './http/origin.ts'
export { Problem, type ProblemCode } from './http/problem.ts'
export { withRetryAfter } from './http/retry-after.ts'
export type { AnswerShape } from './http/schemas/answer-shape.ts'
export { type CheckOptions, checkParameter, checkValue, queryValue } from './http/schemas/check-value.ts'
export type { RequestValue } from './http/schemas/request-value.ts'
export { ref, resolved, type Schema, type Schemas } from './http/schemas/schema.ts'
export { studioFiles } from './http/studio-files.ts'
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
export { Rounds } from './jobs/rounds.ts'
export { accessKeyMigrations } from './security/access-key-tables.ts'
export { AccessKeys } from './security/access-keys.ts'
export { AccessTokens } from './security/access-tokens.ts'
export { reachable } from './security/address-rules.ts'
export { authenticate, type DeclaredRoute, declaredRoutes, forbidden } from './security/authorize.ts'
export { credentialsOf, KEY_HEADER } from './security/credentials.ts'
export { ContentUnavailable, checkedUrl, type FetchOptions, fetchContent } from './security/fetch-content.ts'
export { FileLinks } from './security/file-links.ts'
export { keysApi } from './security/key-operations.ts'
export { keyRoutes } from './security/key-routes.ts'
export { type ContentRequest, type OpenedContent, openContent } from './security/open-content.ts'
export { mayUse, type Principal } from './security/principal.ts'
export { secretMigrations, secretOf } from './security/secrets.ts'
export { type SendOptions, type SentAnswer, sendContent } from './security/send-content.ts'
export { readSettings, type Settings, SettingsInvalid } from './settings.ts'
export { stableId } from './stable-id.ts'
export { StorageFull } from './storage-full.ts'
export { openLog } from './telemetry/log.ts'
