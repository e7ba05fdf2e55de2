import { expect, test } from 'vitest'
import { toSegments } from './segments.ts'

const TICKS = 1e7
const phrase = (start: number, text: string, channel = 0) => ({
  offsetInTicks: start * TICKS,
  durationInTicks: TICKS,
  channel,
  nBest: [{ display: text, confidence: 0.4 }]
})
const result = {
  source: 'a.wav',
  durationInTicks: 6 * TICKS,
  recognizedPhrases: [phrase(1, 'Over.'), phrase(2.1, 'Out.')]
}

test('segments are cut in the middle of short pauses, and include a part of long ones', () => {
  expect(toSegments(result, 0).map(({ start, end, text }) => [start, end, text])).toEqual([
    [0.75, 2.05, 'Over.'],
    [2.05, 3.35, 'Out.']
  ])
})

test('a recording that already has a transcript is one segment', () => {
  expect(toSegments(result, 0, 'Over and out.')).toMatchObject([
    { start: 0, end: 6, text: 'Over and out.', state: 'open' }
  ])
})

test('a recording without speech is one empty segment', () => {
  expect(toSegments({ ...result, recognizedPhrases: [] }, 1)).toEqual([
    { id: '1', recording: 1, start: 0, end: 6, text: '', words: [], state: 'open' }
  ])
})

test('only the first channel becomes segments', () => {
  const both = { ...result, recognizedPhrases: [phrase(1, 'Over.'), phrase(1, 'Echo.', 1)] }
  expect(toSegments(both, 0).map(({ text }) => text)).toEqual(['Over.'])
})

test('a display word has the lowest confidence of its spoken words', () => {
  const at = (start: number, length: number) => ({
    offsetInTicks: start * TICKS,
    durationInTicks: length * TICKS
  })
  const spoken = {
    ...phrase(1, '$5'),
    nBest: [
      {
        display: '$5',
        confidence: 0.9,
        words: [
          { ...at(1, 0.5), word: 'five', confidence: 0.8 },
          { ...at(1.5, 0.5), word: 'dollars', confidence: 0.3 }
        ],
        displayWords: [{ ...at(1, 1), displayText: '$5' }]
      }
    ]
  }
  const [segment] = toSegments({ ...result, recognizedPhrases: [spoken] }, 0)
  expect(segment?.words).toEqual([{ text: '$5', start: 1, end: 2, confidence: 0.3 }])
})
