/** A pool of child processes: started when needed, replaced when they die, selected by their load. @module */
import type { RecognitionModel } from '../recognizer.ts'
import { RecognitionChild } from './child-process.ts'
import type { ChildProgram } from './fork-module.ts'
import type { TaskTypes } from './messages.ts'

export type PoolSettings = Readonly<{
  program: ChildProgram
  children: number
  streamsPerChild: number
  log: (line: string) => void
  /** Called when a process ends while it works on a model. */
  onDeath: (model: RecognitionModel, detail: string) => void
  /**
   * For work in the background, which is rare: its children have a lower priority, and end after this many milliseconds
   * without work.
   */
  background?: Readonly<{ restMs: number }>
}>

type Waiting<Tasks extends TaskTypes> = Readonly<{
  serve(child: RecognitionChild<Tasks>): void
  reject(error: Error): void
}>

const closedError = (): Error => new Error('The recognition engine is closed')

export class ChildPool<Tasks extends TaskTypes> {
  readonly #settings: PoolSettings
  readonly #children = new Set<RecognitionChild<Tasks>>()
  readonly #waiting: Waiting<Tasks>[] = []
  #closed = false
  #rest: NodeJS.Timeout | undefined

  constructor(settings: PoolSettings) {
    this.#settings = settings
  }

  get children(): readonly RecognitionChild<Tasks>[] {
    return [...this.#children]
  }

  /** The child with the least load; another one is started if all have some and the limit allows it. */
  leastLoaded(): RecognitionChild<Tasks> {
    if (this.#closed) throw closedError()
    const [best] = [...this.#children].sort((a, b) => a.load - b.load)
    if (best && (best.load === 0 || this.#children.size >= this.#settings.children)) return best
    return this.#start()
  }

  /**
   * Opens a stream with `use` in a child that has room; waits in a queue while all are full. Rejects when `signal` aborts
   * or the pool closes. `use` must take its place in the child before it returns, so that no other caller gets it.
   */
  async withRoom<Opened>(
    use: (child: RecognitionChild<Tasks>) => Promise<Opened>,
    signal?: AbortSignal
  ): Promise<Opened> {
    signal?.throwIfAborted()
    const child = this.#waiting.length === 0 ? this.#roomy() : undefined
    if (child) return use(child)
    return new Promise((resolve, reject) => {
      const place: Waiting<Tasks> = {
        serve: (free) => {
          signal?.removeEventListener('abort', leave)
          resolve(use(free))
        },
        reject
      }
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(place), 1)
        reject(signal?.reason)
      }
      this.#waiting.push(place)
      signal?.addEventListener('abort', leave, { once: true })
    })
  }

  /** Serves the queue after a stream or a child has ended. */
  roomMade(): void {
    while (this.#waiting.length > 0 && !this.#closed) {
      const child = this.#roomy()
      if (!child) return
      this.#waiting.shift()?.serve(child)
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    clearInterval(this.#rest)
    for (const { reject } of this.#waiting.splice(0)) reject(closedError())
    await Promise.all([...this.#children].map((child) => child.stop()))
  }

  #roomy(): RecognitionChild<Tasks> | undefined {
    const child = this.leastLoaded()
    return child.streams < this.#settings.streamsPerChild ? child : undefined
  }

  #start(): RecognitionChild<Tasks> {
    const { program, log, onDeath, background } = this.#settings
    const child = new RecognitionChild<Tasks>(
      program,
      background ? 'background' : 'streams',
      (detail, model) => {
        if (this.#children.delete(child) && !this.#closed)
          log(`Recognition process ${child.pid} ended (${detail}); the next stream starts another`)
        if (model) onDeath(model, detail)
        this.roomMade()
      }
    )
    this.#children.add(child)
    if (background)
      this.#rest ??= setInterval(() => this.#endIdle(background.restMs), background.restMs / 2).unref()
    return child
  }

  #endIdle(restMs: number): void {
    for (const child of this.#children) {
      if (child.idleMs < restMs) continue
      // First, so that nobody gets it any more.
      this.#children.delete(child)
      void child.stop()
    }
  }
}
