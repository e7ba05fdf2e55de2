/** What both the service and a worker stand on, opened in order and closed in the reverse one. @module */
import { join } from 'node:path'
import { baseModelsFolder } from './base-models/index.ts'
import { MIGRATIONS } from './create-resources.ts'
import { createEngines } from './engines.ts'
import {
  closeToOthers,
  DATABASE_FILE,
  type DataFolder,
  FileLinks,
  openDatabase,
  openFileStore,
  openJobs,
  openLog,
  type Settings,
  secretOf
} from './platform/index.ts'
import type { Engine } from './recognizers/index.ts'
import { CompletionMail, EntityEvents, type Platform } from './resources/index.ts'

type Closer = () => Promise<void> | void

/** What was opened, to be closed in the reverse order; one that fails does not leave the others open. */
export class Closers {
  readonly #closers: Closer[] = []

  add(closer: Closer): void {
    this.#closers.push(closer)
  }

  /** @throws AggregateError of all that went wrong */
  async close(): Promise<void> {
    const failures: unknown[] = []
    for (const closer of this.#closers.splice(0).reverse()) {
      try {
        await closer()
      } catch (failure) {
        failures.push(failure)
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Some parts did not stop cleanly')
  }
}

export type OpenedPlatform = Readonly<{ platform: Platform; engine: Engine }>

/**
 * @param beforeMigration asked before the tables are changed, to throw where they must not be
 * @throws what opening the database, the files and the engine throws
 */
export async function openPlatform(
  settings: Settings,
  folder: DataFolder,
  role: 'service' | 'worker',
  { closers, beforeMigration }: Readonly<{ closers: Closers; beforeMigration: () => Promise<void> }>
): Promise<OpenedPlatform> {
  const log = openLog(settings.logLevel)
  const { processes } = folder
  const database = await openDatabase(join(settings.dataDir, DATABASE_FILE), MIGRATIONS, { beforeMigration })
  closers.add(() => database.close())
  // The files of a new database have the modes of the system until then.
  if (role === 'service') await closeToOthers(settings.dataDir)
  const files = await openFileStore(settings.dataDir, processes)
  closers.add(() => files.close())
  await processes.removeDead()
  const links = new FileLinks(files, await secretOf(database, 'file-links'))
  const engine = await createEngines(baseModelsFolder(settings.dataDir), {
    log: (line) => log.debug({ line }, 'engine'),
    warn: (line) => log.warn({ line }, 'engine')
  })
  closers.add(() => engine.close())
  const jobs = openJobs({
    database,
    log,
    role,
    processes,
    concurrency: settings.jobs,
    beforeRecovery: () => files.sweep()
  })
  const events = new EntityEvents()
  const mail = new CompletionMail({ database, events, jobs, settings, log })
  return { platform: { settings, database, files, events, jobs, mail, links, log }, engine }
}
