/** What a family of models is, to whoever finds and loads models. @module */
import type { FilterbankOptions } from '../features/filterbank.ts'
import type { ModelHeader } from '../metadata/model-header.ts'
import type { ModelFile } from '../model-file.ts'
import type { Runtime } from '../runtime.ts'
import type { Vocabulary } from '../vocabulary.ts'
import type { AcousticModel } from './acoustic-model.ts'

export type LoadOptions = Readonly<{
  /** Threads within one inference. Default 1. */
  threads?: number
  /** Instead of the family's front end; to compare with programs that use another. */
  frontEnd?: FilterbankOptions
  /** Feature frames of zeros before the audio, instead of the family's. */
  leadFrames?: number
}>

export type LoadRequest = Readonly<{
  runtime: Runtime
  vocabulary: Vocabulary
  /** Its name in errors. */
  vocabularyFile: string
  options: LoadOptions
}>

type Common = Readonly<{
  /** As in base models and errors: `zipformer2-ctc`. */
  name: string
  /** For people: `Streaming Zipformer CTC (icefall)`. */
  title: string
  streaming: boolean
  /** Of the audio that its models are trained on; all take 16 kHz. */
  sampleRate: number
  /** Whether a file, the encoder of transducers, is of this family, by its metadata and the names of its tensors. */
  recognizes(header: ModelHeader): boolean
}>

/** One file. */
export type CtcFamily = Common &
  Readonly<{
    kind: 'ctc'
    load(model: ModelFile, request: LoadRequest): Promise<AcousticModel>
  }>

/** Three files. */
export type TransducerFamily = Common &
  Readonly<{
    kind: 'transducer'
    load(files: TransducerFiles, request: LoadRequest): Promise<AcousticModel>
  }>

export type TransducerFiles = Readonly<{ encoder: ModelFile; decoder: ModelFile; joiner: ModelFile }>
export type Family = CtcFamily | TransducerFamily

export const inputNames = ({ inputs }: ModelHeader): readonly string[] => inputs.map(({ name }) => name)
