/** `--output batch json`: results as batches of the cloud's containers write them. @module */
import type { Alternative, Heard, Phrase } from './heard.ts'
import { isAddress } from './sources.ts'

const MS_PER_SECOND = 1000
const TICKS_PER_MS = 10_000

const seconds = (ms: number): number => ms / MS_PER_SECOND

/** What fast transcription and simple answers tell of a phrase is how it is written. */
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

function entryOf({ id, file, durationMilliseconds, phrases }: Heard): Readonly<Record<string, unknown>> {
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

export const batchResults = (all: readonly Heard[]): string =>
  `${JSON.stringify({ AudioFileResults: all.map(entryOf) }, null, 2)}\n`
