import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Database } from '../database/database.ts'
import { openDatabase } from '../database/open-database.ts'
import { openLog } from '../telemetry/log.ts'
import { openJobs } from './embedded-jobs.ts'
import { jobMigrations } from './job-store.ts'
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
  const told: string[] = []
  const made: JobHandler = {
    kind,
    run,
    failed: async (subject, error) => void told.push(`${subject} failed: ${error.message}`),
    cancelled: async (subject) => void told.push(`${subject} cancelled`)
  }
  jobs.handle(made)
  return { told, made }
}
const enqueue = (subject: string): Promise<void> =>
  database.transaction((within) => jobs.enqueue(within, { kind: 'bake', subject }))
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

describe('a job', () => {
  test('appears with its entity or not at all', async () => {
    handler(async () => {})
    const undone = database.transaction(async (within) => {
      await jobs.enqueue(within, { kind: 'bake', subject: 'bread' })
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
    const { told } = handler(async () => {
      tries++
      throw new Error('no flour')
    })
    await enqueue('bread')
    await jobs.start()
    expect(await until('bread', 'failed')).toMatchObject({ attempts: 3 })
    expect([tries, told]).toEqual([3, ['bread failed: no flour']])
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
    let refusals = 0
    jobs.handle({
      ...made,
      failed: async () => {
        if (++refusals === 1) throw new Error('database or disk is full')
      }
    })
    await enqueue('bread')
    await jobs.start()
    await until('bread', 'failed')
    expect(refusals).toBe(2)
  })

  test('is cancelled in the queue, and while it runs', async () => {
    const { told } = handler(untilAborted)
    await enqueue('waiting')
    expect(await jobs.cancel('waiting')).toBe(true)
    await enqueue('running')
    await jobs.start()
    await until('running', 'running')
    expect(await jobs.cancel('running')).toBe(true)
    expect(told).toEqual(['waiting cancelled', 'running cancelled'])
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
})
