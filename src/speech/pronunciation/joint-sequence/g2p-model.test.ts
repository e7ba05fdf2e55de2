/** What a dictionary teaches, on one so small that it can be checked by hand: a language whose letters are its sounds. @module */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { predictPronunciations } from '../predict-pronunciations.ts'
import { spokenLanguageFor } from '../spoken-language.ts'
import { G2pModel } from './index.ts'

const SOUNDS: Readonly<Record<string, string>> = { a: 'a', i: 'i', u: 'u', k: 'k', s: 's', t: 't', m: 'm' }
const pronounce = (word: string): readonly string[] =>
  (word.match(/sh|x|h|./gu) ?? []).flatMap((piece) =>
    piece === 'sh' ? ['S'] : piece === 'x' ? ['k', 's'] : piece === 'h' ? [] : [SOUNDS[piece] ?? piece]
  )
const syllables = ['ka', 'si', 'tu', 'ma', 'sha', 'ax', 'ti', 'ku', 'sa', 'hi', 'mu', 'shi']
const words = syllables.flatMap((a) =>
  syllables.flatMap((b) => [`${a}${b}`, ...syllables.map((c) => `${a}${b}${c}`)])
)
const held = new Set(words.filter((_, index) => index % 7 === 3))
const entries = words.filter((word) => !held.has(word)).map((word) => ({ word, phones: pronounce(word) }))

const trainModel = (): G2pModel => {
  const model = G2pModel.train(entries)
  if (model === undefined) throw new Error('nothing learnt')
  return model
}

describe('a joint-sequence model', () => {
  const model = trainModel()

  test('pronounces unseen words: one letter for two sounds, two letters for one, and a silent letter', () => {
    for (const word of held)
      expect([word, model.pronounce(word, 1)[0]?.phones]).toEqual([word, pronounce(word)])
  })

  test('is the same after saving and opening', () => {
    const again = G2pModel.fromColumns(structuredClone(model.toColumns()))
    for (const word of held) expect(again.pronounce(word, 5)).toEqual(model.pronounce(word, 5))
    expect(trainModel().toColumns()).toEqual(model.toColumns())
  })

  test('ranks distinct pronunciations, whose probabilities sum to at most 1', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[aiukstmhx]{1,12}$/), (word) => {
        const ranked = model.pronounce(word, 5)
        const spoken = ranked.map(({ phones }) => phones.join(' '))
        expect(new Set(spoken).size).toBe(spoken.length)
        const shares = ranked.map(({ probability }) => probability)
        expect(shares).toEqual(shares.toSorted((a, b) => b - a))
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThan(1 + 1e-9)
      })
    )
  })

  test('has no pronunciation for unseen letters', () => {
    expect(model.pronounce('kazi', 5)).toEqual([])
    expect(G2pModel.train([])).toBeUndefined()
  })

  test('supports a language without rules', async () => {
    const language = spokenLanguageFor('xx-XX', ['a', 'i', 'u', 'k', 's', 't', 'm', 'S'])
    const { ranked, rejected } = await predictPronunciations(['shaxa', 'zorba'], { language, model })
    expect(ranked.get('shaxa')?.[0]?.phones).toEqual(['S', 'a', 'k', 's', 'a'])
    expect(rejected.map(({ word }) => word)).toEqual(['zorba'])
  })
})
