/** The files of all resources compared with the database, and a lost database read back from them. @module */
import { createResources, type Resources } from './create-resources.ts'
import { Closers, type OpenedPlatform, openPlatform } from './open-platform.ts'
import {
  DATABASE_FILE,
  DatabaseTooOld,
  DatabaseUnreadable,
  type DataFolder,
  DataFolderTaken,
  type Settings,
  setDatabaseAside,
  shareDataFolder,
  takeDataFolder
} from './platform/index.ts'
import { Inventory, type InventoryReport, type Platform, type RebuildReport } from './resources/index.ts'

/** Datasets before models, as models refer to them. */
export function createInventory(
  { database, files, log, settings }: Platform,
  { datasets, models, evaluations, transcriptions, endpoints }: Resources,
  now?: () => number
): Inventory {
  return new Inventory({
    database,
    files,
    log,
    collections: [
      ...datasets.stored,
      models.stored,
      evaluations.stored,
      transcriptions.stored,
      endpoints.stored
    ],
    quarantineDays: settings.quarantineDays,
    dataDir: settings.dataDir,
    ...(now ? { now } : {})
  })
}

/**
 * Compares and changes nothing, whether the service runs or not.
 * @throws what `startWorker` throws
 */
export async function inspectDataFolder(settings: Settings): Promise<InventoryReport> {
  return withFolder(await shareDataFolder(settings.dataDir, DATABASE_FILE), async (folder, closers) => {
    const opened = await openPlatform(settings, folder, 'worker', {
      closers,
      beforeMigration: async () => {
        throw new DatabaseTooOld(
          `The database of ${settings.dataDir} was written by an older version; start the service of this version first to update it`
        )
      }
    })
    return inventoryOf(opened).look()
  })
}

export type Rebuilt = RebuildReport &
  Readonly<{
    /** Where a database that could not be read was kept. */
    setAside?: string
  }>

/**
 * Makes entities anew from the files of the folder, in a new database, or beside what the present one holds.
 * @throws DataFolderTaken while a service or a worker runs, and what `startService` throws of a folder and a database
 */
export async function rebuildDatabase(settings: Settings): Promise<Rebuilt> {
  return withFolder(await takeDataFolder(settings.dataDir), async (folder, closers) => {
    const workers = await folder.processes.others()
    if (workers.length > 0) {
      throw new DataFolderTaken(
        `Workers are using the data folder (${workers.join(', ')}); stop them, then rebuild`
      )
    }
    const open = (): Promise<OpenedPlatform> =>
      openPlatform(settings, folder, 'service', { closers, beforeMigration: async () => undefined })
    let setAside: string | undefined
    const opened = await open().catch(async (error: unknown) => {
      if (!(error instanceof DatabaseUnreadable && error.damaged)) throw error
      setAside = await setDatabaseAside(settings.dataDir, DATABASE_FILE)
      return open()
    })
    const report = await inventoryOf(opened).rebuild()
    return { ...report, ...(setAside === undefined ? {} : { setAside }) }
  })
}

/** No job is begun: nothing of this process goes on after it. */
function inventoryOf({ platform, engine }: OpenedPlatform): Inventory {
  return createInventory(
    platform,
    createResources(platform, { engine, acceptsKey: () => false, now: Date.now })
  )
}

async function withFolder<T>(
  folder: DataFolder,
  work: (folder: DataFolder, closers: Closers) => Promise<T>
): Promise<T> {
  const closers = new Closers()
  closers.add(folder.release)
  try {
    return await work(folder, closers)
  } finally {
    await closers.close()
  }
}
