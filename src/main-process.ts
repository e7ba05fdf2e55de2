/** What the entries of the service and of a worker share: faults told so that they can be mended, and the stop. @module */
import {
  DatabaseTooNew,
  DatabaseTooOld,
  DatabaseUnreadable,
  DataFolderTaken,
  DataFolderUnusable,
  SettingsInvalid,
  StorageFull
} from './platform/index.ts'
import { ModelUnusable } from './recognizers/index.ts'
import { DatabaseForeign } from './resources/index.ts'

/** What the operator can mend; these messages say how, and a stack would only hide it. */
const MENDABLE = [
  SettingsInvalid,
  DataFolderTaken,
  DataFolderUnusable,
  DatabaseForeign,
  DatabaseTooNew,
  DatabaseTooOld,
  DatabaseUnreadable,
  StorageFull,
  ModelUnusable
] as const

const REMEDIES: Readonly<Record<string, string>> = {
  EADDRINUSE: 'stop what uses the port, or set VERNACULAR_PORT to another one',
  EACCES: 'ports below 1024 need rights that this user does not have; set VERNACULAR_PORT to a higher one',
  EADDRNOTAVAIL: 'set VERNACULAR_HOST to an address of this machine, such as 127.0.0.1 or 0.0.0.0',
  ENOTFOUND: 'set VERNACULAR_HOST to an address of this machine, such as 127.0.0.1 or 0.0.0.0'
}

/** Stopping takes up to 9 s when clients and jobs use all the time they are given; beyond that something hangs. */
const STOP_TIMEOUT_MS = 9500

export function explain(error: unknown): string {
  if (MENDABLE.some((kind) => error instanceof kind)) return (error as Error).message
  const { code, syscall, message, stack } = error as NodeJS.ErrnoException
  const remedy = syscall === 'listen' || syscall === 'getaddrinfo' ? REMEDIES[code ?? ''] : undefined
  return remedy === undefined ? (stack ?? String(error)) : `${message}: ${remedy}`
}

/** The process ends when `close` has: with 0, or with 1 when it fails or takes too long. */
export function stopOnSignals(name: string, close: () => Promise<void>): void {
  let stopping = false
  const stop = (): void => {
    if (stopping) return
    stopping = true
    setTimeout(() => {
      console.error(`${name} did not stop in time; unfinished jobs run again at the next start`)
      process.exit(1)
    }, STOP_TIMEOUT_MS).unref()
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      }
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}
