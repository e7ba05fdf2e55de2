import { expect, test } from 'vitest'
import { parseWords, pronunciationData } from './pronunciation-data.ts'

test('words are entered one per line, with an optional spoken form', () => {
  expect(parseWords('Quillfeather\n\n KX9 = k x nine \nB-12\tbee twelve\na, b; c')).toEqual([
    { word: 'Quillfeather' },
    { word: 'KX9', spoken: 'k x nine' },
    { word: 'B-12', spoken: 'bee twelve' },
    { word: 'a' },
    { word: 'b' },
    { word: 'c' }
  ])
  expect(parseWords(' = nothing')).toEqual([])
})

test('pronunciation data has the words whose best candidate has a spoken form', () => {
  const word = (name: string, spoken?: string) => ({
    word: name,
    status: 'SpokenForm' as const,
    candidates: [{ phones: 'K', source: 'SpokenForm', ...(spoken === undefined ? {} : { spoken }) }]
  })
  expect(pronunciationData([word('KX9', 'k x nine'), word('Quillfeather')])).toBe('KX9\tk x nine\n')
  expect(pronunciationData([word('Quillfeather'), { word: 'x', status: 'Refused', candidates: [] }])).toBe('')
})
