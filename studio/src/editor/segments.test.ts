import { expect, test } from 'vitest'
import { examplePhrase, exampleTranscription, spanOf } from '../api/example-transcription.ts'
import { toSegments } from './segments.ts'

const phrase = (start: number, text: string, channel = 0) =>
  examplePhrase(start, channel, [{ display: text, confidence: 0.4 }])
const result = exampleTranscription(6, [phrase(1, 'Over.'), phrase(2.1, 'Out.')])

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
  const spoken = examplePhrase(1, 0, [
    {
      display: '$5',
      words: [
        { ...spanOf(1, 0.5), word: 'five', confidence: 0.8 },
        { ...spanOf(1.5, 0.5), word: 'dollars', confidence: 0.3 }
      ],
      displayWords: [{ ...spanOf(1, 1), displayText: '$5' }]
    }
  ])
  const [segment] = toSegments({ ...result, recognizedPhrases: [spoken] }, 0)
  expect(segment?.words).toEqual([{ text: '$5', start: 1, end: 2, confidence: 0.3 }])
})
