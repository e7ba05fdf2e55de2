import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { align } from '../speech/scoring/index.ts'
import { normalizerFor } from '../speech/text/index.ts'
import { figuresOf, numbered, UNFINISHED } from './figures.ts'
import { scoreUtterance } from './utterance-score.ts'

const scored = (reference: string, hypothesis: string) => ({
  score: align(
    reference.split(' ').filter((word) => word !== ''),
    hypothesis.split(' ').filter((word) => word !== '')
  )
})
const counted = (words: number, substitutions: number, deletions: number, insertions: number) => ({
  score: { steps: [], words, substitutions, deletions, insertions }
})

describe('figures', () => {
  test("are those of the contract's worked example", () => {
    // One insertion ("a"), one substitution ("Jones"), one deletion ("are"): three errors in five words.
    const scores = [scored('hello this is john', 'hello this is a jones'), scored('are', '')]
    expect(figuresOf(scores)).toEqual({
      wordErrorRate: 0.6,
      sentenceErrorRate: 1,
      sentenceCount: 2,
      wordCount: 5,
      correctWordCount: 3,
      wordSubstitutionCount: 1,
      wordDeletionCount: 1,
      wordInsertionCount: 1
    })
  })

  test('are rounded: word error rates to 4 places, sentence error rates to 3', () => {
    const figures = figuresOf([counted(100, 2, 0, 2), counted(70, 0, 1, 0), counted(3, 0, 0, 0)])
    expect(figures).toMatchObject({
      wordErrorRate: 0.0289,
      correctWordCount: 170,
      sentenceErrorRate: 0.667,
      sentenceCount: 3
    })
  })

  test('weigh words, not utterances: a long one counts for more', () => {
    expect(figuresOf([counted(1, 1, 0, 0), counted(9, 0, 0, 0)]).wordErrorRate).toBe(0.1)
  })

  test('of a clip without words: invented words are wrong, silence is right', () => {
    expect(figuresOf([scored('', '')]).wordErrorRate).toBe(0)
    expect(figuresOf([scored('', 'uh')])).toMatchObject({ wordErrorRate: 1, wordInsertionCount: 1 })
  })

  test('keep to N = correct + S + D, and rates between their bounds, whatever was heard', () => {
    const words = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 6 }).map((list) => list.join(' '))
    fc.assert(
      fc.property(fc.array(fc.tuple(words, words), { maxLength: 5 }), (pairs) => {
        const figures = figuresOf(pairs.map(([reference, hypothesis]) => scored(reference, hypothesis)))
        const { wordCount, correctWordCount, wordSubstitutionCount, wordDeletionCount } = figures
        expect(wordCount).toBe(correctWordCount + wordSubstitutionCount + wordDeletionCount)
        expect(figures.sentenceErrorRate).toBeGreaterThanOrEqual(0)
        expect(figures.sentenceErrorRate).toBeLessThanOrEqual(1)
        expect(figures.wordErrorRate === 0).toBe(figures.sentenceErrorRate === 0)
      })
    )
  })

  test('are all -1, under the names of both models, while there are none', () => {
    const shown = { ...numbered(UNFINISHED, 1), ...numbered(UNFINISHED, 2) }
    expect(Object.keys(shown)).toHaveLength(16)
    expect(shown).toMatchObject({ wordErrorRate1: -1, sentenceCount2: -1, wordInsertionCount2: -1 })
    expect(new Set(Object.values(shown))).toEqual(new Set([-1]))
  })
})

describe('the score of an utterance', () => {
  const normalizer = normalizerFor('en-US')
  const formatter = {
    spell: (lexical: string) => lexical.replace('kx nine', 'KX9'),
    formatText: (lexical: string) => ({
      lexical,
      itn: lexical,
      maskedITN: lexical,
      display: `${lexical[0]?.toUpperCase() ?? ''}${lexical.slice(1)}.`
    })
  }
  const score = (reference: string, hypothesis: string) =>
    scoreUtterance(
      { audio: 'a.wav', reference, phrases: [hypothesis], durationTicks: 1, decodingMs: 1 },
      formatter,
      normalizer,
      true
    )

  test('blames nobody for another way of writing the same words', () => {
    expect(score('The KX9 left at 3:30.', 'the kx nine left at three thirty').score).toMatchObject({
      words: 8,
      substitutions: 0,
      deletions: 0,
      insertions: 0
    })
  })

  test('shows what was heard in display form, and scores it without the full stop that this adds', () => {
    const { recognition, recognitionLexical } = score('it is on the list as st', 'it is on the list as st')
    expect(recognition).toBe('It is on the list as st.')
    expect(recognitionLexical).toBe(normalizer.apply('it is on the list as st'))
  })

  test('of an utterance that could not be decoded deletes every word and says why', () => {
    const missed = scoreUtterance(
      {
        audio: 'a.wav',
        reference: 'Tie the rope.',
        phrases: [],
        durationTicks: 1,
        decodingMs: 1,
        failure: 'why'
      },
      formatter,
      normalizer,
      true
    )
    expect(missed).toMatchObject({ failure: 'why', score: { words: 3, deletions: 3 } })
  })
})
