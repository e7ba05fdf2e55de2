import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FittedUtterance } from './align.ts'
import { cutAtPauses, trainingTranscript } from './segments.ts'

/** Words as `[pause before, length]` in frames, then `after` frames of silence. */
function utterance(
  words: readonly (readonly [number, number])[],
  after = 0
): FittedUtterance & { aligned: true } {
  let at = 0
  const placed = words.map(([pause, length], index) => {
    const first = at + pause
    at = first + length
    return { word: `w${index}`, offsetTicks: first * 100_000, durationTicks: length * 100_000, confidence: 1 }
  })
  const durationTicks = (at + after) * 100_000
  return {
    id: 'u',
    aligned: true,
    words: placed,
    durationTicks,
    phones: placed.map(({ word }) => word.toUpperCase())
  }
}
const shape = (result: FittedUtterance & { aligned: true }): string[] =>
  cutAtPauses(result).map(
    (segment) =>
      `${segment.firstFrame}-${segment.endFrame} ${trainingTranscript(segment, (phones) => phones.toLowerCase())}`
  )

describe('cutting at pauses', () => {
  test('a short utterance stays whole, with a little silence around it', () => {
    expect(
      shape(
        utterance(
          [
            [50, 40],
            [0, 30],
            [70, 30]
          ],
          100
        )
      )
    ).toEqual(['30-240 <sil> w0 w1 <sil> w2 <sil>'])
  })

  test('no silence is named where there is none', () => {
    expect(
      shape(
        utterance([
          [0, 40],
          [2, 30]
        ])
      )
    ).toEqual(['0-72 w0 w1'])
  })

  test('three seconds of speech and a long pause make a cut, which drops most of the pause', () => {
    expect(
      shape(
        utterance(
          [
            [10, 200],
            [0, 150],
            [100, 50],
            [59, 60]
          ],
          5
        )
      )
    ).toEqual(['0-380 <sil> w0 w1 <sil>', '440-634 <sil> w2 <sil> w3 <sil>'])
  })

  test('every word is in one segment, in order; segments hold their words and never overlap', () => {
    const words = fc.array(fc.tuple(fc.nat(200), fc.integer({ min: 3, max: 300 })), {
      minLength: 1,
      maxLength: 40
    })
    fc.assert(
      fc.property(words, fc.nat(100), (spoken, after) => {
        const whole = utterance(spoken, after)
        const segments = cutAtPauses(whole)
        expect(segments.flatMap((segment) => segment.words.map(({ phones }) => phones))).toEqual(whole.phones)
        let end = 0
        for (const segment of segments) {
          expect(segment.firstFrame).toBeGreaterThanOrEqual(end)
          end = segment.endFrame
          for (const word of segment.words) {
            expect(word.firstFrame).toBeGreaterThanOrEqual(segment.firstFrame)
            expect(word.firstFrame + word.frames).toBeLessThanOrEqual(segment.endFrame)
          }
        }
        expect(end * 100_000).toBeLessThanOrEqual(whole.durationTicks)
      })
    )
  })
})
