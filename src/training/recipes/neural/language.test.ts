import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { neuralSearch } from '../../../recognizers/index.ts'
import { trainLanguageModel, wordProbabilities } from '../../../speech/language-model/index.ts'
import { bestCandidate, candidatesFor, fusionWeights } from './fusion-candidates.ts'
import { loadGeneralModel, scoreSentences, writeNetwork } from './language.ts'
import { respellingsOf } from './respellings.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vernacular-language-'))
})
afterAll(() => rm(folder, { recursive: true }))

const EVERYDAY = ['the weather is fine today', 'what is the time', 'the train is late'].map((one) =>
  one.split(' ')
)
const DOMAIN = ['the davit is lowered', 'lower the davit today'].map((one) => one.split(' '))
const { signal } = new AbortController()

async function general() {
  const model = await trainLanguageModel(EVERYDAY)
  const path = join(folder, 'general.ngram')
  await neuralSearch.saveNgram(path, await neuralSearch.buildNgram(model))
  return { model, loaded: await loadGeneralModel(path) }
}

test('general n-grams score text as the model that they were made of', async () => {
  const { model, loaded } = await general()
  const sentences = [['the', 'time', 'is', 'late'], ['lower', 'the', 'davit'], []]
  for (const [index, row] of scoreSentences(loaded, sentences).entries()) {
    const expected = wordProbabilities(model, sentences[index] ?? [])
    expect(row.length).toBe(expected.length)
    // After an unknown word the automaton may know `<unk>`; the words before it are the same.
    const unknown = expected.indexOf(null)
    for (const [place, probability] of expected.entries()) {
      if (unknown >= 0 && place > unknown) continue
      if (probability === null) expect(row[place]).toBeNull()
      else expect(row[place]).toBeCloseTo(probability, 5)
    }
  }
})

test('a network has the words of general language first, then new ones, and is the same each time', async () => {
  const { loaded } = await general()
  const domain = await trainLanguageModel(DOMAIN)
  const parts = { domain, general: loaded, respellings: new Map([['davit', ['day vit']]]), signal }
  const path = await writeNetwork(folder, parts)
  const bytes = await readFile(path)
  const network = await neuralSearch.loadNetwork(path)
  const known = loaded.automaton.words()
  expect(network.words().slice(0, known.length)).toEqual(known)
  expect(network.words().slice(known.length)).toEqual(['davit', 'lower', 'lowered'])
  expect(network.respellingsOf(network.words().indexOf('davit'))).toEqual(['day vit'])
  await writeNetwork(folder, { ...parts, domain: await trainLanguageModel(DOMAIN) })
  expect(await readFile(path)).toEqual(bytes)
})

test('spoken forms become respellings of words that the text has; phones alone do not', () => {
  const { byWord, unused } = respellingsOf(
    new Map([
      ['kubernetes', ['koo ber net eez', 'kubernetes']],
      ['nowhere', ['no wear']]
    ]),
    new Map([
      ['kubernetes', [['K']]],
      ['davit', [['D']]]
    ]),
    new Set(['kubernetes', 'davit'])
  )
  expect([...byWord]).toEqual([['kubernetes', ['koo ber net eez', 'kooberneteez']]])
  expect(unused).toEqual(['davit'])
})

test('the base wins unless a candidate makes fewer errors; of equal candidates the first wins', () => {
  const [first, second, third] = candidatesFor({ hasGeneral: true, domainWeight: 0.3 })
  if (!first || !second || !third) throw new Error('There are fewer candidates than three')
  const tried = (...errors: number[]) =>
    [first, second, third].map((candidate, index) => ({
      candidate,
      counts: { errors: errors[index] ?? 0, words: 50 }
    }))
  expect(bestCandidate({ errors: 9, words: 50 }, tried(9, 10, 11))).toBeUndefined()
  expect(bestCandidate({ errors: 9, words: 50 }, tried(8, 7, 7))).toBe(second)
})

test('without general n-grams no word costs anything, however far the text is trusted', () => {
  for (const { weights } of candidatesFor({ hasGeneral: false, domainWeight: 0.9 }))
    expect(weights).toMatchObject({ beta: 0, unknownWord: 0, unknownLetter: 0, sentenceEnd: false })
  const mild = fusionWeights({ hasGeneral: true, domainWeight: 0.3 }, 0.2)
  const strong = fusionWeights({ hasGeneral: true, domainWeight: 0.3 }, 1)
  expect(strong.unknownWord).toBeLessThan(mild.unknownWord)
})
