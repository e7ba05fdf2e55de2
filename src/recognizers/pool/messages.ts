/** Messages between the service's process and a recognition child, whatever the engine. @module */
import type { RecognitionEvent, RecognitionModel, TaskOptions } from '../recognizer.ts'

/** An engine may add fields of its own. */
export type StreamRequest = Readonly<{
  nBest: number
  words: boolean
  partials: boolean
  voiceActivity: boolean
  pauseTicks?: number
}>

/**
 * The tasks that an engine's children do beside streams, by name: what each takes and answers. A process that ends
 * during a task ended because of its `model`, where it has one.
 */
export type TaskTypes = Readonly<
  Record<
    string,
    Readonly<{ request: Readonly<{ model?: RecognitionModel; [field: string]: unknown }>; answer: unknown }>
  >
>

/**
 * How a child does its tasks. `atWork` is called before native code runs, again after each `await`: should the process
 * end there, the task's model is to blame, or nobody where it has none.
 */
export type TaskHandlers<Tasks extends TaskTypes> = {
  readonly [Name in keyof Tasks]: (
    request: Tasks[Name]['request'],
    work: TaskOptions & Readonly<{ atWork: () => void }>
  ) => Promise<Tasks[Name]['answer']>
}

export type ToChild<Request extends StreamRequest = StreamRequest> =
  | Readonly<{ kind: 'open'; stream: number; model: RecognitionModel; request: Request }>
  | Readonly<{ kind: 'audio'; stream: number; pcm: Uint8Array }>
  | Readonly<{ kind: 'finish'; stream: number }>
  | Readonly<{ kind: 'cancel'; stream: number }>
  | Readonly<{ kind: 'task'; id: number; name: string; request: TaskTypes[string]['request'] }>
  | Readonly<{ kind: 'abort'; id: number }>

export type Failure = Readonly<{ name: string; message: string }>

export type FromChild =
  | Readonly<{ kind: 'opened'; stream: number }>
  | Readonly<{ kind: 'taken'; stream: number; bytes: number }>
  | Readonly<{ kind: 'event'; stream: number; event: RecognitionEvent }>
  | Readonly<{ kind: 'ended'; stream: number; failure?: Failure }>
  | Readonly<{ kind: 'progress'; id: number; fraction: number }>
  | Readonly<{ kind: 'answer'; id: number; answer: unknown }>
  | Readonly<{ kind: 'failed'; id: number; failure: Failure }>

export const failureOf = (error: unknown): Failure =>
  error instanceof Error
    ? { name: error.name, message: error.message }
    : { name: 'Error', message: String(error) }
