import { expect, test } from 'vitest'
import { differenceRuns } from './difference-runs.ts'

const marked = (text: string, other: string | undefined) =>
  differenceRuns(text, other).map(({ words, differs }) => [words.join(' '), differs])

test('words that the other text does not have are marked, in runs', () => {
  expect(marked('Paint the grapnel before noon.', 'Paint the grab now before noon')).toEqual([
    ['Paint the', false],
    ['grapnel', true],
    ['before noon.', false]
  ])
})

test('case and punctuation do not count', () => {
  expect(marked('Over, and out!', 'over and OUT')).toEqual([['Over, and out!', false]])
})

test('a text without another, or too long to align, is not marked', () => {
  expect(marked('Over and out.', undefined)).toEqual([['Over and out.', false]])
  const long = Array.from({ length: 5000 }, (_, index) => `word${index}`).join(' ')
  expect(marked(long, `${long} more`)).toEqual([[long, false]])
})
