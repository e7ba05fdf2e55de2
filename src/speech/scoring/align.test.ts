import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { align } from './align.ts'
import { drawAlignment } from './draw-alignment.ts'
import { correctWords, errors, type WordScore } from './word-score.ts'

const words = (text: string): string[] => text.split(' ').filter((word) => word !== '')
const compare = (reference: string, hypothesis: string): WordScore =>
  align(words(reference), words(hypothesis))

const sentence = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 14 })
const cost = (score: WordScore): number => 4 * score.substitutions + 3 * (score.deletions + score.insertions)

describe('a drawing of reference and hypothesis', () => {
  test.each([
    [
      'turn on the lamp',
      'turn the lamps on',
      `REF: turn on the ***** lamp
HYP: turn ** the lamps on
          D      I     S`
    ],
    [
      'john is here',
      'jones is here',
      `REF: john  is here
HYP: jones is here
     S`
    ],
    ['all is well', 'all is well', 'REF: all is well\nHYP: all is well\n'],
    ['', 'um', 'REF: **\nHYP: um\n     I'],
    ['café noir', 'noir', 'REF: café noir\nHYP: **** noir\n     D'],
    ['', '', 'REF:\nHYP:\n']
  ])('%j against %j', (reference, hypothesis, drawing) => {
    expect(drawAlignment(compare(reference, hypothesis))).toBe(drawing)
  })
})

describe('counts', () => {
  test('one word added, one lost, one mistaken', () => {
    expect(compare('how are you mister john', 'how you a mister jones')).toMatchObject({
      words: 5,
      substitutions: 1,
      deletions: 1,
      insertions: 1
    })
  })

  test('case counts: both sides come from one normalizer', () => {
    expect(compare('Anna', 'anna').substitutions).toBe(1)
  })

  test('ten thousand words against ten thousand take seconds and megabytes, not gigabytes', () => {
    const reference = Array.from({ length: 10_000 }, (_, i) => `w${(i * i * 7919) % 613}`)
    const hypothesis = reference.flatMap((word, i) =>
      i % 10 === 3 ? [] : i % 17 === 5 ? ['no', word] : [word]
    )
    const before = process.memoryUsage().arrayBuffers
    const score = align(reference, hypothesis)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(200e6)
    expect(score.deletions - score.insertions).toBe(reference.length - hypothesis.length)
    expect(errors(score)).toBeLessThanOrEqual(1000 + 600)
    expect(errors(score)).toBeGreaterThan(1000)
  })
})

describe('laws', () => {
  test('correct + substituted + deleted words are the reference; correct + substituted + inserted words the hypothesis', () => {
    fc.assert(
      fc.property(sentence, sentence, (reference, hypothesis) => {
        const score = align(reference, hypothesis)
        expect(correctWords(score) + score.substitutions + score.deletions).toBe(reference.length)
        expect(correctWords(score) + score.substitutions + score.insertions).toBe(hypothesis.length)
      })
    )
  })

  test('the steps spell out both sides, and each step is what it says', () => {
    fc.assert(
      fc.property(sentence, sentence, (reference, hypothesis) => {
        const { steps } = align(reference, hypothesis)
        expect(steps.flatMap((step) => step.ref ?? [])).toEqual(reference)
        expect(steps.flatMap((step) => step.hyp ?? [])).toEqual(hypothesis)
        for (const { op, ref, hyp } of steps) {
          if (op === 'equal') expect(ref).toBe(hyp)
          if (op === 'substitute') expect(ref).not.toBe(hyp)
          if (op === 'insert') expect(ref).toBeUndefined()
          if (op === 'delete') expect(hyp).toBeUndefined()
        }
      })
    )
  })

  test('equal reference and hypothesis have no error', () => {
    fc.assert(fc.property(sentence, (spoken) => errors(align(spoken, spoken)) === 0))
  })

  test('exchanging the sides costs the same, and exchanges the balance of deletions and insertions', () => {
    fc.assert(
      fc.property(sentence, sentence, (reference, hypothesis) => {
        const there = align(reference, hypothesis)
        const back = align(hypothesis, reference)
        expect(cost(back)).toBe(cost(there))
        expect(back.insertions - back.deletions).toBe(there.deletions - there.insertions)
      })
    )
  })

  test('hearing through a third sentence never costs less than the way straight', () => {
    fc.assert(
      fc.property(sentence, sentence, sentence, (a, b, c) => {
        expect(cost(align(a, c))).toBeLessThanOrEqual(cost(align(a, b)) + cost(align(b, c)))
      })
    )
  })

  test('errors lie between the difference in length and the length of the longer side', () => {
    fc.assert(
      fc.property(sentence, sentence, (reference, hypothesis) => {
        const wrong = errors(align(reference, hypothesis))
        expect(wrong).toBeGreaterThanOrEqual(Math.abs(reference.length - hypothesis.length))
        expect(cost(align(reference, hypothesis))).toBeLessThanOrEqual(
          4 * Math.min(reference.length, hypothesis.length) +
            3 * Math.abs(reference.length - hypothesis.length)
        )
      })
    )
  })
})
