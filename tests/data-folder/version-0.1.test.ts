/**
 * A data folder written by version 0.1 opens and works. The archive holds what a 0.1 service left behind after it had
 * imported five datasets (three synthetic clips among them), trained and evaluated a model, served it from an endpoint
 * with logging, and transcribed a batch; `answers.json` holds what that service answered for each of them.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { RestClient } from '../../src/demo/rest-client.ts'
import { type RunningService, startInProcess } from '../in-process-service.ts'

const here = (name: string): string => new URL(`version-0.1/${name}`, import.meta.url).pathname
const json = async <T>(name: string): Promise<T> => JSON.parse(await readFile(here(name), 'utf8')) as T

type Written = Readonly<{
  writtenAt: string
  keys: readonly [string, string]
  ids: Readonly<Record<'audio' | 'endpoint' | 'evaluation' | 'model' | 'project' | 'text', string>>
  displayText: string
}>

const written = await json<Written>('written.json')
const answers = await json<Readonly<Record<string, object>>>('answers.json')
/** Logs of endpoints are kept for a time: the service reads the clock of the day on which the folder was written. */
const now = Date.parse(written.writtenAt) + 60_000

let service: RunningService
let api: RestClient

beforeAll(async () => {
  const unzip = async (dataDir: string): Promise<void> => {
    for (const [name, bytes] of Object.entries(unzipSync(await readFile(here('data-folder.zip'))))) {
      if (name.endsWith('/')) continue
      await mkdir(dirname(join(dataDir, name)), { recursive: true })
      await writeFile(join(dataDir, name), bytes)
    }
  }
  service = await startInProcess(unzip, { key: undefined }, () => now)
  api = new RestClient(service.address, written.keys[0])
})
afterAll(() => service.close())

/** Addresses and signatures of links differ from one start to the next. */
const comparable = (answer: unknown): unknown =>
  JSON.parse(
    JSON.stringify(answer)
      .replaceAll(new URL(service.address).host, 'service')
      .replace(/\?[^"]*sig=[^"]*/g, '?signature')
  )

test.each(Object.keys(answers))('answers %s as version 0.1 did', async (path) => {
  expect(comparable(await api.get(path))).toMatchObject(answers[path] ?? {})
})

test('takes both access keys', async () => {
  const second = new RestClient(service.address, written.keys[1])
  await expect(second.get('/projects')).resolves.toMatchObject({ values: [{ displayName: 'Tidal crew' }] })
})

test('recognizes on the endpoint what version 0.1 recognized', async () => {
  const audio = await readFile(join(service.dataDir, `files/datasets/${written.ids.audio}/audio/clip0.wav`))
  const endpoint = await api.get(`/endpoints/${written.ids.endpoint}`)
  const url = `${endpoint.links?.restConversation}&language=en-US&format=simple`
  await expect(api.postAudio(url, audio)).resolves.toMatchObject({ DisplayText: written.displayText })
})

test('trains again from the datasets of version 0.1', async () => {
  const created = await api.post('/models', {
    locale: 'en-US',
    displayName: 'Trained again',
    project: { self: `/projects/${written.ids.project}` },
    datasets: [{ self: `/datasets/${written.ids.text}` }]
  })
  await expect(api.finished(created, () => undefined)).resolves.toMatchObject({ status: 'Succeeded' })
})
