/** A result file of a transcription for tests, with all that the service writes. @module */
import type { RecognizedPhrase, RecordingTranscription } from './transcriptions.ts'

const TICKS_PER_SECOND = 10_000_000
const iso = (seconds: number): string => `PT${seconds}S`

/** Start and length, in seconds. */
export const spanOf = (start: number, length: number) => ({
  offset: iso(start),
  duration: iso(length),
  offsetInTicks: start * TICKS_PER_SECOND,
  durationInTicks: length * TICKS_PER_SECOND
})

/** A phrase of a second. */
export const examplePhrase = (
  start: number,
  channel: number,
  nBest: readonly Partial<RecognizedPhrase['nBest'][number]>[]
): RecognizedPhrase => ({
  recognitionStatus: 'Success',
  channel,
  ...spanOf(start, 1),
  offsetMilliseconds: start * 1000,
  durationMilliseconds: 1000,
  nBest: nBest.map((alternative) => ({
    confidence: 0.9,
    lexical: '',
    itn: '',
    maskedITN: '',
    display: '',
    ...alternative
  }))
})

/** @param seconds length of the recording */
export const exampleTranscription = (
  seconds: number,
  recognizedPhrases: readonly RecognizedPhrase[]
): RecordingTranscription => ({
  source: 'a.wav',
  timestamp: '2026-11-30T00:00:00Z',
  durationInTicks: seconds * TICKS_PER_SECOND,
  durationMilliseconds: seconds * 1000,
  duration: iso(seconds),
  combinedRecognizedPhrases: [],
  recognizedPhrases
})
