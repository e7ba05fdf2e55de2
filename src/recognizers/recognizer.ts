/**
 * The recognizer contract: what every engine keeps and all that callers know of one.
 * Audio everywhere is 16 kHz, mono, signed 16-bit little-endian PCM. Times are in ticks of 100 ns.
 * @module
 */
import type { PredictedPronunciations } from '../speech/pronunciation/index.ts'

/** What a base model is to callers: enough to list it; the engine alone knows where its files are. */
export type BaseModel = Readonly<{
  /** Stable name used in recipes and bundles, for example `pocketsphinx-en-us`. */
  name: string
  locale: string
  /** Release date, `YYYYMMDD`, shown as the display name. */
  release: string
  description: string
  /** The phones that its dictionary is written in, and any word added must be. */
  phones: readonly string[]
}>

/** A custom model as an engine needs it: paths into an open bundle. Absent parts mean "as in the base". */
export type Customization = Readonly<{
  /** Interpolated linearly with the base: `weight` (0..1) for this model, `1 - weight` for the base. */
  languageModel?: Readonly<{ arpaPath: string; weight: number }>
  /** Phrases expected now: a small model of them, `weight` (0..1) of the whole; the rest is shared as without it. */
  phrases?: Readonly<{ arpaPath: string; weight: number }>
  /** Words added to the base dictionary, a line each: `word PHONE PHONE …` (variants as `word(2) …`). */
  lexiconPath?: string
  acoustic?: Readonly<{ method: AdaptationMethod; path: string }>
}>

export type RecognitionModel = Readonly<{
  base: string
  custom?: Customization
  /** What a custom model is known by, in errors, logs and health. */
  name?: string
}>

/** A model that ended decoder processes and is not loaded any more. */
export type BannedModel = Readonly<{ model: string; deaths: number; detail: string; since: Date }>

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
  listening?: boolean
  /**
   * Silence after its last word that ends a phrase of a stream with partials. More than half a second ends it in any
   * case. Default: about a quarter of a second where a sentence may well be over, twice as much elsewhere.
   */
  pauseTicks?: number
  /** Nobody waits for it: it gives way to streams that somebody waits for. Default false. */
  background?: boolean
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
export type Partial = Readonly<{ kind: 'partial'; text: string; offsetTicks: number; durationTicks: number }>
/** One utterance, heard to its end. `alternatives` is empty when nothing was recognised. */
export type Final = Readonly<{
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
export type Listening = Readonly<{ kind: 'listening'; speech: boolean; heardTicks: number }>

export type RecognitionEvent = Partial | Final | Listening

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

/**
 * How an acoustic model is adapted (Leggetter and Woodland 1995; Gauvain and Lee 1994). `map` moves the sounds that were
 * heard; `mllr` moves all, by one linear transform; `mllr-map` moves what was heard from where transforms moved all.
 */
export type AdaptationMethod = 'mllr' | 'map' | 'mllr-map'

/** Whether `Customization.acoustic.path` is an acoustic model of its own, a folder, and not a transform of the base's. */
export const isWholeModel = (method: AdaptationMethod): boolean => method !== 'mllr'

/** An utterance with its words in lexical form; `audioPath` names a 16 kHz mono 16-bit WAV file. */
export type TranscribedUtterance = Readonly<{ id: string; audioPath: string; words: readonly string[] }>

export type UtteranceAlignment =
  | Readonly<{
      id: string
      aligned: true
      words: readonly RecognizedWord[]
      durationTicks: number
      /** Of each word the pronunciation that fitted best, of those known for it: `W AO T ER`. */
      phones: readonly string[]
    }>
  | Readonly<{ id: string; aligned: false; reason: string }>

export type LongWork = Readonly<{ signal?: AbortSignal; onProgress?: (fraction: number) => void }>

export type Adaptation = Readonly<{
  /** One transform a method that worked, each usable as `Customization.acoustic`. */
  transforms: readonly Readonly<{ method: AdaptationMethod; path: string }>[]
  alignments: readonly UtteranceAlignment[]
  audioTicks: number
  /** Names and versions of the tools used, for the recipe. */
  tools: Readonly<Record<string, string>>
}>

/** log10 probabilities a sentence's words (and its end) have under a base language model; `null` = unknown word. */
export type WordProbabilities = readonly (number | null)[]

/** One speech engine. Heavy work happens in child processes: a crash costs its own streams and no others. */
export interface Engine {
  readonly name: string
  readonly baseModels: readonly BaseModel[]
  /** @throws ModelUnusable, ModelBanned, EngineDied */
  open(model: RecognitionModel, options?: StreamOptions): Promise<RecognizerStream>
  /**
   * Reads all files of a custom model strictly, loads it and decodes a second of audio, in a process of its own, bounded
   * in time and memory. To be awaited before the first `open` of files that came from elsewhere: streams of other models
   * share processes. A model that passed is not tried again until its files change.
   * @throws ModelBanned; ModelUnusable naming the file, the line, what was found and what is accepted
   */
  prove(model: RecognitionModel, signal?: AbortSignal): Promise<void>
  /** The models that this process does not load any more. */
  bans(): readonly BannedModel[]
  /**
   * Background work, as are `align` and `adapt`. Scores sentences (lexical words) under the base language model, `order - 1` words of history, from `<s>` on.
   * A row has one entry a word and a last one for `</s>`.
   */
  scoreText(
    base: string,
    sentences: readonly (readonly string[])[],
    work?: LongWork
  ): Promise<readonly WordProbabilities[]>
  /** The phones of each word in the base dictionary, every variant; a word it lacks has an empty list. */
  pronounce(base: string, words: readonly string[]): Promise<readonly (readonly string[])[]>
  /**
   * Ways to say words, the likeliest first, as the base dictionary's own words teach: whether it has the word is not
   * asked. The first call after the base was installed takes some seconds.
   * @throws PronunciationUnavailable
   */
  guess(base: string, words: readonly string[], signal?: AbortSignal): Promise<PredictedPronunciations>
  /** Fits words to audio. `lexiconPath` holds the pronunciations of words the base lacks. */
  align(
    model: RecognitionModel,
    utterances: readonly TranscribedUtterance[],
    work?: LongWork
  ): Promise<readonly UtteranceAlignment[]>
  /** Aligns, then estimates the transforms asked for, in `outputDirectory`. Deterministic. */
  adapt(
    request: Readonly<{
      model: RecognitionModel
      utterances: readonly TranscribedUtterance[]
      methods: readonly AdaptationMethod[]
      outputDirectory: string
    }>,
    work?: LongWork
  ): Promise<Adaptation>
  /** Of each child its streams, its resident memory, and whether it gives way; for operators and benches. */
  children(): readonly Readonly<{
    pid: number
    streams: number
    residentBytes: number
    background: boolean
  }>[]
  close(): Promise<void>
}
