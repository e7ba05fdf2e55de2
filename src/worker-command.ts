/** `vernacular worker`: starts a worker on the data folder of a service, and stops it when the system asks. @module */
import { explain, stopOnSignals } from './main-process.ts'
import { readSettings } from './platform/index.ts'
import { startWorker, type Worker } from './worker.ts'

async function start(): Promise<Worker | undefined> {
  try {
    return await startWorker(readSettings(process.env))
  } catch (error) {
    console.error(`The worker did not start.\n${explain(error)}`)
    process.exitCode = 1
    return undefined
  }
}

const worker = await start()
if (worker) {
  console.log(`The worker ${worker.id} is ready`)
  stopOnSignals('The worker', () => worker.close())
  // Timers of a worker that waits for jobs keep no process alive by themselves.
  setInterval(() => undefined, 86_400_000)
}
