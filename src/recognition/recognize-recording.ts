/** A recording in a file to phrases for readers, its channels mixed or apart. @module */
import type { SessionFault, SessionLog } from '../endpoints/index.ts'
import type { Models } from '../models/index.ts'
import { Problem } from '../platform/index.ts'
import {
  CapabilityMissing,
  callerFault,
  type Engine,
  EngineDied,
  type FinalResult,
  ModelUnusable,
  recognizeSpeech,
  splitBySpeaker
} from '../recognizers/index.ts'
import { invalidPayload } from '../resources/index.ts'
import {
  AudioUnreadable,
  decodeAudio,
  decodeChannels,
  TICKS_PER_SECOND,
  ticksOfSamples
} from '../speech/audio/index.ts'
import { OfflineDiarizer, type SpeakerLimits } from '../speech/diarization/index.ts'
import type { ProfanityMode, TimedDisplay } from '../speech/display/index.ts'
import { namesOf, phraseListOption, type RequestedPhrases } from './phrase-list.ts'

/** As the cloud: five hours. */
const MAX_DURATION_TICKS = 5 * 3600 * TICKS_PER_SECOND

export type DisplayWord = Readonly<{ text: string; offsetTicks: number; durationTicks: number }>

export type Phrase = Readonly<{
  /** Absent when the channels were mixed. */
  channel?: number
  /** From 1; where speakers are told apart. */
  speaker?: number
  text: string
  offsetTicks: number
  durationTicks: number
  confidence: number
  words: readonly DisplayWord[]
}>

export type RecognitionOptions = Readonly<{
  engine: Engine
  models: Models
  modelId: string
  /** Whose habits of writing are followed. */
  locale: string
  profanity: ProfanityMode
  /** What the client expects to be said. */
  phraseList: RequestedPhrases
  /** How many people there may be in each voice; absent, they are not told apart. */
  speakers?: SpeakerLimits | undefined
  signal: AbortSignal
  /** Where what is heard is stored, if it is. */
  log?: SessionLog | undefined
}>

/** One voice of a recording: its phrases in order, and once they have ended, its length. */
export class RecordingRecognizer {
  readonly #options: RecognitionOptions
  readonly #samples: () => AsyncIterable<Int16Array>
  readonly channel: number | undefined
  readonly #diarizer = new OfflineDiarizer()
  #count = 0

  constructor(options: RecognitionOptions, samples: () => AsyncIterable<Int16Array>, channel?: number) {
    this.#options = options
    this.#samples = samples
    this.channel = channel
  }

  get durationTicks(): number {
    return ticksOfSamples(this.#count)
  }

  async *phrases(): AsyncGenerator<Phrase, void, undefined> {
    const { engine, models, modelId, locale, profanity, phraseList, signal } = this.#options
    const model = await models.recognitionModel(modelId)
    const options = { ...phraseListOption(phraseList, locale, { engine, base: model.base }), signal }
    const names = namesOf(phraseList.phrases, locale)
    const formatter = await models.displayFormatter(modelId, { locale, names, profanity })
    for await (const final of this.#spoken(recognizeSpeech(engine, model, this.#counted(), options))) {
      const phrase = phraseOf(
        final,
        formatter.format(final.alternatives[0] ?? { text: final.text, words: [] })
      )
      // Profanity was removed, and nothing else was said.
      if (phrase.text === '') continue
      yield this.channel === undefined ? phrase : { channel: this.channel, ...phrase }
    }
  }

  /** Who speaks is known once everything was heard: then the phrases come all at once. */
  async *#spoken(
    finals: AsyncIterable<FinalResult>
  ): AsyncGenerator<FinalResult & Readonly<{ speaker?: number }>> {
    const { speakers } = this.#options
    if (!speakers) return yield* finals
    const recognized: FinalResult[] = []
    for await (const final of finals) recognized.push(final)
    yield* splitBySpeaker(recognized, (words) => this.#diarizer.assignSpeakers(words, speakers))
  }

  async *#counted(): AsyncGenerator<Int16Array> {
    for await (const chunk of this.#samples()) {
      this.#count += chunk.length
      if (this.#options.speakers) this.#diarizer.push(chunk)
      this.#options.log?.write(chunk)
      yield chunk
    }
  }
}

/** All channels as one voice. */
export const recognizeMixed = (path: string, options: RecognitionOptions): RecordingRecognizer =>
  new RecordingRecognizer(options, () => decodeAudio(path, limits(options)))

/**
 * A voice for each of the channels wanted that the recording has. Each is decoded for itself: read side by side, the
 * slower one would hold the other up, or its audio would have to wait in memory.
 * @throws AudioUnreadable
 */
export async function recognizeChannels(
  path: string,
  channels: readonly number[],
  options: RecognitionOptions
): Promise<readonly RecordingRecognizer[]> {
  const present = await channelCount(path, options)
  return channels
    .filter((channel) => channel < present)
    .map((channel) => new RecordingRecognizer(options, () => channelOf(path, channel, options), channel))
}

export async function channelCount(
  path: string,
  { signal }: Pick<RecognitionOptions, 'signal'>
): Promise<number> {
  for await (const chunk of decodeChannels(path, { signal })) return chunk.length
  return 0
}

async function* channelOf(
  path: string,
  channel: number,
  options: RecognitionOptions
): AsyncGenerator<Int16Array> {
  for await (const chunk of decodeChannels(path, limits(options))) yield chunk[channel] ?? new Int16Array(0)
}

const limits = ({
  signal
}: RecognitionOptions): Readonly<{ signal: AbortSignal; maxDurationTicks: number }> => ({
  signal,
  maxDurationTicks: MAX_DURATION_TICKS
})

const phraseOf = (
  { offsetTicks, durationTicks, alternatives, speaker }: FinalResult & Readonly<{ speaker?: number }>,
  { display, displayWords }: TimedDisplay
): Phrase => ({
  ...(speaker === undefined ? {} : { speaker }),
  text: display,
  offsetTicks,
  durationTicks,
  confidence: alternatives[0]?.confidence ?? 0,
  words: displayWords.map(({ displayText, ...place }) => ({ text: displayText, ...place }))
})

/** Who is to blame for it, when a session is counted; nobody where the client left. */
export function faultOf(error: unknown, signal: AbortSignal): SessionFault | undefined {
  if (signal.aborted) return undefined
  return error instanceof AudioUnreadable || error instanceof Problem ? 'refused' : 'failed'
}

/** What went wrong while hearing, as a refusal where the client can act on it. */
export function problemOfRecording(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return invalidPayload('The connection closed before the response was sent.', 'audio')
  if (error instanceof AudioUnreadable) return invalidPayload(error.message, 'audio')
  if (error instanceof CapabilityMissing) return new Problem('InvalidRequest', undefined, error.message)
  if (error instanceof EngineDied) return new Problem('ServiceUnavailable', undefined, error.message)
  if (error instanceof ModelUnusable) {
    return new Problem('ServiceUnavailable', undefined, callerFault(error))
  }
  return error
}
