import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalizerFor } from '../speech/text/index.ts'
import { figuresOf } from './figures.ts'
import {
  displayTokens,
  hasDisplayText,
  scoreTokens,
  type TokenScore,
  tokenErrorCounts
} from './token-score.ts'

const normalizer = normalizerFor('en-US')
const kindsOf = (reference: string, recognition: string): Record<string, number> =>
  Object.fromEntries(
    Object.entries(tokenErrorCounts([scoreTokens(reference, recognition, normalizer)])).filter(
      ([, count]) => count > 0
    )
  )
const rate = (tokens: TokenScore) =>
  figuresOf([{ score: { steps: [], words: 1, substitutions: 0, deletions: 0, insertions: 0 }, tokens }])

describe('tokens', () => {
  test.each([
    ['Is it 3.5 m, or 4?', ['Is', 'it', '3.5', 'm', ',', 'or', '4', '?']],
    ["At 5 p.m. (don't!)", ['At', '5', 'p.m.', '(', "don't", '!', ')']],
    ['“Moor,” she said…', ['“', 'Moor', ',', '”', 'she', 'said', '…']],
    ['Pay $5 - now', ['Pay', '$5', '-', 'now']]
  ])('of %j are words and marks', (text, tokens) => expect(displayTokens(text)).toEqual(tokens))
})

describe('errors in display form are named', () => {
  test.each([
    ['a mark too few', 'Moor the boat, now.', 'Moor the boat now.', { punctuation: 1 }],
    ['another mark', 'Moor the boat?', 'Moor the boat.', { punctuation: 1 }],
    ['a capital amiss', 'Ask Rose about it.', 'Ask rose about it.', { capitalization: 1 }],
    ['a number in words', 'Berth 3 is free.', 'Berth three is free.', { inverseTextNormalization: 1 }],
    [
      'a number in more words',
      'Pay $25 now.',
      'Pay twenty five dollars now.',
      { inverseTextNormalization: 3 }
    ],
    ['another word', 'Moor the boat.', 'Moor the goat.', { lexical: 1 }],
    ['a word and a mark', 'Moor it, quickly.', 'Moor the quickly.', { lexical: 1, punctuation: 1 }],
    ['nothing', 'Moor the boat.', 'Moor the boat.', {}]
  ])('%s', (_what, reference, recognition, kinds) => expect(kindsOf(reference, recognition)).toEqual(kinds))

  test('and their shares are of all edits, in percent', () => {
    const tokens = scoreTokens('Ask Rose, now.', 'Ask rose now!', normalizer)
    expect(rate(tokens)).toMatchObject({
      tokenErrorRate: 0.6,
      tokenCount: 5,
      correctTokenCount: 2,
      tokenSubstitutionCount: 2,
      tokenDeletionCount: 1,
      tokenInsertionCount: 0,
      tokenErrors: {
        punctuation: { numberOfEdits: 2, percentageOfAllEdits: 66.67 },
        capitalization: { numberOfEdits: 1, percentageOfAllEdits: 33.33 },
        inverseTextNormalization: { numberOfEdits: 0, percentageOfAllEdits: 0 }
      }
    })
  })

  test('each exactly once, whatever was said and heard', () => {
    const text = fc
      .array(fc.constantFrom('a', 'A', 'b', '3', 'three', ',', 'b.', '!', '&', 'Rose'), { maxLength: 8 })
      .map((parts) => parts.join(' '))
    fc.assert(
      fc.property(text, text, (reference, recognition) => {
        const score = scoreTokens(reference, recognition, normalizer)
        const kinds = Object.values(tokenErrorCounts([score])).reduce((sum, count) => sum + count, 0)
        expect(kinds).toBe(score.substitutions + score.deletions + score.insertions)
        expect(score.steps.flatMap(({ ref }) => ref ?? [])).toEqual(displayTokens(reference))
        expect(score.steps.flatMap(({ hyp }) => hyp ?? [])).toEqual(displayTokens(recognition))
      })
    )
  })
})

test('transcripts in lower case and without marks have no display form to be measured', () => {
  const of = (...references: string[]) =>
    hasDisplayText(references.map((reference) => ({ reference, lexical: normalizer.apply(reference) })))
  expect(of('moor the boat', 'paint the hull', "don't")).toBe(false)
  expect(of('Moor the boat.', 'Paint the hull.', 'yes')).toBe(true)
})
