/** The tasks that this engine's children do beside streams. @module */
import type { TranscribedUtterance, WordProbabilities } from '../capabilities/index.ts'
import type { RecognitionModel } from '../recognizer.ts'
import type { FittedUtterance } from './adaptation/align.ts'

export type Tasks = Readonly<{
  scoreText: {
    request: Readonly<{ sentences: readonly (readonly string[])[] }>
    answer: readonly WordProbabilities[]
  }
  pronounce: { request: Readonly<{ words: readonly string[] }>; answer: readonly (readonly string[])[] }
  prove: { request: Readonly<{ model: RecognitionModel }>; answer: null }
  align: {
    request: Readonly<{ model: RecognitionModel; utterances: readonly TranscribedUtterance[] }>
    answer: readonly FittedUtterance[]
  }
}>
