/** What the service stands on, made once in `service.ts` and passed to each noun. @module */

import type { Logger } from 'pino'
import type { Database, FileLinks, FileStore, Jobs, Settings } from '../platform/index.ts'
import type { EntityEvents } from './entity-events.ts'
import type { CompletionMail } from './mail/completion-mail.ts'

export type Platform = Readonly<{
  settings: Settings
  database: Database
  files: FileStore
  /** Told by entity tables; web hooks listen. */
  events: EntityEvents
  jobs: Jobs
  mail: CompletionMail
  /** Signed addresses of files, for answers. */
  links: FileLinks
  log: Logger
}>
