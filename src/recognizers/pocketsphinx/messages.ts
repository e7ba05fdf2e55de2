/** What the service's process and its recognition children say to each other. @module */
import type {
  RecognitionEvent,
  RecognitionModel,
  TranscribedUtterance,
  WordProbabilities
} from '../recognizer.ts'
import type { FittedUtterance } from './adaptation/align.ts'

export type StreamWish = Readonly<{
  nBest: number
  words: boolean
  partials: boolean
  listening: boolean
  pauseTicks?: number
}>

/** Work other than a stream, each kind with its answer. */
export type Work =
  | Readonly<{ kind: 'scoreText'; sentences: readonly (readonly string[])[] }>
  | Readonly<{ kind: 'pronounce'; words: readonly string[] }>
  | Readonly<{ kind: 'prove'; model: RecognitionModel }>
  | Readonly<{ kind: 'align'; model: RecognitionModel; utterances: readonly TranscribedUtterance[] }>
export type Answers = {
  scoreText: readonly WordProbabilities[]
  pronounce: readonly (readonly string[])[]
  prove: null
  align: readonly FittedUtterance[]
}

export type ToChild =
  | Readonly<{ kind: 'open'; stream: number; model: RecognitionModel; wish: StreamWish }>
  | Readonly<{ kind: 'audio'; stream: number; pcm: Uint8Array }>
  | Readonly<{ kind: 'finish'; stream: number }>
  | Readonly<{ kind: 'cancel'; stream: number }>
  | Readonly<{ kind: 'work'; id: number; work: Work }>
  | Readonly<{ kind: 'abort'; id: number }>

export type Failure = Readonly<{ name: string; message: string }>

export type FromChild =
  | Readonly<{ kind: 'opened'; stream: number }>
  | Readonly<{ kind: 'taken'; stream: number; bytes: number }>
  | Readonly<{ kind: 'event'; stream: number; event: RecognitionEvent }>
  | Readonly<{ kind: 'ended'; stream: number; failure?: Failure }>
  | Readonly<{ kind: 'progress'; id: number; fraction: number }>
  | Readonly<{ kind: 'answer'; id: number; answer: Answers[keyof Answers] }>
  | Readonly<{ kind: 'refused'; id: number; failure: Failure }>

export const failureOf = (error: unknown): Failure =>
  error instanceof Error
    ? { name: error.name, message: error.message }
    : { name: 'Error', message: String(error) }
