/** The contract that every engine implements, and all that callers know of it. @module */
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

/** What a training request may choose besides its data, by the names in REST. */
export type AdaptationOption =
  /** The weight of the text against the base. */
  | 'customModelWeightPercent'
  /** The weights of datasets against each other. */
  | 'datasetWeights'

/** What callers know of a base model: enough to list it. Only the engine knows where its files are. */
export type BaseModel = Readonly<{
  /** The kind of model, by which training finds the recipe for custom ones: `ngram-gmm`. */
  family: string
  /** Stable name used in recipes and bundles, for example `pocketsphinx-en-us`. */
  name: string
  locale: string
  /** Release date, `YYYYMMDD`, shown as the display name. */
  release: string
  description: string
  /** The data that a custom model of it can be trained from. */
  adaptsWith: readonly AdaptationData[]
  /** The options that such a training takes. */
  adaptationOptions: readonly AdaptationOption[]
}>

/** A model that ended decoder processes and is not loaded any more. */
export type BannedModel = Readonly<{ model: string; deaths: number; detail: string; since: Date }>

/** Something that an engine needs to be installed on the system. */
export type SystemRequirement = Readonly<{
  /** Name of the Debian package. */
  package: string
  /** What works only with it; completes "for …". */
  use: string
  /** An executable of the package; without one, the package itself has to be installed. */
  program?: string
  /** Folders outside of PATH that may have the program. */
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

/** One speech engine. It works in child processes, so that a crash affects only the streams of that process. */
export interface Engine {
  readonly name: string
  readonly baseModels: readonly BaseModel[]
  readonly requirements: readonly SystemRequirement[]
  /** @throws ModelUnusable, CustomizationUnsupported, ModelBanned, EngineDied; CapabilityMissing for a phrase list that the engine does not take */
  open(model: RecognitionModel, options?: StreamOptions): Promise<RecognizerStream>
  /**
   * The customization of a custom model, from its bundle. Reads none of its files.
   * @throws CustomizationUnsupported; ModelUnusable naming the field that is not accepted
   */
  readCustomization(base: string, stored: StoredCustomization): Customization
  /**
   * Reads all files of a custom model strictly, loads it and decodes a second of audio, in a separate process with bounded
   * time and memory. Await it before the first `open` of files that came from elsewhere, as `open` shares processes with
   * streams of other models. A model that passed is not tried again until its files change.
   * @throws ModelBanned; ModelUnusable naming the file, the line, what was found and what is accepted
   */
  prove(model: RecognitionModel, signal?: AbortSignal): Promise<void>
  /** The models that this process does not load any more. */
  bans(): readonly BannedModel[]
  /**
   * What can be done with a base model besides recognition.
   * @throws ModelUnusable when there is no such base model
   */
  capabilities(base: string): Capabilities
  /** Human speech that was installed with the engine, for tests; nothing is trained on it. */
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
