import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type LoafTables, loafMigrations } from '../../../tests/jobs-process.ts'
import { openDatabase } from '../database/open-database.ts'
import { openLog } from '../telemetry/log.ts'
import { openJobs } from './embedded-jobs.ts'
import { jobMigrations } from './job-table.ts'
import type { JobView } from './jobs.ts'

const KILLS = 6
const worker = fileURLToPath(new URL('../../../tests/jobs-process.ts', import.meta.url))

const seed = Number(process.env.KILL_SEED ?? Date.now() % 100_000)
let state = seed
function random(): number {
  state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
  return state / 0x7fffffff
}

let folder: string
const children = new Set<ChildProcess>()
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vernacular-recovery-'))
})
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  children.clear()
  await rm(folder, { recursive: true, force: true })
})

/** Runs the worker until it has said `lines` lines, then kills it; without a number, until it ends by itself. */
async function work(
  loaves: readonly string[],
  lines = Number.POSITIVE_INFINITY,
  readLines?: (line: string) => void
): Promise<number | string> {
  const started = spawn(process.execPath, ['--import', 'tsx', worker, folder, ...loaves], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...(readLines ? { JOBS_TOGETHER: '1' } : {}) }
  })
  children.add(started)
  if (readLines) createInterface({ input: started.stdout }).on('line', readLines)
  const ended = once(started, 'exit') as Promise<[number | null, string | null]>
  let output = 0
  started.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString().split('\n').length - 1
    if (output >= lines) started.kill('SIGKILL')
  })
  const [code, signal] = await ended
  return code ?? signal ?? 'unknown'
}

type Outcome = Readonly<{ state: string; bakings: number; job: JobView['state'] | undefined }>
async function outcomes(): Promise<ReadonlyMap<string, Outcome>> {
  const database = await openDatabase(join(folder, 'jobs.db'), [...jobMigrations, ...loafMigrations])
  const jobs = openJobs({ database, log: openLog('silent') })
  const found = new Map<string, Outcome>()
  for (const { name, state, bakings } of await database
    .tables<LoafTables>()
    .selectFrom('loaves')
    .selectAll()
    .execute()) {
    found.set(name, { state, bakings, job: (await jobs.of(name))?.state })
  }
  await database.close()
  return found
}

describe('jobs of a process that is killed', () => {
  test('are all brought to their end by the next one, however often and whenever it happens', async () => {
    const loaves = ['rye', 'burnt', 'wheat']
    for (let kills = 0; kills < KILLS; ) {
      loaves.push(`bun ${loaves.length}`)
      // A job is twenty lines, and two are at work: kills come in the first steps, in the last, and between jobs.
      if ((await work(loaves, 1 + Math.floor(random() * 50))) === 'SIGKILL') kills++
    }
    expect(await work(loaves), `KILL_SEED=${seed}`).toBe(0)
    const found = await outcomes()
    expect([...found.keys()].sort(), `KILL_SEED=${seed}`).toEqual([...loaves].sort())
    for (const [name, outcome] of found) {
      expect(outcome, `${name}, KILL_SEED=${seed}`).toEqual(
        name === 'burnt'
          ? { state: 'failed', bakings: 1, job: 'failed' }
          : { state: 'baked', bakings: 1, job: 'succeeded' }
      )
    }
  })

  test('fail in the end when it is they who kill it, and the others go on', async () => {
    expect(await work(['poison'])).toBe('SIGKILL')
    const database = await openDatabase(join(folder, 'jobs.db'), [...jobMigrations, ...loafMigrations])
    const crashes = (): Promise<readonly { crashes: number }[]> =>
      database.tables<{ jobs: { crashes: number } }>().selectFrom('jobs').select('crashes').execute()
    expect(await crashes()).toEqual([{ crashes: 0 }])
    // Fifty restarts would take this test a minute; forty-eight of them happen here.
    await database.tables<{ jobs: { crashes: number } }>().updateTable('jobs').set({ crashes: 48 }).execute()
    await database.close()
    expect(await work(['poison', 'rye'])).toBe('SIGKILL')
    expect(await work(['poison', 'rye'])).toBe(0)
    expect(await outcomes()).toEqual(
      new Map([
        ['poison', { state: 'failed', bakings: 1, job: 'failed' }],
        ['rye', { state: 'baked', bakings: 1, job: 'succeeded' }]
      ])
    )
  })
})

describe('jobs of several processes at once', () => {
  test('are run by one at a time and end once, though processes are killed', {
    timeout: 120_000
  }, async () => {
    await outcomes()
    const loaves = Array.from({ length: 40 }, (_, n) => (n % 10 === 3 ? `burnt` : `bun ${n}`))
    const runs = new Map<string, number[]>()
    let processes = 0
    const oven = (lines?: number): Promise<number | string> => {
      const own = processes++
      return work([...new Set(loaves)], lines, (line) => {
        const loaf = line.replace(/ \d+$/, '')
        const by = runs.get(loaf) ?? []
        if (by.at(-1) !== own) by.push(own)
        runs.set(loaf, by)
      })
    }
    const ends = await Promise.all(
      Array.from({ length: 3 }, async () => {
        for (let kills = 0; kills < 2; kills++) await oven(40 + Math.floor(random() * 120))
        return oven()
      })
    )
    expect(ends, `KILL_SEED=${seed}`).toEqual([0, 0, 0])
    for (const [name, { state: end, bakings, job }] of await outcomes()) {
      const right = name === 'burnt' ? ['failed', 1, 'failed'] : ['baked', 1, 'succeeded']
      expect([end, bakings, job], `${name}, KILL_SEED=${seed}`).toEqual(right)
    }
    // Whoever went on with a loaf was never followed by one that had it before.
    for (const [name, by] of runs) expect(new Set(by).size, `${name}, KILL_SEED=${seed}`).toBe(by.length)
    expect(new Set([...runs.values()].flat()).size).toBeGreaterThan(3)
  })
})
