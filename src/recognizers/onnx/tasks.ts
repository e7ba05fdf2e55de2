/** What children of this engine do beside streams. @module */
import type { InspectedBaseModel } from '../capabilities/index.ts'
import type { StreamRequest } from '../pool/messages.ts'
import type { PhraseList, RecognitionModel } from '../recognizer.ts'

export type Tasks = Readonly<{
  /** Loads a custom model and decodes a second of audio with it. */
  prove: { request: Readonly<{ model: RecognitionModel }>; answer: null }
  /** Loads the base model of the child, for the first time. */
  inspect: { request: Readonly<Record<string, never>>; answer: InspectedBaseModel }
}>

/** What a child is asked for with a stream. */
export type DecodingRequest = StreamRequest & Readonly<{ phraseList?: PhraseList }>

/** What a child is started with. */
export type ChildSettings = Readonly<{ folder: string }>
