/** The contract that every engine keeps, and all that callers know of one. @module */
import type { BaseModelInstaller } from './capabilities/base-model-installer.ts'
import type { Capabilities } from './capabilities/index.ts'
import type { RecognitionModel, RecognizerStream, StreamOptions } from './recognizer.ts'

/** Data that a base model can be adapted with, by the names of the contract's dataset kinds. */
export type AdaptationData =
  | 'Language'
  | 'LanguageMarkdown'
  | 'Acoustic'
  | 'AudioFiles'
  | 'Pronunciation'
  | 'OutputFormatting'

/** What a base model is to callers: enough to list it; the engine alone knows where its files are. */
export type BaseModel = Readonly<{
  /** The kind of its models, which decides how training makes custom ones: `ngram-gmm`. */
  family: string
  /** Stable name used in recipes and bundles, for example `pocketsphinx-en-us`. */
  name: string
  locale: string
  /** Release date, `YYYYMMDD`, shown as the display name. */
  release: string
  description: string
  /** The phones that its dictionary is written in, and any word added must be. */
  phones: readonly string[]
  /** What a custom model of it can be trained from. */
  adaptsWith: readonly AdaptationData[]
}>

/** A model that ended decoder processes and is not loaded any more. */
export type BannedModel = Readonly<{ model: string; deaths: number; detail: string; since: Date }>

/** One speech engine. Heavy work happens in child processes: a crash costs its own streams and no others. */
export interface Engine {
  readonly name: string
  readonly baseModels: readonly BaseModel[]
  /** @throws ModelUnusable, ModelBanned, EngineDied; CapabilityMissing for a phrase list that the engine does not take */
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
   * What can be done with a base model beside recognition.
   * @throws ModelUnusable when there is no such base model
   */
  capabilities(base: string): Capabilities
  /** The streams, resident memory, and priority of each child process, for operators and benches. */
  children(): readonly Readonly<{
    pid: number
    streams: number
    residentBytes: number
    background: boolean
  }>[]
  /** What adds base models to this engine; absent where they come with the engine. */
  readonly installers?: readonly BaseModelInstaller[]
  /** Reads the folders of base models again: `baseModels` then has those added and lacks those removed since. */
  reload?(): Promise<void>
  close(): Promise<void>
}
