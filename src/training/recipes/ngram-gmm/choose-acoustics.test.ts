/** Which acoustic part a model gets: what draws all sounds to the trained voices has to earn it. @module */
import { expect, test } from 'vitest'
import type { WordCounts } from '../../../speech/scoring/index.ts'
import { type Candidate, type CandidateScore, chooseMethod, sumCandidateScores } from './choose-acoustics.ts'

/** Ten words an utterance. */
const score = (errorsOfEach: readonly number[]): CandidateScore =>
  sumCandidateScores(
    errorsOfEach.map((substitutions): CandidateScore => {
      const counts: WordCounts = {
        words: 10,

        substitutions,
        insertions: 0,
        deletions: 0
      }
      return { ...counts, utterances: [counts] }
    })
  )
const candidates = (errorsOf: Partial<Record<Candidate, readonly number[]>>) =>
  new Map(Object.entries(errorsOf).map(([name, each]) => [name as Candidate, score(each)]))
const choose = (sums: ReadonlyMap<Candidate, CandidateScore>, narrowBand = false) =>
  chooseMethod(sums, { measure: 'transcripts', narrowBand })

const BY_CHANCE = candidates({
  none: [4, 4, 4, 4, 4, 4],
  map: [3, 2, 3, 2, 3, 2],
  'mllr-map': [2, 3, 2, 3, 1, 2]
})

test('a little better on the trained voices is not enough to draw all sounds to them', () => {
  expect(choose(BY_CHANCE)).toBe('map')
})

test('clearly better is: one speaker, or an accent that all share', () => {
  expect(choose(candidates({ none: [4, 4, 4, 4], map: [3, 3, 3, 3], 'mllr-map': [1, 1, 0, 1] }))).toBe(
    'mllr-map'
  )
})

test('over a telephone the fewest errors win: all sounds are moved to the line', () => {
  expect(choose(BY_CHANCE, true)).toBe('mllr-map')
})

test('of equals the plainest, and none where nothing helps', () => {
  expect(choose(candidates({ none: [3, 3], map: [2, 3], mllr: [2, 3], 'mllr-map': [2, 3] }), true)).toBe(
    'map'
  )
  expect(choose(candidates({ none: [1, 1], map: [1, 1], mllr: [2, 1] }), true)).toBe('none')
})
