import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { KEY, type RunningService, startInProcess } from '../../tests/in-process-service.ts'
import { spokenBy } from '../../tests/synthetic-clips.ts'
import { BatchClient } from '../../tests/transcriptions/batch.ts'
import { RecordingsServer } from '../../tests/transcriptions/recordings-server.ts'

const HOUR = 3_600_000

let running: RunningService
let client: BatchClient
let storage: RecordingsServer
let url: string
let now = Date.now()

beforeAll(async () => {
  running = await startInProcess(undefined, {}, () => now)
  client = new BatchClient(running.address, KEY)
  storage = await RecordingsServer.start()
  const [clip] = await spokenBy('slt', ['The storm is over.'])
  url = storage.add('/call.wav', clip?.wav ?? Buffer.alloc(0))
})
afterAll(async () => {
  storage.close()
  await running.close()
})

const folders = (): Promise<readonly string[]> => readdir(join(running.dataDir, 'files', 'transcriptions'))
const ended = (timeToLive: string, contentUrl = url) =>
  client.run({ contentUrls: [contentUrl], properties: { timeToLive } })

describe('a transcription with a time to live', () => {
  test('is gone, with its results, when that time after its end is over', async () => {
    const day = await ended('P1D')
    const hour = await ended('PT1H')
    const failed = await ended('PT1H', `${storage.address}/none.wav`)
    const kept = await ended('PT0S')
    expect([day, hour, failed, kept].map(({ status }) => status)).toEqual([
      'Succeeded',
      'Succeeded',
      'Failed',
      'Succeeded'
    ])
    expect(await folders()).toHaveLength(4)
    const there = async (): Promise<readonly number[]> =>
      Promise.all([day, hour, failed, kept].map(async ({ self }) => (await client.call('GET', self)).status))

    now += HOUR - 1
    expect(await there()).toEqual([200, 200, 200, 200])
    now += 1
    expect(await there()).toEqual([200, 404, 404, 200])
    const { values } = (await client.call('GET', '/transcriptions')).body
    expect(values.map(({ self }) => self)).toEqual([day.self, kept.self])
    expect(await folders()).toHaveLength(2)
    now += 23 * HOUR
    expect(await there()).toEqual([404, 404, 404, 200])
    now += 1000 * HOUR
    expect(await there()).toEqual([404, 404, 404, 200])
  })

  test('is kept while it is at work, however long that takes', async () => {
    storage.requireExisting('/call.wav')
    const { body } = await client.create({ contentUrls: [url], properties: { timeToLive: 'PT1H' } })
    await client.until(body, ({ status }) => status === 'Running')
    now += 48 * HOUR
    expect((await client.call('GET', body.self)).status).toBe(200)
    storage.letGo('/call.wav')
    await client.until(body, ({ status }) => status === 'Succeeded')
    now += HOUR
    expect((await client.call('GET', `${body.self}/files`)).status).toBe(404)
  })

  test('goes of itself, without anybody looking at it', async () => {
    // The timer goes by the system's clock and a time that is in real reach.
    const { self } = await ended('PT0.2S')
    const id = self.split('/').at(-1) ?? ''
    now += 200
    await expect.poll(folders).not.toContain(id)
  })
})
