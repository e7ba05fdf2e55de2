/** Starts the service, and stops it when the system asks. @module */
import { DatabaseTooNew, DataFolderTaken, readSettings, SettingsInvalid } from './platform/index.ts'
import { ModelUnusable } from './recognizers/index.ts'
import { type Service, startService } from './service.ts'

/** Errors that the operator can mend need no stack. */
function explain(error: unknown): string {
  if (
    error instanceof SettingsInvalid ||
    error instanceof DataFolderTaken ||
    error instanceof DatabaseTooNew ||
    error instanceof ModelUnusable
  ) {
    return error.message
  }
  const { code, message, stack } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE')
    return `${message}: stop what uses the port, or set VERNACULAR_PORT to another one`
  return stack ?? String(error)
}

async function start(): Promise<Service | undefined> {
  try {
    return await startService(readSettings(process.env))
  } catch (error) {
    console.error(`Vernacular did not start.\n${explain(error)}`)
    process.exitCode = 1
    return undefined
  }
}

const service = await start()
if (service) {
  if (service.madeKey !== undefined) {
    console.log(`Access key, shown only this once: ${service.madeKey}`)
  }
  console.log(`Vernacular is ready at ${service.address}`)
  let stopping = false
  const stop = (): void => {
    if (stopping) return
    stopping = true
    service.close().then(
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
