/**
 * The recognizer contract: what every engine implements, and all that callers know of it.
 * Audio everywhere is 16 kHz, mono, signed 16-bit little-endian PCM. Times are in ticks of 100 ns.
 * @module
 */
/**
 * What a custom model adds to its base. It belongs to the engine that it was made for: everybody may read the fields
 * here; all others are known only to that engine and to the recipe of its family.
 */
export type Customization = Readonly<{
  /** The engine's name for this kind of files, for example `ngram-gmm`. */
  format: string
  /** Version of the format, from 1. */
  version: number
  /** Absolute paths of its files and folders. */
  files: readonly string[]
  /** Weight of the text that it learned from, against the base, 0..1; absent if the format has no such weight. */
  weight?: number
}>

export type RecognitionModel = Readonly<{
  base: string
  custom?: Customization
  /** The name of a custom model in errors, logs and health. */
  name?: string
}>

/** Phrases that the caller expects in this stream. */
export type PhraseList = Readonly<{
  /** In lexical form, as transcripts are. */
  phrases: readonly string[]
  /** How much to rely on them: 0 is not at all, 1 is as usual, 2 is the most. */
  weight: number
}>

export type StreamOptions = Readonly<{
  /** How many alternatives each final result has, the best first. Default 1. */
  nBest?: number
  /** Whether final results have word times and confidences. Default true. */
  words?: boolean
  /**
   * Whether there are partial results. Default true. Without them the engine may wait for the end of a phrase before it
   * decodes, which gives better final results: evaluations and file recognition set false.
   */
  partials?: boolean
  /** Whether there are `VoiceActivity` events. Default false. */
  voiceActivity?: boolean
  /**
   * Silence after its last word that ends a phrase of a stream with partial results. More than half a second always ends
   * it. Default: about a quarter of a second where a sentence is likely to be over, twice as much elsewhere.
   */
  pauseTicks?: number
  /** Runs with a lower priority than streams that somebody waits for. Default false. */
  background?: boolean
  /** Only engines with the capability `phraseLists` accept it. */
  phraseList?: PhraseList
  signal?: AbortSignal
}>

export type RecognizedWord = Readonly<{
  word: string
  offsetTicks: number
  durationTicks: number
  /** Posterior, 0..1. */
  confidence: number
}>

export type Alternative = Readonly<{ text: string; confidence: number; words: readonly RecognizedWord[] }>

/**
 * The phrase so far. A word that was at the same place, with the same words before it, in three successive partial
 * results of a phrase is committed: it stays there in every later one. Words after it are the current hypothesis. The final
 * result is computed from the whole phrase, and may differ.
 */
export type PartialResult = Readonly<{
  kind: 'partial'
  text: string
  offsetTicks: number
  durationTicks: number
}>
/** One phrase, complete. `alternatives` is empty if nothing was recognized. */
export type FinalResult = Readonly<{
  kind: 'final'
  text: string
  offsetTicks: number
  durationTicks: number
  alternatives: readonly Alternative[]
}>
/**
 * Whether there is speech at a position of the stream: sent when that changes, and during silence ten times per second of
 * audio. Silence is reported before the final result of the phrase that it ends, which follows within half a second of audio.
 */
export type VoiceActivity = Readonly<{ kind: 'voiceActivity'; speech: boolean; positionTicks: number }>

export type RecognitionEvent = PartialResult | FinalResult | VoiceActivity

/** One live stream. Feed with `write`, end with `finish`; read `events` to its end. */
export interface RecognizerStream {
  /** Resolves when the engine has taken the audio: await it to keep back-pressure. */
  write(pcm: Uint8Array): Promise<void>
  /** No more audio: the last final follows, then `events` ends. */
  finish(): Promise<void>
  /** Drops the stream at once; `events` ends with a `RecognitionCancelled` error. */
  cancel(): void
  readonly events: AsyncIterable<RecognitionEvent>
}

export type TaskOptions = Readonly<{ signal?: AbortSignal; onProgress?: (fraction: number) => void }>
