/** The result file of one recording, in the shape of the contract. @module */
import type { DisplayFormatter } from '../models/index.ts'
import { isoDuration, timestamp } from '../platform/index.ts'
import type { Alternative, FinalResult } from '../recognizers/index.ts'
import { TICKS_PER_MS } from '../speech/audio/index.ts'
import type { DisplayText } from '../speech/display/index.ts'
import type { TranscriptionOptions } from './transcription.ts'
import type { TranscriptionFileAnswers } from './transcription-file-schema.ts'

export type RecognizedChannel = Readonly<{
  channel: number
  finals: readonly (FinalResult & Readonly<{ speaker?: number }>)[]
}>

type Files = TranscriptionFileAnswers
export type RecordingResult = Files['RecordingTranscription']
type Forms = DisplayText
type Combined = Files['CombinedRecognizedPhrases']
type Best = Files['RecognizedAlternative']
type Phrase = Files['RecognizedPhrase']
type Span = Pick<Phrase, 'offset' | 'duration' | 'offsetInTicks' | 'durationInTicks'>

/** Phrases of all channels in the order in which they were said. */
export function recordingResult(
  {
    source,
    durationTicks,
    channels
  }: Readonly<{
    source: string
    durationTicks: number
    channels: readonly RecognizedChannel[]
  }>,
  options: TranscriptionOptions,
  formatter: DisplayFormatter,
  now: Date
): RecordingResult {
  const phrases = channels.map(({ channel, finals }) => ({
    channel,
    phrases: finals
      .filter(({ text }) => text !== '')
      .map((final) => phraseOf(final, channel, options, formatter))
  }))
  return {
    source,
    timestamp: timestamp(now),
    durationInTicks: durationTicks,
    durationMilliseconds: millisecondsOf(durationTicks),
    duration: isoDuration(durationTicks),
    combinedRecognizedPhrases: phrases.map(({ channel, phrases }) => combined(channel, phrases)),
    recognizedPhrases: phrases
      .flatMap(({ phrases }) => phrases)
      .sort((a, b) => a.offsetInTicks - b.offsetInTicks || a.channel - b.channel)
  }
}

const millisecondsOf = (ticks: number): number => Math.round(ticks / TICKS_PER_MS)

const spanOf = (at: Readonly<{ offsetTicks: number; durationTicks: number }>): Span => ({
  offset: isoDuration(at.offsetTicks),
  duration: isoDuration(at.durationTicks),
  offsetInTicks: at.offsetTicks,
  durationInTicks: at.durationTicks
})

const phraseOf = (
  final: RecognizedChannel['finals'][number],
  channel: number,
  options: TranscriptionOptions,
  formatter: DisplayFormatter
): Phrase => ({
  recognitionStatus: 'Success',
  channel,
  ...(final.speaker === undefined ? {} : { speaker: final.speaker }),
  ...spanOf(final),
  offsetMilliseconds: millisecondsOf(final.offsetTicks),
  durationMilliseconds: millisecondsOf(final.durationTicks),
  nBest: final.alternatives.map((alternative) => bestOf(alternative, options, formatter))
})

function bestOf(
  alternative: Alternative,
  { wordLevelTimestampsEnabled, displayFormWordLevelTimestampsEnabled }: TranscriptionOptions,
  formatter: DisplayFormatter
): Best {
  const { displayWords, ...forms } = formatter.format(alternative)
  return {
    confidence: alternative.confidence,
    ...forms,
    ...(wordLevelTimestampsEnabled
      ? {
          words: alternative.words.map((word) => ({
            word: word.word,
            ...spanOf(word),
            confidence: word.confidence
          }))
        }
      : {}),
    ...(displayFormWordLevelTimestampsEnabled
      ? { displayWords: displayWords.map((word) => ({ displayText: word.displayText, ...spanOf(word) })) }
      : {})
  }
}

function combined(channel: number, phrases: readonly Phrase[]): Combined {
  const joined = (form: keyof Forms): string =>
    phrases
      .map(({ nBest }) => nBest[0]?.[form] ?? '')
      .filter((text) => text !== '')
      .join(' ')
  return {
    channel,
    lexical: joined('lexical'),
    itn: joined('itn'),
    maskedITN: joined('maskedITN'),
    display: joined('display')
  }
}
