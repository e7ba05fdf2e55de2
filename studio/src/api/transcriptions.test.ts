import { expect, test } from 'vitest'
import { recognizedText } from './endpoint-traffic.ts'
import { examplePhrase, exampleTranscription, spanOf } from './example-transcription.ts'
import { channelsOf, isoSeconds, timedPhrases } from './transcriptions.ts'

test('ISO 8601 durations are read as seconds', () => {
  expect(['PT1H2M3.5S', 'PT0S', 'P1DT1S', 'PT5M'].map(isoSeconds)).toEqual([3723.5, 0, 86_401, 300])
  expect([undefined, '', '5 s'].map(isoSeconds)).toEqual([0, 0, 0])
})

test('phrases have their best text with times in seconds', () => {
  const result = exampleTranscription(3, [
    examplePhrase(1, 1, [{ display: 'Over.', displayWords: [{ ...spanOf(1, 0.5), displayText: 'Over.' }] }]),
    examplePhrase(2, 0, [])
  ])
  expect(timedPhrases(result)).toEqual([
    { start: 1, end: 2, text: 'Over.', words: [{ start: 1, end: 1.5, text: 'Over.' }] },
    { start: 2, end: 3, text: '', words: [] }
  ])
  expect(channelsOf(result)).toEqual([0, 1])
})

test('the recognized text of a log is found in the answer of each API', () => {
  expect(recognizedText({ DisplayText: 'Over.' })).toBe('Over.')
  expect(recognizedText({ NBest: [{ Display: 'Over.' }] })).toBe('Over.')
  expect(recognizedText({ text: 'Over.' })).toBe('Over.')
  expect(recognizedText([{ DisplayText: 'Over.' }, {}, { DisplayText: 'Out.' }])).toBe('Over. Out.')
})
