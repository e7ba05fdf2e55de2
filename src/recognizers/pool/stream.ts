/** The caller's end of a live stream: audio with back-pressure in, events in order out. @module */
import { RecognitionCancelled } from '../errors.ts'
import type { RecognitionEvent, RecognitionModel, RecognizerStream } from '../recognizer.ts'
import type { RecognitionChild } from './child-process.ts'
import type { StreamRequest, TaskTypes } from './messages.ts'

/** Bytes on their way to the child before `write` waits: one second. */
const MAX_PENDING_BYTES = 32_000

type Reader = Readonly<{
  resolve(result: IteratorResult<RecognitionEvent>): void
  reject(error: Error): void
}>

/** Opens a stream in `child`; rejects when the model cannot be used or the child dies first. */
export async function openStream(
  child: RecognitionChild<TaskTypes>,
  model: RecognitionModel,
  request: StreamRequest,
  signal: AbortSignal | undefined,
  onEnd: () => void
): Promise<RecognizerStream> {
  const stream = new ChildStream(child, onEnd)
  await stream.open(model, request, signal)
  return stream
}

class ChildStream implements RecognizerStream {
  readonly #child: RecognitionChild<TaskTypes>
  readonly #onEnd: () => void
  readonly #events: RecognitionEvent[] = []
  readonly #readers: Reader[] = []
  #number = 0
  #underWay = 0
  #drained: (() => void)[] = []
  #finishing = false
  #end: { failure?: Error } | undefined
  #waitingForEnd: (() => void)[] = []

  constructor(child: RecognitionChild<TaskTypes>, onEnd: () => void) {
    this.#child = child
    this.#onEnd = onEnd
  }

  async open(
    model: RecognitionModel,
    request: StreamRequest,
    signal: AbortSignal | undefined
  ): Promise<void> {
    const cancel = () => this.cancel()
    await new Promise<void>((resolve, reject) => {
      this.#waitingForEnd.push(() => {
        signal?.removeEventListener('abort', cancel)
        if (this.#end?.failure) reject(this.#end.failure)
        else resolve()
      })
      this.#number = this.#child.open(model, request, {
        opened: resolve,
        taken: (bytes) => this.#taken(bytes),
        event: (event) => this.#arrived(event),
        ended: (failure) => this.#ended(failure)
      })
      signal?.addEventListener('abort', cancel, { once: true })
      if (signal?.aborted) cancel()
    })
  }

  async write(pcm: Uint8Array): Promise<void> {
    if (this.#end?.failure) throw this.#end.failure
    if (this.#finishing || this.#end) throw new Error('The stream was finished: no more audio can be written')
    if (pcm.byteLength === 0) return
    this.#underWay += pcm.byteLength
    this.#child.audio(this.#number, pcm)
    if (this.#underWay <= MAX_PENDING_BYTES) return
    await new Promise<void>((resolve) => this.#drained.push(resolve))
    if (this.#failure()) throw this.#failure()
  }

  async finish(): Promise<void> {
    if (!this.#finishing && !this.#end) {
      this.#finishing = true
      this.#child.finish(this.#number)
    }
    if (!this.#end) await new Promise<void>((resolve) => this.#waitingForEnd.push(resolve))
    if (this.#failure()) throw this.#failure()
  }

  cancel(): void {
    if (this.#end) return
    this.#child.cancel(this.#number)
    this.#events.length = 0
    this.#ended(new RecognitionCancelled())
  }

  readonly events: AsyncIterable<RecognitionEvent> = {
    [Symbol.asyncIterator]: () => ({
      next: () => this.#next(),
      // Leaving a `for await` early means that nobody wants the rest.
      return: async () => {
        this.cancel()
        return { done: true, value: undefined }
      }
    })
  }

  #failure(): Error | undefined {
    return this.#end?.failure
  }

  #next(): Promise<IteratorResult<RecognitionEvent>> {
    const event = this.#events.shift()
    if (event) return Promise.resolve({ done: false, value: event })
    const failure = this.#failure()
    if (failure) return Promise.reject(failure)
    if (this.#end) return Promise.resolve({ done: true, value: undefined })
    return new Promise((resolve, reject) => this.#readers.push({ resolve, reject }))
  }

  #arrived(event: RecognitionEvent): void {
    const reader = this.#readers.shift()
    if (reader) reader.resolve({ done: false, value: event })
    else this.#events.push(event)
  }

  #taken(bytes: number): void {
    this.#underWay -= bytes
    if (this.#underWay <= MAX_PENDING_BYTES) this.#release()
  }

  #release(): void {
    for (const resolve of this.#drained.splice(0)) resolve()
  }

  #ended(failure: Error | undefined): void {
    if (this.#end) return
    this.#end = failure ? { failure } : {}
    for (const reader of this.#readers.splice(0)) {
      if (failure) reader.reject(failure)
      else reader.resolve({ done: true, value: undefined })
    }
    this.#release()
    for (const resume of this.#waitingForEnd.splice(0)) resume()
    this.#onEnd()
  }
}
