/** Audio decides how a new word is said, through the front door. Synthetic speech, spoken from phones. @module */
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningService, startInProcess } from '../../../../tests/in-process-service.ts'
import { acousticArchive } from '../../../../tests/synthetic-clips.ts'
import { PHONES, readLexicon, spokenLanguageFor } from '../../../speech/pronunciation/index.ts'
import { speakPhones } from '../../pronunciation/speak-phones.ts'

const DICTIONARY = '/usr/share/pocketsphinx/model/en-us/cmudict-en-us.dict'
/** None of them is the first guess from the spelling; the last is no guess at all. */
const TRANSCRIPTS: Readonly<Record<string, string>> = {
  zorbulon: 'Z AO R B Y UW L AA N',
  felidei: 'F EH L AH D EY',
  gis: 'JH IY AY EH S'
}
/** Under ten seconds: too little to try out adaptation on, which is not what this is about. */
const SENTENCES = [
  'call the zorbulon',
  'the gis and the felidei',
  'my zorbulon and my gis',
  'open the felidei'
]

let running: RunningService
beforeAll(async () => {
  running = await startInProcess()
})
afterAll(() => running.close())

test('of several ways to say a new word those that fit the audio are kept, and the report counts them', {
  timeout: 180_000
}, async () => {
  const lexicon = readLexicon((await readFile(DICTIONARY, 'utf8')).split('\n'))
  const clips = await Promise.all(
    SENTENCES.map(async (sentence, index) => {
      const phones = sentence
        .split(' ')
        .flatMap((word) => TRANSCRIPTS[word]?.split(' ') ?? lexicon.get(word)?.[0] ?? [])
      const wav = Buffer.from(await speakPhones(phones, 'slt', spokenLanguageFor('en-US', PHONES)))
      return { name: `${index}.wav`, sentence, voice: 'slt', wav }
    })
  )
  const { api } = running
  const created = await api.post('/datasets', { locale: 'en-US', displayName: 'spoken', kind: 'Acoustic' })
  await api.uploadBlocks(created, await acousticArchive(clips))
  const dataset = await api.finished(created, () => undefined)
  const model = await api.finished(
    await api.post('/models', { locale: 'en-US', displayName: 'heard', datasets: [{ self: dataset.self }] }),
    () => undefined
  )
  type PronunciationCount = Readonly<{ pronunciation: string; times: number }>
  type Listed = Readonly<{
    values: readonly Readonly<{
      word: string
      source: string
      pronunciations: readonly Readonly<{ phones: string }>[]
      heard?: readonly PronunciationCount[]
    }>[]
  }>
  const { values } = await api.get<Listed>(`${model.self}/pronunciations`)
  expect(values.map(({ word }) => word)).toEqual(Object.keys(TRANSCRIPTS).toSorted())
  for (const { word, pronunciations, heard = [] } of values) {
    expect([word, pronunciations[0]?.phones]).toEqual([word, TRANSCRIPTS[word]])
    const times = (spokenPhones: string | undefined) =>
      heard.find((one) => one.pronunciation === spokenPhones)?.times ?? 0
    expect(times(TRANSCRIPTS[word])).toBeGreaterThan(heard.reduce((sum, one) => sum + one.times, 0) / 2)
  }
  expect(values.find(({ word }) => word === 'gis')?.source).toBe('letter names')
})
