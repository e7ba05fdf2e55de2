/** Batch transcriptions and their results, as the REST API tells them. @module */
import type { TimedPhrase } from './captions.ts'
import type { Entity, Reference } from './entities.ts'

export type Transcription = Entity &
  Readonly<{
    model: Reference
    dataset?: Reference
    properties?: Readonly<{
      progress?: number
      duration?: string
      wordLevelTimestampsEnabled?: boolean
      error?: Readonly<{ code: string; message: string }>
    }>
  }>

type Span = Readonly<{ offsetInTicks: number; durationInTicks: number }>
export type Phrase = Span &
  Readonly<{
    channel: number
    nBest: readonly Readonly<{
      display: string
      confidence: number
      words?: readonly (Span & Readonly<{ word: string; confidence: number }>)[]
      displayWords?: readonly (Span & Readonly<{ displayText: string }>)[]
    }>[]
  }>

export type RecordingResult = Readonly<{
  source: string
  durationInTicks: number
  recognizedPhrases: readonly Phrase[]
}>

export type TranscriptionReport = Readonly<{
  successfulTranscriptionsCount: number
  failedTranscriptionsCount: number
  details: readonly Readonly<{
    source: string
    status: string
    errorKind?: string
    errorMessage?: string
  }>[]
}>

const TICKS = 10_000_000
/** Ticks are of 100 ns. */
export const secondsOf = (ticks: number): number => ticks / TICKS

/** Seconds of an ISO 8601 duration such as `PT1H2M3.5S`; 0 for what is none. */
export function isoSeconds(iso: string | undefined): number {
  const [, days, hours, minutes, seconds] =
    /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(iso ?? '') ?? []
  return (
    86_400 * Number(days ?? 0) + 3600 * Number(hours ?? 0) + 60 * Number(minutes ?? 0) + Number(seconds ?? 0)
  )
}

const spanOf = ({ offsetInTicks, durationInTicks }: Span) => ({
  start: secondsOf(offsetInTicks),
  end: secondsOf(offsetInTicks + durationInTicks)
})

export const timedPhrases = ({ recognizedPhrases }: RecordingResult): readonly TimedPhrase[] =>
  recognizedPhrases.map((phrase) => ({
    ...spanOf(phrase),
    text: phrase.nBest[0]?.display ?? '',
    words: (phrase.nBest[0]?.displayWords ?? []).map((word) => ({ ...spanOf(word), text: word.displayText }))
  }))

export const channelsOf = ({ recognizedPhrases }: RecordingResult): readonly number[] =>
  [...new Set(recognizedPhrases.map(({ channel }) => channel))].sort()
