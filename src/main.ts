/** Starts the service, and stops it when the system asks. @module */
import { explain, stopOnSignals } from './main-process.ts'
import { readSettings } from './platform/index.ts'
import { type Service, startService } from './service.ts'

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
  stopOnSignals('Vernacular', () => service.close())
}
