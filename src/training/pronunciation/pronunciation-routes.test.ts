/** Pronunciations through the front door: before a training, after it, and as sound. @module */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { KEY, type RunningService, startInProcess } from '../../../tests/in-process-service.ts'

let running: RunningService
let base: string
beforeAll(async () => {
  running = await startInProcess()
  const { values } = await running.api.get<{ values: readonly { self: string }[] }>(
    `${running.address}/speechtotext/v3.2/models/base`
  )
  base = values[0]?.self ?? ''
})
afterAll(() => running.close())

type Candidate = Readonly<{
  phones: string
  ups: string
  sample: string
  source: string
  spoken?: string
  score?: number
}>
type Name = Readonly<{ word: string; status: string; reason?: string; candidates: readonly Candidate[] }>
type Answer = Readonly<{ words: readonly Name[] }>

const pronounce = async (...words: readonly Readonly<Record<string, string>>[]): Promise<readonly Name[]> =>
  (await running.api.post<Answer>(`${base}:pronounce`, { words })).words

const rejected = async (url: string, body?: unknown) => {
  const answer = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'Ocp-Apim-Subscription-Key': KEY, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  })
  const { message, innerError } = (await answer.json()) as {
    message?: string
    innerError?: { message?: string }
  }
  return { status: answer.status, text: `${message} ${innerError?.message ?? ''}` }
}

describe('names before a training', () => {
  test.each([
    [{ word: 'water' }, 'Dictionary', 'W AO T ER'],
    [{ word: "water's" }, 'Dictionary', 'W AO T ER Z'],
    [{ word: 'NASA' }, 'Dictionary', 'N AE S AH'],
    [{ word: 'HVAC' }, 'Letters', 'EY CH V IY EY S IY'],
    [{ word: 'Q4X9' }, 'Parts', 'K Y UW F AO R EH K S N AY N'],
    [{ word: 'B2B' }, 'Parts', 'B IY T UW B IY'],
    [{ word: 'iPhone15' }, 'Parts', 'AY F OW N F IH F T IY N'],
    [{ word: '7-Eleven' }, 'Parts', 'S EH V AH N IH L EH V AH N'],
    [{ word: "brackenvoe's" }, 'Spelling', 'B R AE K AH N V OW Z'],
    [{ word: 'KX9', spoken: 'k x nine' }, 'SpokenForm', 'K EY EH K S N AY N'],
    [{ word: 'filein', phones: 'F I L AI N' }, 'Phones', 'F IY L AY N'],
    [{ word: 'filein', phones: 'F IY L AY N' }, 'Phones', 'F IY L AY N'],
    [{ word: 'Szczęsny', language: 'pl' }, 'Language', 'SH CH AE N S N IH'],
    [{ word: 'Jürgen', language: 'de-DE' }, 'Language', 'Y UW R G AH N']
  ])('%j: %s', async (name, status, phones) => {
    const [answer] = await pronounce(name)
    expect([answer?.word, answer?.status, answer?.candidates[0]?.phones]).toEqual([name.word, status, phones])
  })

  test('that nobody knows have several pronunciations, the likeliest first, each in UPS too', async () => {
    const [answer] = await pronounce({ word: 'Brackenvoe' })
    const { candidates = [] } = answer ?? {}
    expect(candidates.length).toBeGreaterThan(2)
    expect(candidates[0]).toMatchObject({ phones: 'B R AE K AH N V OW', ups: 'B R AE K AH N V O' })
    const scores = candidates.map(({ score = 0 }) => score)
    expect(scores).toEqual(scores.toSorted((a, b) => b - a))
    expect(scores.reduce((sum, score) => sum + score, 0)).toBeLessThanOrEqual(1.005)
  })

  test('that cannot be said are refused, each with its reason, and cost the others nothing', async () => {
    const answers = await pronounce(
      { word: 'привет' },
      { word: '→' },
      { word: 'kx9', phones: 'K AE1 T' },
      { word: 'water' }
    )
    expect(answers.map(({ status }) => status)).toEqual(['Refused', 'Refused', 'Refused', 'Dictionary'])
    expect(answers.map(({ reason }) => reason)).toEqual([
      '"привет" has "п", which is not a letter of English; write the word as it is spoken.',
      '"→" has characters that are not pronounced; write it as it is spoken.',
      expect.stringContaining('phone 2, "AE1", is not a UPS phone (did you mean "AE"?)'),
      undefined
    ])
  })

  test.each([
    [{}, 'words'],
    [{ words: [] }, 'words'],
    [{ words: [{ word: 'a' }, { spoken: 'b' }] }, 'words[1].word'],
    [{ words: [{ word: 'a', spoken: 'b', phones: 'B' }] }, 'words[0] has both'],
    [{ words: [{ word: 'a'.repeat(61) }] }, '60 characters'],
    [{ words: [{ word: 'a', sound: 'b' }] }, 'words[0].sound'],
    [{ words: Array.from({ length: 101 }, () => ({ word: 'a' })) }, '1 to 100 entries']
  ])('a request that is wrong is refused by the place: %#', async (body, place) => {
    const { status, text } = await rejected(`${base}:pronounce`, body)
    expect(status).toBe(400)
    expect(text).toContain(place)
  })
})

describe('a sample', () => {
  test('is the phones themselves, as sound', async () => {
    const [answer] = await pronounce({ word: 'water' })
    const sample = answer?.candidates[0]?.sample ?? ''
    const recognized = await fetch(sample, { headers: { 'Ocp-Apim-Subscription-Key': KEY } })
    expect([recognized.status, recognized.headers.get('content-type')]).toEqual([200, 'audio/wav'])
    const wav = Buffer.from(await recognized.arrayBuffer())
    expect([wav.toString('latin1', 0, 4), wav.readUInt32LE(24), wav.readUInt16LE(34)]).toEqual([
      'RIFF',
      16_000,
      16
    ])
    expect(wav.length).toBeGreaterThan(10_000)
  })

  test.each([
    ['', 'phones has 0 phones'],
    ['?phones=W%20QQ', '"QQ" at position 2'],
    ['?phones=W&voice=hal', 'voice is "hal"']
  ])('of %j is refused', async (query, why) => {
    const { status, text } = await rejected(`${base}:speak${query}`)
    expect(status).toBe(400)
    expect(text).toContain(why)
  })
})

test('a trained model lists its words with their pronunciations, and tells them apart from the base', async () => {
  const { api, address } = running
  const model = await api.finished(
    await api.post(`${address}/speechtotext/v3.2/models`, {
      displayName: 'words',
      locale: 'en-US',
      text: 'The brackenvoe is next to the zorbulon.\nCall the brackenvoe now.'
    }),
    () => undefined
  )
  type Listed = { values: readonly { word: string; source: string; pronunciations: readonly Candidate[] }[] }
  const { values } = await api.get<Listed>(`${model.self}/pronunciations?top=1`)
  expect(values).toEqual([
    expect.objectContaining({ word: 'brackenvoe', display: 'brackenvoe', source: 'spelling', added: true })
  ])
  const pronunciation = values[0]?.pronunciations.map(({ phones }) => phones)
  expect(pronunciation?.[0]).toBe('B R AE K AH N V OW')
  const next = await api.get<Listed>(`${model.self}/pronunciations?skip=1`)
  expect(next.values.map(({ word }) => word)).toEqual(['zorbulon'])
  const requested = await api.post<Answer>(`${model.self}:pronounce`, { words: [{ word: 'brackenvoe' }] })
  expect(requested.words[0]).toMatchObject({
    status: 'Model',
    candidates: pronunciation?.slice(0, 5).map((phones) => ({ phones }))
  })
  const sample = await fetch(values[0]?.pronunciations[0]?.sample ?? '', {
    headers: { 'Ocp-Apim-Subscription-Key': KEY }
  })
  expect(sample.status).toBe(200)
})
