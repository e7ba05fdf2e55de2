/** The recognition children: started when needed, replaced when they die, chosen by how much they carry. @module */
import type { RecognitionModel } from '../recognizer.ts'
import { RecognitionChild } from './child-process.ts'
import type { ChildProgram } from './fork-module.ts'
import type { TaskTypes } from './messages.ts'

export type PoolSettings = Readonly<{
  program: ChildProgram
  children: number
  streamsPerChild: number
  log: (line: string) => void
  /** Called when a process ends that was at work on a model. */
  onDeath: (model: RecognitionModel, detail: string) => void
  /**
   * Work in the background: its children have a lower priority, and end after so many milliseconds without work,
   * since it comes seldom.
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

  /** The child that carries least; a further one is started when all carry something and there may be more. */
  leastLoaded(): RecognitionChild<Tasks> {
    if (this.#closed) throw closedError()
    const [best] = [...this.#children].sort((a, b) => a.load - b.load)
    if (best && (best.load === 0 || this.#children.size >= this.#settings.children)) return best
    return this.#start()
  }

  /**
   * Opens a stream with `use` in a child with room; waits in line while all are full. A batch that opens more streams
   * than fit thus goes at the machine's pace. Rejects when `signal` aborts or the pool closes. `use` takes its place
   * in the child before it returns: no other caller can be given the same one.
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

  /** Serves those in line: a stream has ended, or a child. */
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
      // First: nobody is to be given it any more.
      this.#children.delete(child)
      void child.stop()
    }
  }
}
