/**
 * A process that works through jobs until they are done or it is killed: `node --import tsx jobs-process.ts <folder>
 * <loaf>…`. Loaves that it does not know yet are enqueued. Says on standard output each step it makes. With
 * `JOBS_TOGETHER=1` others like it may work on the same folder. @module
 */
import { join } from 'node:path'
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import {
  JobRejected,
  jobMigrations,
  type Migration,
  openDatabase,
  openJobs,
  openLog,
  shareDataFolder,
  takeDataFolder
} from '../src/platform/index.ts'

/** What each job leaves behind, written in one transaction at its end as a noun would. */
export type LoafTables = { loaves: { name: string; state: string; bakings: number } }

export const loafMigrations: readonly Migration[] = [
  {
    name: '100-loaves',
    up: (database) =>
      database.schema
        .createTable('loaves')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('bakings', 'integer', (column) => column.notNull())
        .execute()
  }
]
const STEPS = 20

const [, entry, folder] = process.argv
if (entry === fileURLToPath(import.meta.url) && folder !== undefined) {
  const together = process.env.JOBS_TOGETHER === '1'
  const { processes } = await (together ? shareDataFolder(folder, 'jobs.db') : takeDataFolder(folder))
  const database = await openDatabase(join(folder, 'jobs.db'), [...jobMigrations, ...loafMigrations])
  const jobs = openJobs({ database, log: openLog('silent'), processes })
  const end = (name: string, state: string): Promise<unknown> =>
    database.transaction((tx) =>
      tx
        .tables<LoafTables>()
        .updateTable('loaves')
        .set(({ eb }) => ({ state, bakings: eb('bakings', '+', 1) }))
        .where('name', '=', name)
        .where('state', '=', 'raw')
        .execute()
    )
  jobs.handle({
    kind: 'bake',
    run: async ({ subject, signal, progress }) => {
      if (subject === 'poison') process.kill(process.pid, 'SIGKILL')
      for (let step = 0; step < STEPS; step++) {
        signal.throwIfAborted()
        process.stdout.write(`${subject} ${step}\n`)
        progress(step / STEPS, `step ${step}`)
        // Real work between the steps, so that the killer finds every moment of it.
        await database.transaction(async () => turn())
      }
      if (subject === 'burnt') throw new JobRejected('InvalidDataset', 'burnt')
      await end(subject, 'baked')
    },
    failed: async (subject) => void (await end(subject, 'failed')),
    cancelled: async () => undefined
  })
  const loaves = process.argv.slice(3)
  await database.transaction(async (tx) => {
    const table = tx.tables<LoafTables>()
    const known = await table.selectFrom('loaves').select('name').execute()
    for (const name of loaves.filter((loaf) => !known.some((row) => row.name === loaf))) {
      await table.insertInto('loaves').values({ name, state: 'raw', bakings: 0 }).execute()
      await jobs.enqueue(tx, { kind: 'bake', subject: name })
    }
  })
  await jobs.start()
  for (const name of loaves) {
    while (!['succeeded', 'failed'].includes((await jobs.of(name))?.state ?? '')) await pause(10)
  }
  await jobs.stop()
  await database.close()
}
