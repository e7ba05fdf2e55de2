/** The contract that every engine keeps, and all that callers know of one. @module */
import type { BaseModelInstaller } from './capabilities/base-model-installer.ts'
import type { Capabilities } from './capabilities/index.ts'
import type { Customization, RecognitionModel, RecognizerStream, StreamOptions } from './recognizer.ts'

/** Data that a base model can be adapted with, by the names of the contract's dataset kinds. */
export type AdaptationData =
  | 'Language'
  | 'LanguageMarkdown'
  | 'Acoustic'
  | 'AudioFiles'
  | 'Pronunciation'
  | 'OutputFormatting'

/** What a training may be told beside its data, by the names that REST has for them. */
export type AdaptationOption =
  /** The weight of what is learned from text, beside the base. */
  | 'customModelWeightPercent'
  /** The weights of datasets beside each other. */
  | 'datasetWeights'

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
  /** What a custom model of it can be trained from. */
  adaptsWith: readonly AdaptationData[]
  /** What can be chosen for the training of such a model. */
  adaptationOptions: readonly AdaptationOption[]
}>

/** A model that ended decoder processes and is not loaded any more. */
export type BannedModel = Readonly<{ model: string; deaths: number; detail: string; since: Date }>

/** What an engine needs of the system and does not bring along. */
export type SystemRequirement = Readonly<{
  /** Of Debian. */
  package: string
  /** What works only with it, as it continues "for …". */
  use: string
  /** An executable of the package; without one, the package itself has to be installed. */
  program?: string
  /** Where the program may be beside the folders of PATH. */
  folders?: readonly string[]
}>

/** Human speech with its transcript. */
export type TestRecording = Readonly<{ audioPath: string; reference: string; locale: string }>

/** A customization as a bundle holds it. */
export type StoredCustomization = Pick<Customization, 'format' | 'version'> &
  Readonly<{
    /** The folder of the bundle. */
    folder: string
    /** The fields of the manifest that belong to the engine. They come from a file: of any shape and content. */
    parts: Readonly<Record<string, unknown>>
  }>

/** One speech engine. Heavy work happens in child processes: a crash costs its own streams and no others. */
export interface Engine {
  readonly name: string
  readonly baseModels: readonly BaseModel[]
  readonly requirements: readonly SystemRequirement[]
  /** @throws ModelUnusable, CustomizationUnsupported, ModelBanned, EngineDied; CapabilityMissing for a phrase list that the engine does not take */
  open(model: RecognitionModel, options?: StreamOptions): Promise<RecognizerStream>
  /**
   * What `open` and the others take for a custom model in a bundle. Reads none of its files.
   * @throws CustomizationUnsupported; ModelUnusable naming the field that is not accepted
   */
  readCustomization(base: string, stored: StoredCustomization): Customization
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
  /** Human speech that was installed with the engine to test it with; nothing is trained on it. */
  testRecordings(): Promise<readonly TestRecording[]>
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
