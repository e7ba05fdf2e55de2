/** `--output batch json`: results in the format of Azure's batch containers. @module */

import { TICKS_PER_MS } from '../../speech/audio/ticks.ts'
import { isAddress } from './audio-sources.ts'
import type { Alternative, Phrase, RecognizedAudio } from './recognition-result.ts'

const MS_PER_SECOND = 1000

const seconds = (ms: number): number => ms / MS_PER_SECOND

/** Fast transcription and simple results have the display form only. */
const alternativesOf = ({ nBest, text, confidence }: Phrase): readonly Partial<Alternative>[] =>
  nBest ?? [{ ...(confidence === undefined ? {} : { Confidence: confidence }), Display: text }]

const JOINED = ['Lexical', 'ITN', 'MaskedITN', 'Display'] as const

function combined(phrases: readonly Phrase[], channel: number): Readonly<Record<string, unknown>> {
  const best = phrases.map((phrase) => alternativesOf(phrase)[0])
  const forms = JOINED.filter((form) => best.every((one) => one?.[form] !== undefined))
  return {
    ChannelNumber: String(channel),
    ...Object.fromEntries(forms.map((form) => [form, best.map((one) => one?.[form]).join(' ')]))
  }
}

function entryOf({
  id,
  file,
  durationMilliseconds,
  phrases
}: RecognizedAudio): Readonly<Record<string, unknown>> {
  const channels = [...new Set(phrases.map(({ channel = 0 }) => channel))].sort()
  return {
    AudioFileName: isAddress(file) ? id : file,
    AudioFileUrl: isAddress(file) ? file : null,
    AudioLengthInSeconds: seconds(durationMilliseconds),
    CombinedResults: channels.map((one) =>
      combined(
        phrases.filter(({ channel = 0 }) => channel === one),
        one
      )
    ),
    SegmentResults: phrases.map((phrase) => ({
      RecognitionStatus: 'Success',
      ChannelNumber: String(phrase.channel ?? 0),
      SpeakerId: phrase.speaker ?? null,
      Offset: phrase.offsetMilliseconds * TICKS_PER_MS,
      Duration: phrase.durationMilliseconds * TICKS_PER_MS,
      OffsetInSeconds: seconds(phrase.offsetMilliseconds),
      DurationInSeconds: seconds(phrase.durationMilliseconds),
      NBest: alternativesOf(phrase)
    }))
  }
}

export const batchResults = (all: readonly RecognizedAudio[]): string =>
  `${JSON.stringify({ AudioFileResults: all.map(entryOf) }, null, 2)}\n`
