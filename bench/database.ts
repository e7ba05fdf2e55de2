/**
 * The embedded database through `openDatabase`: how fast it opens, commits durably and reads, and what it keeps in
 * memory: `npx tsx bench/database.ts`. Processor time is given beside the rate, because the rate of durable commits is
 * that of the disk.
 * @module
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { openDatabase } from '../src/platform/index.ts'

const COMMITS = 3000
const ROWS = 50_000
const SELECTS = 30_000
const LISTS = 2000

type Tables = { entries: { id: string; name: string; number: number } }

const folder = await mkdtemp(join(tmpdir(), 'vernacular-bench-'))
const memoryBefore = process.memoryUsage().rss
const opening = performance.now()
const database = await openDatabase(join(folder, 'bench.db'), [
  {
    name: '001-entries',
    up: (kysely) =>
      sql`create table entries (id text primary key, name text, number integer)`.execute(kysely).then()
  }
])
console.log(`open a new database: ${(performance.now() - opening).toFixed(0)} ms`)

async function measure(
  what: string,
  count: number,
  work: (index: number) => Promise<unknown>
): Promise<void> {
  const started = performance.now()
  const cpu = process.cpuUsage()
  for (let index = 0; index < count; index++) await work(index)
  const rate = (count / (performance.now() - started)) * 1000
  const { user, system } = process.cpuUsage(cpu)
  console.log(
    `${what}: ${rate.toFixed(0)} per second, ${((user + system) / count).toFixed(0)} µs of processor time each`
  )
}

const entry = (prefix: string, index: number): Tables['entries'] => ({
  id: `${prefix}${index}`,
  name: `name ${index}`,
  number: index
})
const tables = database.tables<Tables>()

await measure('durable commits of one row', COMMITS, (index) =>
  database.transaction((tx) => tx.tables<Tables>().insertInto('entries').values(entry('a', index)).execute())
)
await database.transaction(async (tx) => {
  for (let index = 0; index < ROWS; index++) {
    await tx.tables<Tables>().insertInto('entries').values(entry('b', index)).execute()
  }
})
await measure('reads of one row', SELECTS, (index) =>
  tables.selectFrom('entries').selectAll().where('id', '=', `b${index}`).executeTakeFirst()
)
await measure('reads of a hundred rows', LISTS, (index) =>
  tables.selectFrom('entries').selectAll().where('id', '>', `b${index}`).orderBy('id').limit(100).execute()
)
console.log(`memory grown by ${((process.memoryUsage().rss - memoryBefore) / 2 ** 20).toFixed(0)} MiB`)
await database.close()
await rm(folder, { recursive: true, force: true })
