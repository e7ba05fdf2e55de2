import { describe, expect, test } from 'vitest'
import { type Phones, predictPronunciations, pronounceSpokenForm, pronounceSpokenForms } from './index.ts'

const DICTIONARY: Readonly<Record<string, string>> = {
  three: 'TH R IY',
  triple: 'T R IH P AH L',
  a: 'AH|EY',
  the: 'DH AH|DH IY',
  either: 'IY DH ER|AY DH ER',
  route: 'R UW T|R AW T',
  data: 'D EY T AH|D AE T AH'
}
const lookup = (word: string): readonly Phones[] =>
  (DICTIONARY[word] ?? '')
    .split('|')
    .filter((variant) => variant !== '')
    .map((path) => path.split(' '))
const spell = async (spoken: string) => {
  const { candidates, ...rest } = await pronounceSpokenForm(spoken, lookup, (words) =>
    predictPronunciations(words)
  )
  return { candidates: candidates.map((phones) => phones.join(' ')), ...rest }
}

describe('a spoken form', () => {
  test.each([
    ['three c p o', ['TH R IY S IY P IY OW']],
    ['I triple E', ['AY T R IH P AH L IY']],
    ['c. n. t. k.', ['S IY EH N T IY K EY']],
    // The letter's name comes first, the article after it.
    ['a p i', ['EY P IY AY', 'AH P IY AY']]
  ])('%j is spelled from words and letter names', async (spoken, candidates) => {
    expect(await spell(spoken)).toEqual({ candidates, predicted: [], rejected: [] })
  })

  test('with many variants gives four, first choices first', async () => {
    const { candidates } = await spell('either route the data')
    expect(candidates).toHaveLength(4)
    expect(candidates[0]).toBe('IY DH ER R UW T DH AH D EY T AH')
    // The others change one word each.
    const oneChange = [
      'AY DH ER R UW T DH AH D EY T AH',
      'IY DH ER R AW T DH AH D EY T AH',
      'IY DH ER R UW T DH IY D EY T AH',
      'IY DH ER R UW T DH AH D AE T AH'
    ]
    expect(new Set(candidates).size).toBe(4)
    for (const candidate of candidates.slice(1)) expect(oneChange).toContain(candidate)
  })

  test('falls back to rules for words no dictionary has, and says so', async () => {
    const { candidates, predicted } = await spell('three felidei')
    expect(predicted).toEqual(['felidei'])
    expect(candidates[0]).toMatch(/^TH R IY F /)
  })

  test('with a word that cannot be pronounced gives no candidate, and the reason', async () => {
    expect(await spell('c 3 po')).toEqual({
      candidates: [],
      predicted: ['po'],
      rejected: [{ word: '3', reason: expect.stringContaining('"3"') }]
    })
    expect(await spell(' . ')).toEqual({ candidates: [], predicted: [], rejected: [] })
  })
})

test('many spoken forms need one prediction', async () => {
  const requested: (readonly string[])[] = []
  const spelled = await pronounceSpokenForms(
    ['seg is aurus', 'over raptor', 'aurus three', 'a p i'],
    lookup,
    (words) => {
      requested.push(words)
      return predictPronunciations(words)
    }
  )
  expect(requested).toEqual([['seg', 'is', 'aurus', 'over', 'raptor']])
  expect(spelled.map(({ candidates }) => candidates.length)).toEqual([1, 1, 1, 2])
})
