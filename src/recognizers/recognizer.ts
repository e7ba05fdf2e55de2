/**
 * The recognizer contract: what every engine keeps and all that callers know of one.
 * Audio everywhere is 16 kHz, mono, signed 16-bit little-endian PCM. Times are in ticks of 100 ns.
 * @module
 */
/**
 * What a custom model adds to its base. It belongs to the engine that it was made for: the fields here are for everybody,
 * all others are known to that engine and to the recipe of its family alone.
 */
export type Customization = Readonly<{
  /** What the engine calls this kind of files, for example `ngram-gmm`. */
  format: string
  /** Of the format, from 1. */
  version: number
  /** Absolute paths of its files and folders. */
  files: readonly string[]
  /** Of the text that it learned from, beside the base, 0..1; absent where there is no such weight. */
  weight?: number
}>

export type RecognitionModel = Readonly<{
  base: string
  custom?: Customization
  /** What a custom model is known by, in errors, logs and health. */
  name?: string
}>

/** Phrases that the caller expects now. */
export type PhraseList = Readonly<{
  /** In lexical form, as transcripts are. */
  phrases: readonly string[]
  /** How much to rely on them: from 0, not at all, through 1, as usual, to 2, at most. */
  weight: number
}>

export type StreamOptions = Readonly<{
  /** How many alternatives each final carries, the best first. Default 1. */
  nBest?: number
  /** Ask for word times and confidences in finals. Default true. */
  words?: boolean
  /**
   * Ask for partials. Default true. Without them the engine may wait for a phrase's end before it decodes, which
   * costs a live caller his captions and gives everyone else better finals: evaluations and file recognition set false.
   */
  partials?: boolean
  /** Ask for `Listening` events. Default false. */
  voiceActivity?: boolean
  /**
   * Silence after its last word that ends a phrase of a stream with partials. More than half a second ends it in any
   * case. Default: about a quarter of a second where a sentence may well be over, twice as much elsewhere.
   */
  pauseTicks?: number
  /** Nobody waits for it: it gives way to streams that somebody waits for. Default false. */
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
 * The phrase so far. Words commit as hypotheses agree: one that stood at the same place, with the same words before
 * it, in three successive partials of a phrase stays there in every later partial. Later words are the newest guess. The
 * final is decided anew with the whole phrase heard, and may differ.
 */
export type PartialResult = Readonly<{
  kind: 'partial'
  text: string
  offsetTicks: number
  durationTicks: number
}>
/** One utterance, heard to its end. `alternatives` is empty when nothing was recognized. */
export type FinalResult = Readonly<{
  kind: 'final'
  text: string
  offsetTicks: number
  durationTicks: number
  alternatives: readonly Alternative[]
}>
/**
 * How far the stream was listened to, and whether speech was going on there: told when that changes, and in silence
 * ten times a second of audio. Silence is told before the final of the phrase that it ends, and that final comes at most
 * half a second of audio later.
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
