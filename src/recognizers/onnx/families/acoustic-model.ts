/**
 * What all families of acoustic models are to the search: frames of output for audio, and for transducers the functions
 * that a search calls for each of its hypotheses.
 * @module
 */
import type { Vocabulary } from '../vocabulary.ts'

/** Output frames in order; frame 0 of a stream begins with its audio. */
export type EncodedFrames = Readonly<{
  count: number
  /** [count × width]: log probabilities of the tokens (CTC), or vectors for `join` (transducers). */
  values: Float32Array
  width: number
}>

/** The acoustic side of one stream or phrase. Calls of `next` do not overlap. */
export interface AcousticStream {
  /** @param samples 16 kHz, from -1 to 1 */
  accept(samples: Float32Array): void
  /** No more samples: what is left is padded with silence, and `next` gives the last frames. */
  finish(): void
  /** The next chunk's frames; `undefined` when it needs more audio, and after the last. */
  next(): Promise<EncodedFrames | undefined>
  /**
   * Of models that take whole phrases, the frames of the phrase as far as it goes, from its start, at the cost of encoding
   * it all. `undefined` of streaming models, whose `next` tells as much, and while there is too little audio.
   */
  encodeSoFar(): Promise<EncodedFrames | undefined>
}

type Common = Readonly<{
  family: string
  vocabulary: Vocabulary
  /** Whether frames come while a phrase goes on; else only once it is over. */
  streaming: boolean
  /** Seconds from one output frame to the next. */
  frameSeconds: number
  /** Seconds of audio that a stream takes before it gives further frames. 0 for models of whole phrases. */
  chunkSeconds: number
  open(): AcousticStream
  /** Frees the sessions. */
  close(): Promise<void>
}>

export type CtcModel = Common & Readonly<{ kind: 'ctc' }>

/** What the predictor of a transducer knows of the tokens before: opaque, never changed, shared between hypotheses. */
export type PredictorState = Readonly<{ tokens: readonly number[] } | { tensors: readonly Float32Array[] }>

export type Prediction = Readonly<{ output: Float32Array; state: PredictorState }>

/** Scores of hypotheses for what comes next at one frame, each row a hypothesis, as log probabilities. */
export type JoinedScores = Readonly<{
  /** [hypotheses × tokens] */
  tokens: Float32Array
  /** [hypotheses × durations], of token-and-duration transducers (Xu et al. 2023): how many frames to go on. */
  durations?: Float32Array
}>

export type TransducerModel = Common &
  Readonly<{
    kind: 'transducer'
    /** Frames that each duration stands for, of token-and-duration transducers: [0, 1, 2, 3, 4]. */
    durations?: readonly number[]
    /** Tokens that may follow each other within one frame: 1 in icefall's models. */
    maxTokensPerFrame: number
    /** What is predicted before the first token. */
    start(): Promise<Prediction>
    /** What is predicted after one more token of each hypothesis, in their order. */
    predict(
      inputs: readonly Readonly<{ state: PredictorState; token: number }>[]
    ): Promise<readonly Prediction[]>
    /** @param frame one vector of an encoded chunk, which all hypotheses are joined with */
    join(frame: Float32Array, predictions: readonly Prediction[]): Promise<JoinedScores>
  }>

export type AcousticModel = CtcModel | TransducerModel
