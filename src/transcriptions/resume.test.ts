/** kill -9 in the middle of a batch: what was transcribed is not done again, the rest is. */
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort, KEY, ServiceProcess } from '../../tests/service-process.ts'
import { type Clip, spokenBy } from '../../tests/synthetic-clips.ts'
import { BatchClient } from '../../tests/transcriptions/batch.ts'
import { RecordingsServer } from '../../tests/transcriptions/recordings-server.ts'

const SENTENCES = ['The storm is over.', 'Paint the house.', 'We sail in the morning.', 'Nobody was there.']

let dataDir: string
let storage: RecordingsServer
let service: ServiceProcess
let clips: readonly Clip[]

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'vernacular-resume-'))
  storage = await RecordingsServer.start()
  clips = await spokenBy('slt', SENTENCES)
  service = await ServiceProcess.start(dataDir, await freePort())
})
afterAll(async () => {
  await service.kill()
  storage.close()
  await rm(dataDir, { recursive: true, force: true })
})

test('a batch killed again and again finishes each recording once', async () => {
  const contentUrls = clips.map(({ name, wav }) => storage.add(`/${name}`, wav))
  const paths = clips.map(({ name }) => `/${name}`)
  for (const path of paths) storage.requireExisting(path)
  const port = Number(new URL(service.address).port)
  const client = new BatchClient(service.address, KEY)
  const { body } = await client.create({ contentUrls })
  for (const [index, path] of paths.slice(0, -1).entries()) {
    storage.letGo(path)
    await client.until(body, ({ properties }) => Number(properties.progress) >= (index + 1) / paths.length)
    await service.kill('SIGKILL')
    service = await ServiceProcess.start(dataDir, port)
  }
  storage.letGo(paths.at(-1) ?? '')
  const done = await client.until(body, ({ status }) => status !== 'NotStarted' && status !== 'Running')
  expect(done.status).toBe('Succeeded')
  const results = await client.results(done)
  expect([...results.values()].map(({ source }) => source)).toEqual(contentUrls)
  expect(await client.report(done)).toMatchObject({
    successfulTranscriptionsCount: 4,
    failedTranscriptionsCount: 0
  })
  // The first was done before the first kill: nobody asked for it afterwards.
  expect(storage.requested.filter((path) => path === paths[0])).toHaveLength(1)
  const lastRequested = paths.map((path) => storage.requested.lastIndexOf(path))
  expect(lastRequested).toEqual([...lastRequested].sort((a, b) => a - b))
  const left = await readdir(join(dataDir, 'scratch'), { recursive: true })
  expect(left).toEqual([expect.stringMatching(/^service-[^/]+$/)])
})
