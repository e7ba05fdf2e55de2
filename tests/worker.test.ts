/** Workers: processes beside the service that import, train and evaluate, on the same data folder. */

import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Entity } from '../src/demo/rest-client.ts'
import { acousticArchive, readByEach, speak } from '../src/demo/synthetic-speech.ts'
import { jobMigrations, openDatabase, shareDataFolder } from '../src/platform/index.ts'
import { freePort, ServiceProcess, WorkerProcess } from './service-process.ts'

const SENTENCES = ['The grapnel slipped off the mooring chain.', 'Paint the grapnel before the regatta.']
/** Some seconds of training on any machine, so that it can be met while it runs. */
const LONG_TEXT = Array.from(
  { length: 30_000 },
  (_, n) => `the ${['grapnel', 'mooring', 'regatta', 'storm'][n % 4]} of ship ${n % 977} met buoy ${n % 1009}`
).join('\n')

let dataDir: string
let service: ServiceProcess
let receiver: Server
const lines: string[] = []
const workers: WorkerProcess[] = []

const startWorker = async (): Promise<WorkerProcess> => {
  const worker = await WorkerProcess.start(dataDir)
  workers.push(worker)
  return worker
}
const poll = async (done: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await done())) await new Promise((resolve) => setTimeout(resolve, 50))
}
const finished = (entity: Entity): Promise<Entity> => service.api.finished(entity, () => undefined)
const working = (entity: Entity): Promise<void> =>
  poll(async () => Number((await service.api.get(entity.self)).properties?.progress ?? 0) > 0)
/** Kinds of the jobs that a worker ended, with how. */
const ended = ({ log }: WorkerProcess): readonly string[] =>
  log
    .map((line) => JSON.parse(line) as Readonly<{ msg: string; kind: string; state: string }>)
    .filter(({ msg }) => msg === 'job ended')
    .map(({ kind, state }) => `${kind} ${state}`)

async function upload(kind: string, content: Uint8Array<ArrayBuffer>): Promise<Entity> {
  const dataset = await service.api.post('/datasets', { kind, locale: 'en-US', displayName: kind })
  await service.api.uploadBlocks(dataset, content)
  return dataset
}
const train = (...datasets: readonly Entity[]): Promise<Entity> =>
  service.api.post('/models', {
    locale: 'en-US',
    displayName: 'trained by a worker',
    datasets: datasets.map(({ self }) => ({ self }))
  })

/** Code of the error that the entity shows once its work was cancelled. */
async function cancelled(entity: Entity): Promise<unknown> {
  const { status, properties } = await service.api.post(`${entity.self}:cancel`, {})
  expect(status).toBe('Failed')
  return (properties?.error as { code?: unknown } | undefined)?.code
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'vernacular-worker-'))
  receiver = createServer(async (request, response) => {
    lines.push(String(request.headers['x-microsoftspeechservices-event']))
    await text(request)
    const challenge = new URL(request.url ?? '', 'http://receiver').searchParams.get('validationToken')
    response.end(challenge ?? '')
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  service = await ServiceProcess.start(dataDir, await freePort(), { VERNACULAR_JOBS: '0' })
}, 60_000)

afterAll(async () => {
  for (const worker of workers) await worker.kill()
  await service?.kill()
  receiver?.close()
  await rm(dataDir, { recursive: true, force: true })
})

describe('a worker', () => {
  let corpus: Entity

  test('does what the service leaves to it, and the service tells of it', { timeout: 120_000 }, async () => {
    const address = receiver.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const hook = await service.api.post('/webhooks', {
      displayName: 'told',
      webUrl: `http://127.0.0.1:${port}/`,
      events: { datasetCompletion: true, evaluationCompletion: true }
    })
    await finished(hook)
    const clips = await speak(readByEach(SENTENCES, ['slt']), new Map(), () => undefined)
    const audio = await upload('Acoustic', await acousticArchive(clips))
    corpus = await upload('Language', Buffer.from(LONG_TEXT))
    const short = await upload('Language', Buffer.from(SENTENCES.join('\n')))
    // Nobody is there to do it.
    const health = () => service.api.get<{ components: { name: string; message: string }[] }>('/healthstatus')
    const jobs = async () => (await health()).components.find(({ name }) => name === 'jobs')?.message
    expect(await jobs()).toBe('3 queued, 0 running; no workers.')
    const worker = await startWorker()
    expect(await jobs()).toContain(`workers: ${worker.id}.`)
    await Promise.all([audio, corpus, short].map(finished))
    const model = await finished(await train(short))
    const evaluation = await service.api.post('/evaluations', {
      locale: 'en-US',
      displayName: 'by a worker',
      dataset: { self: audio.self },
      model1: { self: model.self },
      model2: { self: model.self }
    })
    expect((await finished(evaluation)).properties).toMatchObject({ sentenceCount1: clips.length })
    await poll(() => ended(worker).length === 5)
    expect([...ended(worker)].sort()).toEqual([
      'datasets.import succeeded',
      'datasets.import succeeded',
      'datasets.import succeeded',
      'evaluations.evaluate succeeded',
      'models.train succeeded'
    ])
    await poll(() => lines.filter((event) => /Completion/i.test(event)).length === 4)
  })

  test('ends a training that is cancelled at the service', { timeout: 60_000 }, async () => {
    const model = await train(corpus)
    await working(model)
    expect(await cancelled(model)).toBe('Cancelled')
  })

  test('that is killed at work loses nothing: another goes on', { timeout: 120_000 }, async () => {
    const [model, unwanted] = [await train(corpus), await train(corpus)]
    await working(model)
    await working(unwanted)
    await workers.at(-1)?.kill('SIGKILL')
    expect(await cancelled(unwanted)).toBe('Cancelled')
    const next = await startWorker()
    await working(model)
    // And one that is told to stop gives back what it is at, without counting that as a death.
    expect(await next.kill('SIGTERM')).toBe(0)
    expect(ended(next)).toEqual(['models.train queued'])
    const last = await startWorker()
    await finished(model)
    await poll(() => ended(last).length === 1)
    expect(ended(last)).toEqual(['models.train succeeded'])
    expect((await readdir(join(dataDir, 'scratch'))).sort()).toEqual(
      (await readdir(join(dataDir, 'processes'))).map((name) => name.replace('.lock', '')).sort()
    )
  })

  test('says what it lacks when it cannot start', { timeout: 60_000 }, async () => {
    await expect(WorkerProcess.start(join(dataDir, 'nowhere'))).rejects.toThrow(
      'nowhere is not a data folder: it does not contain vernacular.db; start the service on it first'
    )
    await expect(WorkerProcess.start(dataDir, { VERNACULAR_JOBS: '0' })).rejects.toThrow(
      'VERNACULAR_JOBS is "0"'
    )
  })
  test('is of one version with the service: tables are changed while no other is there', {
    timeout: 60_000
  }, async () => {
    const old = await mkdtemp(join(tmpdir(), 'vernacular-old-'))
    const database = await openDatabase(join(old, 'vernacular.db'), jobMigrations.slice(0, 1))
    await database.close()
    await expect(WorkerProcess.start(old)).rejects.toThrow('start the service of this version first')
    const worker = await shareDataFolder(old, 'vernacular.db')
    const port = await freePort()
    await expect(ServiceProcess.start(old, port)).rejects.toThrow(
      `Workers of an older version are using the data folder (${worker.processes.id})`
    )
    await worker.release()
    const upgraded = await ServiceProcess.start(old, port)
    await (await WorkerProcess.start(old)).kill()
    await upgraded.kill()
    await rm(old, { recursive: true, force: true })
  })
})
