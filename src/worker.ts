/** A worker: a second process on the data folder of a service, which runs jobs and answers no requests. @module */
import { createResources } from './create-resources.ts'
import { Closers, openPlatform } from './open-platform.ts'
import {
  DATABASE_FILE,
  DatabaseTooOld,
  type Settings,
  SettingsInvalid,
  shareDataFolder
} from './platform/index.ts'

export type Worker = Readonly<{
  /** Under which logs and `/healthstatus` of the service know it. */
  id: string
  /** Gives running jobs back to the queue. */
  close(): Promise<void>
}>

/**
 * Takes jobs from now on, whether the service runs or not.
 * @throws SettingsInvalid, DataFolderUnusable, DatabaseTooNew, DatabaseTooOld, DatabaseUnreadable, StorageFull,
 *   ModelUnusable
 */
export async function startWorker(settings: Settings): Promise<Worker> {
  if (settings.jobs === 0) {
    throw new SettingsInvalid(
      'VERNACULAR_JOBS is "0", with which a worker has nothing to do; expected 1 to 99'
    )
  }
  const closers = new Closers()
  try {
    const folder = await shareDataFolder(settings.dataDir, DATABASE_FILE)
    closers.add(folder.release)
    const { platform, engine } = await openPlatform(settings, folder, 'worker', {
      closers,
      beforeMigration: async () => {
        throw new DatabaseTooOld(
          `The database of ${settings.dataDir} was written by an older version; start the service of this version first to update it`
        )
      }
    })
    createResources(platform, { engine, acceptsKey: () => false, now: Date.now })
    closers.add(() => platform.jobs.stop())
    await platform.jobs.start()
    return { id: folder.processes.id, close: () => closers.close() }
  } catch (error) {
    await closers.close().catch(() => undefined)
    throw error
  }
}
