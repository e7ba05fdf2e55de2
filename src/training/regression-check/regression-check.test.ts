import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { KEY, type RunningService, startInProcess } from '../../../tests/in-process-service.ts'
import { GENERAL_SENTENCES } from './general-sentences.ts'

type Trained = Readonly<{
  self: string
  status: string
  properties: Readonly<{
    generalSet?: Readonly<Record<string, unknown>>
    warnings?: readonly Readonly<{ code: string; message: string }>[]
  }>
}>

/** A part of the set: all of it is minutes of speech. */
const RECOGNIZED = 8

let running: RunningService
beforeAll(async () => {
  running = await startInProcess(undefined, { generalSet: RECOGNIZED })
})
afterAll(() => running.close())

const train = async (text: string, customModelWeightPercent: number): Promise<Trained> => {
  const properties = { customModelWeightPercent }
  const body = { displayName: 'guarded', locale: 'en-US', text, properties }
  return running.api.post('/models', body) as Promise<unknown> as Promise<Trained>
}
const now = ({ self }: Trained): Promise<Trained> => running.api.get(self)

test('a model that hears everyday speech worse than its base says so, on itself and in its report', {
  timeout: 300_000
}, async () => {
  const gone = await train('the davit swings out over the water', 40)
  const model = await train('lower the davit and hoist the pennant\npaint the davit before the regatta', 99)
  await expect.poll(async () => (await now(gone)).status, { timeout: 60_000 }).toBe('Succeeded')
  // A model that is deleted while it is heard costs nothing but the time.
  const headers = { 'Ocp-Apim-Subscription-Key': KEY }
  expect((await fetch(gone.self, { method: 'DELETE', headers })).status).toBe(204)
  const checkStatus = async (): Promise<unknown> => (await now(model)).properties.generalSet?.status
  await expect.poll(checkStatus, { timeout: 240_000, interval: 200 }).toBe('Succeeded')

  const { properties } = await now(model)
  expect(properties.generalSet).toMatchObject({ set: 'general-1', difference: { low: expect.any(Number) } })
  const { words, baseWordErrorRate, wordErrorRate, relativeChange } = properties.generalSet ?? {}
  expect(Number(words)).toBeGreaterThan(60)
  expect(Number(baseWordErrorRate)).toBeLessThan(0.4)
  expect(Number(wordErrorRate)).toBeGreaterThan(Number(baseWordErrorRate))
  expect(Number(relativeChange)).toBeCloseTo(Number(wordErrorRate) / Number(baseWordErrorRate) - 1, 2)
  expect(properties.warnings).toMatchObject([{ code: 'WorseOnGeneralSpeech' }])
  expect(properties.warnings?.[0]?.message).toContain(`On ${String(words)} words of everyday speech`)

  const id = model.self.split('/').at(-1) ?? ''
  const path = join(running.dataDir, 'files/models', id, 'report.json')
  const { generalSet } = JSON.parse(await readFile(path, 'utf8')) as {
    generalSet: { utterances: readonly { reference: string; errors: number }[] }
  }
  const references = generalSet.utterances.map(({ reference }) => reference)
  expect(references).toEqual(GENERAL_SENTENCES.slice(0, RECOGNIZED))
  const sum = generalSet.utterances.reduce((all, { errors }) => all + errors, 0)
  expect(sum / Number(words)).toBeCloseTo(Number(wordErrorRate), 3)
})

test('a set that cannot be spoken is not run, and says what to install', async () => {
  const { PATH = '' } = process.env
  process.env.PATH = ''
  const without = await startInProcess(undefined, { generalSet: 2 })
  try {
    const body = { displayName: 'unguarded', locale: 'en-US', text: 'lower the davit' }
    const model = (await without.api.post('/models', body)) as unknown as Trained
    const found = async (): Promise<unknown> =>
      ((await without.api.get(model.self)) as unknown as Trained).properties.generalSet
    await expect.poll(found).toMatchObject({
      status: 'NotRun',
      reason: expect.stringContaining('install the package "flite"')
    })
    expect(await without.api.get(model.self)).toMatchObject({ status: 'Succeeded' })
  } finally {
    process.env.PATH = PATH
    await without.close()
  }
})

test('a service that stops in the middle hears the rest of it after its next start', async () => {
  const dataDir = join(running.dataDir, 'of-its-own')
  const settings = { generalSet: 4, dataDir }
  const first = await startInProcess(undefined, settings)
  const body = { displayName: 'guarded', locale: 'en-US', text: 'lower the davit and hoist the pennant' }
  const model = (await first.api.post('/models', body)) as unknown as Trained
  const statusBy = async ({ api, address }: RunningService): Promise<unknown> => {
    const now = (await api.get(model.self.replace(first.address, address))) as unknown as Trained
    return now.properties.generalSet?.status
  }
  await expect.poll(() => statusBy(first), { interval: 5 }).toBe('NotStarted')
  await first.close()
  const second = await startInProcess(undefined, settings)
  try {
    await expect.poll(() => statusBy(second)).toBe('Succeeded')
  } finally {
    await second.close()
  }
})

test('sentences of the set differ from each other', () => {
  expect(new Set(GENERAL_SENTENCES).size).toBe(GENERAL_SENTENCES.length)
})
