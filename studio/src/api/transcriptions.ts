/** Transcriptions and their results, as the REST API has them. @module */
import type * as Api from '../../../src/openapi/api-types.ts'
import type { Always, Answered } from '../../../src/openapi/api-types.ts'
import type { TimedPhrase } from '../files/captions.ts'
import type { EntityAnswer, Failure } from './entities.ts'

export type BatchTranscription = Always<EntityAnswer<Api.Transcription>, 'model'> &
  Readonly<{
    properties?: Answered<Api.TranscriptionProgress> & Readonly<{ error?: Failure }>
  }>

export type RecognizedPhrase = Answered<Api.RecognizedPhrase>
export type RecordingTranscription = Answered<Api.RecordingTranscription>
export type TranscriptionReport = Answered<Api.TranscriptionReport>

/** With the timestamps of segments and words, which the Studio requests; times in seconds. */
export type AudioTranscription = Always<Answered<Api.VerboseAudioTranscription>, 'segments' | 'words'>

const TICKS_PER_SECOND = 10_000_000
/** A tick is 100 ns. */
export const ticksToSeconds = (ticks: number): number => ticks / TICKS_PER_SECOND

/** Seconds of an ISO 8601 duration such as `PT1H2M3.5S`; 0 for anything else. */
export function isoSeconds(iso: string | undefined): number {
  const [, days, hours, minutes, seconds] =
    /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(iso ?? '') ?? []
  return (
    86_400 * Number(days ?? 0) + 3600 * Number(hours ?? 0) + 60 * Number(minutes ?? 0) + Number(seconds ?? 0)
  )
}

const spanOf = ({
  offsetInTicks,
  durationInTicks
}: Pick<RecognizedPhrase, 'offsetInTicks' | 'durationInTicks'>) => ({
  start: ticksToSeconds(offsetInTicks),
  end: ticksToSeconds(offsetInTicks + durationInTicks)
})

export const timedPhrases = ({ recognizedPhrases }: RecordingTranscription): readonly TimedPhrase[] =>
  recognizedPhrases.map((phrase) => ({
    ...spanOf(phrase),
    text: phrase.nBest[0]?.display ?? '',
    words: (phrase.nBest[0]?.displayWords ?? []).map((word) => ({ ...spanOf(word), text: word.displayText }))
  }))

export const channelsOf = ({ recognizedPhrases }: RecordingTranscription): readonly number[] =>
  [...new Set(recognizedPhrases.map(({ channel }) => channel))].sort()
