import { expect, test } from 'vitest'
import { adviceFor } from './advice.ts'

const errors = (rate: number) => ({
  wordErrorRate: { rate, low: rate, high: rate, resamples: 1000 },
  confusedWords: [
    { ref: 'grapnel', hyp: 'grab', count: 3 },
    { ref: 'there', hyp: 'their', count: 2 },
    { ref: 'there', hyp: 'the', count: 1 }
  ],
  missedWords: [],
  missedNewWords: [{ word: 'grapnel', said: 3, missed: 3, substituted: 3, deleted: 0 }],
  insertedWords: []
})
const counts = (substitutions: number, deletions: number, insertions: number) => ({
  wordSubstitutionCount2: substitutions,
  wordDeletionCount2: deletions,
  wordInsertionCount2: insertions
})

test('the level follows the word error rate', () => {
  expect([0, 0.1, 0.11, 0.29, 0.3, 2].map((rate) => adviceFor(errors(rate)).level)).toEqual([
    'good',
    'good',
    'fair',
    'fair',
    'poor',
    'poor'
  ])
})

test('a kind of error is named if it is a large share of all', () => {
  const dominant = (...numbers: readonly [number, number, number]) =>
    [...adviceFor(errors(0.2), counts(...numbers)).dominant].sort()
  expect(dominant(5, 4, 1)).toEqual(['substitute'])
  expect(dominant(5, 5, 0)).toEqual(['delete', 'substitute'])
  expect(dominant(3, 3, 3)).toEqual([])
  expect(dominant(0, 0, 0)).toEqual([])
})

test('words that the base model does not know are not also listed as confused', () => {
  const { newWords, confused } = adviceFor(errors(0.2))
  expect(newWords).toEqual(['grapnel'])
  expect(confused).toEqual(['there'])
})

test('capitalization and numbers are named if there are such errors', () => {
  const edits = (numberOfEdits: number) => ({ numberOfEdits })
  const tokenErrors2 = {
    punctuation: edits(4),
    capitalization: edits(1),
    inverseTextNormalization: edits(0),
    lexical: edits(0),
    others: edits(0)
  }
  expect(adviceFor(errors(0.2), { tokenErrors2 })).toMatchObject({ capitalization: true, numbers: false })
  expect(adviceFor(errors(0.2))).toMatchObject({ capitalization: false, numbers: false })
})
