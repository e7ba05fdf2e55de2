import { describe, expect, test } from 'vitest'
import {
  findMissingWords,
  fromPhoneticLexicons,
  fromSpokenForms,
  joinLexicon,
  newVariants,
  withPossessives
} from './lexicon-steps.ts'

const phones = (text: string): readonly string[] => text.split(' ')
const ownerOf = (word: string): string | undefined =>
  word.endsWith("'s") ? word.slice(0, -"'s".length) : undefined

describe('pronunciations from the customer', () => {
  const dictionary = new Map([['tomato', [phones('T AH M EY T OW')]]])

  test('are kept once each, and only where the dictionary lacks them', () => {
    const candidates = [phones('T OW M OW'), phones('T AH M EY T OW'), phones('T OW M OW')]
    expect(newVariants(candidates, dictionary.get('tomato'))).toEqual([phones('T OW M OW')])
    expect(newVariants([phones('K EY')])).toEqual([phones('K EY')])
  })

  test('from phonetic lexicons are used for words of the training only', () => {
    const phonetic = new Map([
      ['tomato', [phones('T OW M OW')]],
      ['unused', [phones('K EY')]]
    ])
    expect(fromPhoneticLexicons(phonetic, new Set(['tomato']), dictionary)).toEqual(
      new Map([['tomato', [phones('T OW M OW')]]])
    )
  })

  test('as spoken forms join those from phonetic lexicons; a form that cannot be pronounced is named', () => {
    const phonetic = new Map([['kx9', [phones('K EY')]]])
    const forms = [
      { word: 'kx9', candidates: [phones('K EY'), phones('K EH')], rejected: [] },
      { word: 'zed', candidates: [], rejected: [{ word: 'зед', reason: 'has a letter that is not English' }] }
    ]
    expect(fromSpokenForms(forms, phonetic, dictionary)).toEqual({
      variants: new Map([
        ['kx9', [phones('K EY'), phones('K EH')]],
        ['zed', []]
      ]),
      unpronounceable: [{ word: 'zed', reason: '"зед" in its spoken form has a letter that is not English' }]
    })
    expect(phonetic.get('kx9')).toEqual([phones('K EY')])
  })
})

describe('words without a pronunciation', () => {
  test('are predicted; of a possessive its owner is, unless the owner is known', () => {
    const known = new Set(['ship', 'the'])
    const found = findMissingWords(["davit's", "ship's", 'the', 'xqzt'], ownerOf, (word) => known.has(word))
    expect(found.words).toEqual(['davit', 'xqzt'])
    expect(found.possessives).toEqual(
      new Map([
        ["davit's", 'davit'],
        ["ship's", 'ship']
      ])
    )
  })

  test('that cannot be predicted cost their possessives too, and are named only where they were used', () => {
    const possessives = new Map([["привет's", 'привет']])
    const rejected = [{ word: 'привет', reason: 'has a letter that is not English' }]
    const named = (vocabulary: readonly string[]) =>
      withPossessives(rejected, possessives, new Set(vocabulary)).map(({ word }) => word)
    expect(named(["привет's"])).toEqual(["привет's"])
    expect(named(['привет', "привет's"])).toEqual(['привет', "привет's"])
  })
})

describe('the lexicon', () => {
  const join = (parts: Partial<Parameters<typeof joinLexicon>[0]>) =>
    joinLexicon({
      provided: new Map(),
      predicted: new Map(),
      dictionary: new Map(),
      possessives: new Map(),
      vocabulary: new Set(),
      ...parts
    })

  test('makes possessives from every pronunciation of their owners', () => {
    const lexicon = join({
      predicted: new Map([['davit', [phones('D AE V IH T')]]]),
      dictionary: new Map([['ship', [phones('SH IH P')]]]),
      possessives: new Map([
        ["davit's", 'davit'],
        ["ship's", 'ship']
      ]),
      vocabulary: new Set(["davit's", "ship's"])
    })
    // The owner is not in the vocabulary: only its possessive is.
    expect([...lexicon.keys()]).toEqual(["davit's", "ship's"])
    expect(lexicon.get("davit's")).toEqual([phones('D AE V IH T S')])
    expect(lexicon.get("ship's")).toEqual([phones('SH IH P S')])
  })

  test('leaves out words for which nothing was found', () => {
    const provided = new Map([
      ['zed', []],
      ['kx9', [phones('K EY')]]
    ])
    expect([...join({ provided }).keys()]).toEqual(['kx9'])
  })
})
