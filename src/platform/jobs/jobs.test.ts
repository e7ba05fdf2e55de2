import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Database } from '../database/database.ts'
import { openDatabase } from '../database/open-database.ts'
import { openLog } from '../telemetry/log.ts'
import { openJobs } from './embedded-jobs.ts'
import { jobMigrations } from './job-table.ts'
import { type JobContext, type JobHandler, JobRejected, type Jobs, type JobView } from './jobs.ts'

let directory: string
let database: Database
let jobs: Jobs
const log = openLog('silent')

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vernacular-jobs-'))
  database = await openDatabase(join(directory, 'jobs.db'), jobMigrations)
  jobs = openJobs({ database, log, concurrency: 2, backOffMs: [20, 40] })
})
afterEach(async () => {
  await jobs.stop()
  await database.close()
  await rm(directory, { recursive: true, force: true })
})

/** What was done to each entity, as a noun's handler would write it to its own table. */
function handler(run: (context: JobContext) => Promise<void>, kind = 'bake') {
  const outcomes: string[] = []
  const made: JobHandler = {
    kind,
    run,
    failed: async (subject, error) => void outcomes.push(`${subject} failed: ${error.message}`),
    cancelled: async (subject) => void outcomes.push(`${subject} cancelled`)
  }
  jobs.handle(made)
  return { outcomes, made }
}
const enqueue = (subject: string): Promise<void> =>
  database.transaction((tx) => jobs.enqueue(tx, { kind: 'bake', subject }))
const until = async (subject: string, state: JobView['state']): Promise<JobView> => {
  await vi.waitFor(async () => expect((await jobs.of(subject))?.state).toBe(state), {
    timeout: 5000,
    interval: 5
  })
  return (await jobs.of(subject)) as JobView
}
/** Resolves when the service gives up on the work. */
const untilAborted = async ({ signal }: JobContext): Promise<void> => {
  if (!signal.aborted) await once(signal, 'abort')
  signal.throwIfAborted()
}

describe('work with places of its own', () => {
  test('neither waits for other kinds nor keeps them waiting, and has no more places than it asked for', async () => {
    const atWork = new Map<string, number>()
    const held = (kind: string, dedicatedSlots?: number): void => {
      const { made } = handler(async (context) => {
        atWork.set(kind, (atWork.get(kind) ?? 0) + 1)
        await untilAborted(context)
      }, kind)
      if (dedicatedSlots !== undefined) jobs.handle({ ...made, concurrencyLimit: dedicatedSlots })
    }
    held('days', 3)
    held('bake')
    const { made } = handler(async () => {}, 'quick')
    jobs.handle({ ...made, concurrencyLimit: 1 })
    const order = (kind: string, subject: string): Promise<void> =>
      database.transaction((tx) => jobs.enqueue(tx, { kind, subject }))
    for (let index = 0; index < 5; index++) await order('days', `days ${index}`)
    for (let index = 0; index < 5; index++) await order('bake', `bake ${index}`)
    for (let index = 0; index < 5; index++) await order('quick', `quick ${index}`)
    await jobs.start()
    for (let index = 0; index < 5; index++) await until(`quick ${index}`, 'succeeded')
    await vi.waitFor(() => expect(Object.fromEntries(atWork)).toEqual({ days: 3, bake: 2 }))
    expect((await jobs.of('days 3'))?.state).toBe('queued')
    await jobs.cancel('days 0')
    await until('days 3', 'running')
    expect((await jobs.of('bake 2'))?.state).toBe('queued')
  })
})

describe('a job', () => {
  test('appears with its entity or not at all', async () => {
    handler(async () => {})
    const undone = database.transaction(async (tx) => {
      await jobs.enqueue(tx, { kind: 'bake', subject: 'bread' })
      throw new Error('the entity could not be stored')
    })
    await expect(undone).rejects.toThrow('could not be stored')
    expect(await jobs.of('bread')).toBeUndefined()
  })

  test('runs, oldest first and no more than two at a time', async () => {
    const order: string[] = []
    let [now, most] = [0, 0]
    handler(async ({ subject, progress }) => {
      order.push(subject)
      most = Math.max(most, ++now)
      progress(0.5, 'kneading')
      // Until a second one has been at work beside one of them.
      await vi.waitFor(() => expect(most).toBeGreaterThan(1), { interval: 1 })
      await jobs.of(subject)
      now--
    })
    const names = ['a', 'b', 'c', 'd', 'e']
    for (const name of names) await enqueue(name)
    await jobs.start()
    expect(await until('e', 'succeeded')).toMatchObject({ progress: 1, attempts: 0 })
    expect([order, most]).toEqual([names, 2])
  })

  test('that throws is tried three times, then its entity is told', async () => {
    let tries = 0
    const { outcomes } = handler(async () => {
      tries++
      throw new Error('no flour')
    })
    await enqueue('bread')
    await jobs.start()
    expect(await until('bread', 'failed')).toMatchObject({ attempts: 3 })
    expect([tries, outcomes]).toEqual([3, ['bread failed: no flour']])
  })

  test('that rejects its work is not tried again', async () => {
    let tries = 0
    handler(async () => {
      tries++
      throw new JobRejected('InvalidDataset', 'mouldy')
    })
    await enqueue('bread')
    await jobs.start()
    await until('bread', 'failed')
    expect(tries).toBe(1)
  })

  test('whose end cannot be stored now ends as soon as it can be, without a restart', async () => {
    const { made } = handler(async () => {
      throw new JobRejected('InvalidDataset', 'mouldy')
    })
    let rejections = 0
    jobs.handle({
      ...made,
      failed: async () => {
        if (++rejections === 1) throw new Error('database or disk is full')
      }
    })
    await enqueue('bread')
    await jobs.start()
    await until('bread', 'failed')
    expect(rejections).toBe(2)
  })

  test('is cancelled in the queue, and while it runs', async () => {
    const { outcomes } = handler(untilAborted)
    await enqueue('waiting')
    expect(await jobs.cancel('waiting')).toBe(true)
    await enqueue('running')
    await jobs.start()
    await until('running', 'running')
    expect(await jobs.cancel('running')).toBe(true)
    expect(outcomes).toEqual(['waiting cancelled', 'running cancelled'])
    expect(await jobs.cancel('running')).toBe(false)
    expect((await jobs.of('waiting'))?.state).toBe('cancelled')
  })

  test('is never both cancelled and at work, however close cancel and start are', async () => {
    const atWork = new Set<string>()
    handler(async (context) => {
      atWork.add(context.subject)
      await untilAborted(context).finally(() => atWork.delete(context.subject))
    })
    await jobs.start()
    for (let round = 0; round < 30; round++) {
      const subject = `loaf ${round}`
      await enqueue(subject)
      expect(await jobs.cancel(subject)).toBe(true)
      expect([(await jobs.of(subject))?.state, atWork.size]).toEqual(['cancelled', 0])
    }
  })

  test('goes back to the queue when the service stops, and is finished by the next one', async () => {
    handler(untilAborted)
    await enqueue('bread')
    await jobs.start()
    await until('bread', 'running')
    await jobs.stop()
    expect(await jobs.of('bread')).toMatchObject({ state: 'queued', attempts: 0 })
    jobs = openJobs({ database, log })
    handler(async () => {})
    await jobs.start()
    await until('bread', 'succeeded')
  })

  test('that a dead process left running is taken back', async () => {
    handler(() => new Promise(() => {}))
    await enqueue('bread')
    await jobs.start()
    await until('bread', 'running')
    const next = openJobs({ database, log })
    next.handle({ kind: 'bake', run: async () => {}, failed: async () => {}, cancelled: async () => {} })
    await next.start()
    await until('bread', 'succeeded')
    await next.stop()
    jobs = next
  })

  test('is left alone for a while before it is tried again, and others run meanwhile', async () => {
    jobs = openJobs({ database, log, concurrency: 1, backOffMs: [150, 300] })
    const tries: number[] = []
    const order: string[] = []
    handler(async ({ subject }) => {
      order.push(subject)
      if (subject !== 'bread') return
      tries.push(performance.now())
      if (tries.length < 3) throw new Error('no flour yet')
    })
    await enqueue('bread')
    await enqueue('cake')
    await jobs.start()
    await until('cake', 'succeeded')
    expect(await until('bread', 'succeeded')).toMatchObject({ attempts: 2 })
    expect(order).toEqual(['bread', 'cake', 'bread', 'bread'])
    const [first = 0, second = 0, third = 0] = tries
    // Timers may fire a millisecond early.
    expect(second - first).toBeGreaterThanOrEqual(148)
    expect(third - second).toBeGreaterThanOrEqual(298)
  })

  test('can be cancelled while it waits for its next try', async () => {
    jobs = openJobs({ database, log, backOffMs: [60_000, 60_000] })
    const { outcomes } = handler(async () => {
      throw new Error('no flour')
    })
    await enqueue('bread')
    await jobs.start()
    await vi.waitFor(async () => expect((await jobs.of('bread'))?.attempts).toBe(1), { interval: 5 })
    expect(await jobs.cancel('bread')).toBe(true)
    expect([(await jobs.of('bread'))?.state, outcomes]).toEqual(['cancelled', ['bread cancelled']])
  })

  test('that does not heed the stop does not hold it up, and is run again by the next start', async () => {
    handler(() => new Promise(() => {}))
    await enqueue('bread')
    await jobs.start()
    await until('bread', 'running')
    const stopping = performance.now()
    await jobs.stop()
    expect(performance.now() - stopping).toBeLessThan(6000)
    jobs = openJobs({ database, log })
    handler(async () => {})
    await jobs.start()
    await until('bread', 'succeeded')
  })

  test('shows its progress while it runs, and begins again from none', async () => {
    const seen: (JobView | undefined)[] = []
    let tries = 0
    jobs = openJobs({ database, log, backOffMs: [200, 200] })
    handler(async ({ subject, progress }) => {
      if (tries++ > 0) return
      progress(Number.NaN, 'kneading')
      await vi.waitFor(async () => expect((await jobs.of(subject))?.stage).toBe('kneading'), { interval: 5 })
      progress(7, 'baking')
      await vi.waitFor(async () => expect((await jobs.of(subject))?.stage).toBe('baking'), { interval: 5 })
      seen.push(await jobs.of(subject))
      throw new Error('no flour')
    })
    await enqueue('bread')
    await jobs.start()
    await vi.waitFor(async () => expect((await jobs.of('bread'))?.attempts).toBe(1), { interval: 5 })
    expect(seen).toMatchObject([{ progress: 1, stage: 'baking', state: 'running' }])
    expect(await jobs.of('bread')).toMatchObject({ state: 'queued', progress: 0, stage: undefined })
    expect(await until('bread', 'succeeded')).toMatchObject({ progress: 1 })
  })

  test('ends as its work says, whatever others do beside it', async () => {
    let loaves = 0
    const fate = fc.constantFrom('works', 'rejects', 'fails once', 'fails for ever', 'is cancelled')
    await fc.assert(
      fc.asyncProperty(
        fc.array(fate, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 3 }),
        fc.boolean(),
        async (fates, concurrency, stopBetween) => {
          let [now, most] = [0, 0]
          const tries = new Map<string, number>()
          const run = async (context: JobContext): Promise<void> => {
            most = Math.max(most, ++now)
            try {
              const nth = (tries.get(context.subject) ?? 0) + 1
              tries.set(context.subject, nth)
              await new Promise(setImmediate)
              context.signal.throwIfAborted()
              const outcome = context.subject.split('.')[1]
              if (outcome === 'is cancelled') await untilAborted(context)
              if (outcome === 'rejects') throw new JobRejected('InvalidDataset', 'mouldy')
              if (outcome === 'fails for ever' || (outcome === 'fails once' && nth === 1))
                throw new Error('oven')
            } finally {
              now--
            }
          }
          const open = (): string[] => {
            jobs = openJobs({ database, log, concurrency, backOffMs: [1, 2] })
            return handler(run).outcomes
          }
          let notified = open()
          const names = fates.map((fate) => `loaf ${++loaves}.${fate}`)
          for (const name of names) await enqueue(name)
          await jobs.start()
          if (stopBetween) {
            await jobs.stop()
            const before = notified
            notified = open()
            notified.push(...before)
            await jobs.start()
          }
          const ends = await Promise.all(
            names.map(async (name) => {
              if (name.endsWith('is cancelled')) {
                expect(await jobs.cancel(name)).toBe(true)
                return 'cancelled'
              }
              await vi.waitFor(async () => expect((await jobs.of(name))?.state).toMatch(/succeeded|failed/), {
                interval: 2,
                timeout: 5000
              })
              return (await jobs.of(name))?.state
            })
          )
          await jobs.stop()
          const expected = { works: 'succeeded', rejects: 'failed', 'fails once': 'succeeded' } as const
          expect(ends).toEqual(
            fates.map((fate) =>
              fate === 'is cancelled' ? 'cancelled' : fate === 'fails for ever' ? 'failed' : expected[fate]
            )
          )
          const endedBadly = names.filter((name) => /rejects|for ever|cancelled/.test(name))
          expect(notified.map((line) => line.replace(/ (failed:.*|cancelled)$/, '')).sort()).toEqual(
            endedBadly.sort()
          )
          expect(most).toBeLessThanOrEqual(concurrency)
        }
      ),
      { numRuns: 25 }
    )
  })
})
