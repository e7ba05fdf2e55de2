/** Guesses in the language and the phones of a base model. @module */
import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { pronounceByRules } from './espeak-rules.ts'
import type { Phones } from './lexicon.ts'
import { countPhoneErrors } from './phone-error-rate.ts'
import { PHONES } from './phones.ts'
import { predictPronunciations } from './predict-pronunciations.ts'
import { pronounceSpokenForm } from './pronounce-spoken-form.ts'
import { spokenLanguageFor } from './spoken-language.ts'

/** The dictionary of CMUSphinx's French model, as the npm package `soundswallower` carries it. */
const dictionaryPath = new URL('../../../node_modules/soundswallower/model/fr-fr/dict.txt', import.meta.url)

async function frenchDictionary(): Promise<ReadonlyMap<string, readonly Phones[]>> {
  const lexicon = new Map<string, Phones[]>()
  for (const line of (await readFile(dictionaryPath, 'utf8')).split('\n')) {
    const [name = '', ...phones] = line.trim().split(/\s+/)
    const word = name.replace(/\(\d+\)$/, '')
    lexicon.set(word, [...(lexicon.get(word) ?? []), phones])
  }
  return lexicon
}

const phonesIn = (lexicon: ReadonlyMap<string, readonly Phones[]>) => [
  ...new Set([...lexicon.values()].flat(2))
]

describe('French', async () => {
  const known = await frenchDictionary()
  const french = spokenLanguageFor('fr-CA', phonesIn(known))

  test('words get the phones of the French model, nine of ten as its dictionary has them', async () => {
    const words = [...known.keys()]
      .filter((word) => /^[a-zàâçéèêëîïôùûü]+$/.test(word))
      .filter((_, i) => i % 60 === 0)
    const { phones, spelled, rejected } = await pronounceByRules(words, { language: french })
    expect([spelled, rejected]).toEqual([[], []])
    const { errors, phones: total } = countPhoneErrors(phones, known)
    expect(errors / total).toBeLessThan(0.06)
    expect([...phones.values()].flat().filter((phone) => !french.phones.includes(phone))).toEqual([])
  })

  test.each([
    ['zorbulon', 'zz oo rr bb uu ll on'],
    ["l'audio", 'll oo dd yy au'],
    ['huit', 'uy ii tt'],
    ['cœur', 'kk oe rr']
  ])('%s', async (word, spoken) => {
    const { phones } = await pronounceByRules([word], { language: french })
    expect(phones.get(word)?.join(' ')).toBe(spoken)
  })

  test('letters have their French names, letters of other alphabets do not', async () => {
    const predict = (words: readonly string[]) => predictPronunciations(words, { language: french })
    const { candidates } = await pronounceSpokenForm('c n', (word) => known.get(word) ?? [], predict, french)
    expect(candidates[0]?.join(' ')).toBe('ss ei ai nn')
    expect((await predict(['жук'])).rejected).toEqual([
      { word: 'жук', reason: 'has "ж", which is not a letter of French; write the word as it is spoken' }
    ])
  })
})

test('without a table to the phones of a model, new words are rejected and need a pronunciation', async () => {
  for (const [locale, phones] of [
    ['de-DE', ['a', 'b']],
    ['fr-FR', PHONES]
  ] as const) {
    const { phones: spokenText, rejected } = await pronounceByRules(['mot'], {
      language: spokenLanguageFor(locale, phones)
    })
    expect(spokenText.size).toBe(0)
    expect(rejected[0]?.reason).toContain('give its pronunciation')
  }
})
