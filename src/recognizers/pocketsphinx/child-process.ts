/** One recognition child as its parent sees it: started, spoken to, mourned. @module */
import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { EngineDied, ModelUnusable } from '../errors.ts'
import type { LongWork, RecognitionModel } from '../recognizer.ts'
import type { BaseModelFiles } from './base-model.ts'
import { giveWay } from './give-way.ts'
import type { Answers, Failure, FromChild, StreamWish, ToChild, Work } from './messages.ts'
import { openWorkMarker } from './work-marker.ts'

/** What a stream's owner is told. After `ended` nothing follows. */
export type StreamListener = Readonly<{
  opened(): void
  taken(bytes: number): void
  event(event: Extract<FromChild, { kind: 'event' }>['event']): void
  ended(failure?: Error): void
}>

type Waiting = Readonly<{
  resolve(answer: Answers[keyof Answers]): void
  reject(error: Error): void
  onProgress: ((fraction: number) => void) | undefined
}>

export class RecognitionChild {
  readonly #process: ChildProcess
  readonly #streams = new Map<number, StreamListener>()
  readonly #work = new Map<number, Waiting>()
  readonly #ended: Promise<void>
  /** Of each stream and work its model. */
  readonly #models = new Map<number, RecognitionModel>()
  #next = 1
  #busyUntil = Date.now()
  #dead = false
  #stopping = false

  /**
   * `background` gives way to others; `trial` reads the base model only once it is needed. `onEnd` is told once, however the process ends, after its streams and work were;
   * of a process that was not stopped also the model that it was at work on.
   */
  constructor(
    files: BaseModelFiles,
    purpose: 'streams' | 'background' | 'trial',
    onEnd: (detail: string, model: RecognitionModel | undefined) => void
  ) {
    const marker = openWorkMarker()
    const typescript = import.meta.url.endsWith('.ts')
    const entry = fileURLToPath(new URL(typescript ? './child.ts' : './child.js', import.meta.url))
    this.#process = fork(entry, [JSON.stringify(files), purpose], {
      serialization: 'advanced',
      execArgv: typescript ? ['--import', import.meta.resolve('tsx')] : [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc', marker.descriptor]
    })
    if (purpose === 'background') giveWay(this.#process.pid)
    // The last words of a process that could not start or crashed are the best detail there is.
    let complaint = ''
    this.#process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + text).slice(-2000)
    })
    this.#process.on('message', (message: FromChild) => this.#hear(message))
    this.#ended = new Promise((resolve) => {
      const end = (detail: string) => {
        if (this.#dead) return
        this.#dead = true
        const error = new EngineDied(detail)
        const model = this.#models.get(marker.close())
        for (const listener of this.#streams.values()) listener.ended(error)
        for (const { reject } of this.#work.values()) reject(error)
        this.#streams.clear()
        this.#work.clear()
        this.#models.clear()
        onEnd(detail, this.#stopping ? undefined : model)
        resolve()
      }
      this.#process.once('error', (error) => end(error.message))
      // Not `close`: a process of the child's own may hold its standard error open.
      this.#process.once('exit', (code, signal) => {
        const line = complaint.match(/^\w*Error.*$/m)?.[0]
        end((signal ? `signal ${signal}` : `exit code ${code}`) + (line ? `: ${line}` : ''))
      })
    })
  }

  get pid(): number | undefined {
    return this.#process.pid
  }

  get streams(): number {
    return this.#streams.size
  }

  /** Streams and other work: what a new stream would share this child with. */
  get load(): number {
    return this.#streams.size + this.#work.size
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
  open(model: RecognitionModel, wish: StreamWish, listener: StreamListener): number {
    const stream = this.#next++
    if (this.#dead) {
      listener.ended(new EngineDied('before the stream was open'))
      return stream
    }
    this.#streams.set(stream, listener)
    this.#models.set(stream, model)
    this.#say({ kind: 'open', stream, model, wish })
    return stream
  }

  audio(stream: number, pcm: Uint8Array): void {
    this.#say({ kind: 'audio', stream, pcm })
  }

  finish(stream: number): void {
    this.#say({ kind: 'finish', stream })
  }

  /** Drops a stream without telling its listener. */
  cancel(stream: number): void {
    if (this.#dropStream(stream)) this.#say({ kind: 'cancel', stream })
  }

  async work<Kind extends Work['kind']>(
    work: Extract<Work, { kind: Kind }>,
    { signal, onProgress }: LongWork = {}
  ): Promise<Answers[Kind]> {
    signal?.throwIfAborted()
    if (this.#dead) throw new EngineDied('before it was given work')
    const id = this.#next++
    const abort = () => this.#say({ kind: 'abort', id })
    if ('model' in work) this.#models.set(id, work.model)
    try {
      const answer = await new Promise<Answers[keyof Answers]>((resolve, reject) => {
        this.#work.set(id, { resolve, reject, onProgress })
        signal?.addEventListener('abort', abort, { once: true })
        this.#say({ kind: 'work', id, work })
      })
      return answer as Answers[Kind]
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

  #say(message: ToChild): void {
    if (!this.#process.connected) return
    // A message that finds the channel closing is lost with its process, whose end tells every listener.
    this.#process.send(message, () => undefined)
  }

  #hear(message: FromChild): void {
    if (message.kind === 'answer' || message.kind === 'refused' || message.kind === 'progress') {
      const waiting = this.#work.get(message.id)
      if (message.kind === 'progress') {
        waiting?.onProgress?.(message.fraction)
        return
      }
      this.#work.delete(message.id)
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
