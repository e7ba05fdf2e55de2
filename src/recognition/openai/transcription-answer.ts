/** Answers of POST /v1/audio/transcriptions in JSON. @module */
import { deflateSync } from 'node:zlib'
import { TICKS_PER_SECOND } from '../../speech/audio/index.ts'
import type { Phrase } from '../recognize-recording.ts'
import type { OpenAiAnswers } from './openai-schema.ts'
import type { Granularity } from './transcription-request.ts'

const seconds = (ticks: number): number => Math.round((ticks * 1000) / TICKS_PER_SECOND) / 1000

export const textOf = (phrases: readonly Phrase[]): string => phrases.map(({ text }) => text).join(' ')

const usageOf = (durationTicks: number): OpenAiAnswers['AudioUsage'] => ({
  type: 'duration',
  seconds: Math.ceil(durationTicks / TICKS_PER_SECOND)
})

export const plainAnswer = (
  phrases: readonly Phrase[],
  durationTicks: number
): OpenAiAnswers['AudioTranscription'] => ({
  text: textOf(phrases),
  usage: usageOf(durationTicks)
})

/** `en-US` is `english`: OpenAI writes languages out. */
const nameOf = (locale: string): string =>
  (
    new Intl.DisplayNames(['en'], { type: 'language' }).of(locale.split('-')[0] ?? locale) ?? locale
  ).toLowerCase()

export function verboseAnswer(
  phrases: readonly Phrase[],
  durationTicks: number,
  locale: string,
  granularities: readonly Granularity[]
): OpenAiAnswers['VerboseAudioTranscription'] {
  return {
    task: 'transcribe',
    language: nameOf(locale),
    duration: seconds(durationTicks),
    text: textOf(phrases),
    ...(granularities.includes('segment') ? { segments: phrases.map(segmentOf) } : {}),
    ...(granularities.includes('word') ? { words: phrases.flatMap(wordsOf) } : {}),
    usage: usageOf(durationTicks)
  }
}

const wordsOf = ({ words }: Phrase): readonly OpenAiAnswers['AudioWord'][] =>
  words.map(({ text, offsetTicks, durationTicks }) => ({
    word: text,
    start: seconds(offsetTicks),
    end: seconds(offsetTicks + durationTicks)
  }))

/** Posteriors below this are as good as none; JSON has no minus infinity. */
const MIN_CONFIDENCE = 1e-6

/** `tokens` is empty, `temperature` and `no_speech_prob` are 0: this engine has no such things. */
const segmentOf = (
  { text, offsetTicks, durationTicks, confidence }: Phrase,
  id: number
): OpenAiAnswers['AudioSegment'] => ({
  id,
  seek: Math.round((offsetTicks * 100) / TICKS_PER_SECOND),
  start: seconds(offsetTicks),
  end: seconds(offsetTicks + durationTicks),
  text,
  tokens: [],
  temperature: 0,
  avg_logprob: Math.log(Math.max(MIN_CONFIDENCE, confidence)),
  compression_ratio: Buffer.byteLength(text) / deflateSync(text).length,
  no_speech_prob: 0
})
