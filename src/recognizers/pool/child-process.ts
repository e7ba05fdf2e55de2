/** One recognition child as its parent sees it: started, sent messages, and noticed when it ends. @module */
import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { EngineDied, ModelUnusable } from '../errors.ts'
import type { RecognitionModel, TaskOptions } from '../recognizer.ts'
import { type ChildProgram, forkModule } from './fork-module.ts'
import { lowerPriority } from './lower-priority.ts'
import type { Failure, FromChild, StreamRequest, TaskTypes, ToChild } from './messages.ts'
import { openWorkMarker } from './work-marker.ts'

/** What a stream's owner is told. After `ended` nothing follows. */
export type StreamListener = Readonly<{
  opened(): void
  taken(bytes: number): void
  event(event: Extract<FromChild, { kind: 'event' }>['event']): void
  ended(failure?: Error): void
}>

type Waiting = Readonly<{
  resolve(answer: unknown): void
  reject(error: Error): void
  onProgress: ((fraction: number) => void) | undefined
}>

export class RecognitionChild<Tasks extends TaskTypes> {
  readonly #process: ChildProcess
  readonly #streams = new Map<number, StreamListener>()
  readonly #tasks = new Map<number, Waiting>()
  readonly #ended: Promise<void>
  /** Of each stream and task its model. */
  readonly #models = new Map<number, RecognitionModel>()
  #next = 1
  #busyUntil = Date.now()
  #dead = false
  #stopping = false

  /**
   * `background` has a lower priority; `trial` reads the base model only once it is needed. `onEnd` is called once,
   * however the process ends, after its streams and tasks have failed; for a process that was not stopped also with the
   * model that it was at work on.
   */
  constructor(
    program: ChildProgram,
    purpose: 'streams' | 'background' | 'trial',
    onEnd: (detail: string, model: RecognitionModel | undefined) => void
  ) {
    const marker = openWorkMarker()
    this.#process = forkModule(program, ['ignore', 'ignore', 'pipe', 'ipc', marker.descriptor], purpose)
    if (purpose === 'background') lowerPriority(this.#process.pid)
    // The last words of a process that could not start or crashed are the best detail there is.
    let complaint = ''
    this.#process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + text).slice(-2000)
    })
    this.#process.on('message', (message: FromChild) => this.#receive(message))
    this.#ended = new Promise((resolve) => {
      const end = (reason: string, lastError?: string) => {
        if (this.#dead) return
        this.#dead = true
        const error = new EngineDied(reason, lastError)
        const model = this.#models.get(marker.close())
        for (const listener of this.#streams.values()) listener.ended(error)
        for (const { reject } of this.#tasks.values()) reject(error)
        this.#streams.clear()
        this.#tasks.clear()
        this.#models.clear()
        onEnd(error.detail, this.#stopping ? undefined : model)
        resolve()
      }
      this.#process.once('error', (error) => end('could not start', error.message))
      // Not `close`: a process of the child's own may hold its standard error open.
      this.#process.once('exit', (code, signal) => {
        const line = complaint.match(/^\w*Error.*$/m)?.[0]
        end(signal ? `signal ${signal}` : `exit code ${code}`, line)
      })
    })
  }

  get pid(): number | undefined {
    return this.#process.pid
  }

  get streams(): number {
    return this.#streams.size
  }

  /** Streams and tasks: what a new stream would share this child with. */
  get load(): number {
    return this.#streams.size + this.#tasks.size
  }

  /** Milliseconds since it had anything to do. */
  get idleMs(): number {
    return this.load > 0 ? 0 : Date.now() - this.#busyUntil
  }

  /** Resident memory; 0 for a process that is gone. */
  residentBytes(): number {
    try {
      const kilobytes = readFileSync(`/proc/${this.#process.pid}/status`, 'utf8').match(
        /^VmRSS:\s+(\d+) kB/m
      )?.[1]
      return Number(kilobytes ?? 0) * 1024
    } catch {
      return 0
    }
  }

  /** Answers the stream's number; the listener hears `opened`, or `ended` with the reason. */
  open(model: RecognitionModel, request: StreamRequest, listener: StreamListener): number {
    const stream = this.#next++
    if (this.#dead) {
      listener.ended(new EngineDied('before the stream was open'))
      return stream
    }
    this.#streams.set(stream, listener)
    this.#models.set(stream, model)
    this.#send({ kind: 'open', stream, model, request })
    return stream
  }

  audio(stream: number, pcm: Uint8Array): void {
    this.#send({ kind: 'audio', stream, pcm })
  }

  finish(stream: number): void {
    this.#send({ kind: 'finish', stream })
  }

  /** Drops a stream without telling its listener. Its model is remembered until the child has closed it. */
  cancel(stream: number): void {
    this.#busyUntil = Date.now()
    if (this.#streams.delete(stream)) this.#send({ kind: 'cancel', stream })
  }

  /** @throws EngineDied, ModelUnusable; the signal's reason */
  async run<Name extends keyof Tasks & string>(
    name: Name,
    request: Tasks[Name]['request'],
    { signal, onProgress }: TaskOptions = {}
  ): Promise<Tasks[Name]['answer']> {
    signal?.throwIfAborted()
    if (this.#dead) throw new EngineDied('before it was given work')
    const id = this.#next++
    const abort = () => this.#send({ kind: 'abort', id })
    if (request.model) this.#models.set(id, request.model)
    try {
      return await new Promise<unknown>((resolve, reject) => {
        this.#tasks.set(id, { resolve, reject, onProgress })
        signal?.addEventListener('abort', abort, { once: true })
        this.#send({ kind: 'task', id, name, request })
      })
    } catch (error) {
      signal?.throwIfAborted()
      throw error
    } finally {
      signal?.removeEventListener('abort', abort)
      this.#models.delete(id)
    }
  }

  /** Ends the process at once: it holds nothing that could be lost. */
  async stop(): Promise<void> {
    this.#stopping = true
    if (!this.#dead) this.#process.kill('SIGKILL')
    await this.#ended
  }

  #dropStream(stream: number): boolean {
    this.#busyUntil = Date.now()
    this.#models.delete(stream)
    return this.#streams.delete(stream)
  }

  #send(message: ToChild): void {
    if (!this.#process.connected) return
    // A message that finds the channel closing is lost with its process, whose end tells every listener.
    this.#process.send(message, () => undefined)
  }

  #receive(message: FromChild): void {
    if (message.kind === 'answer' || message.kind === 'failed' || message.kind === 'progress') {
      const waiting = this.#tasks.get(message.id)
      if (message.kind === 'progress') {
        waiting?.onProgress?.(message.fraction)
        return
      }
      this.#tasks.delete(message.id)
      this.#busyUntil = Date.now()
      if (message.kind === 'answer') waiting?.resolve(message.answer)
      else waiting?.reject(errorOf(message.failure))
      return
    }
    const listener = this.#streams.get(message.stream)
    if (message.kind === 'opened') listener?.opened()
    else if (message.kind === 'taken') listener?.taken(message.bytes)
    else if (message.kind === 'event') listener?.event(message.event)
    else {
      this.#dropStream(message.stream)
      listener?.ended(message.failure && errorOf(message.failure))
    }
  }
}

function errorOf({ name, message }: Failure): Error {
  if (name === 'ModelUnusable') return new ModelUnusable(message)
  const error = new Error(message)
  error.name = name
  return error
}
