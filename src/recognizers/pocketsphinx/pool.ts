/** The recognition children: started when needed, replaced when they die, chosen by how much they carry. @module */
import { RecognitionChild } from './child-process.ts'

export type PoolSettings = Readonly<{
  modelDirectory: string
  children: number
  streamsPerChild: number
  log: (line: string) => void
}>

export class ChildPool {
  readonly #settings: PoolSettings
  readonly #children = new Set<RecognitionChild>()
  readonly #waiting: (() => void)[] = []
  #closed = false

  constructor(settings: PoolSettings) {
    this.#settings = settings
  }

  get children(): readonly RecognitionChild[] {
    return [...this.#children]
  }

  /** The child that carries least; a further one is started when all carry something and there may be more. */
  leastLoaded(): RecognitionChild {
    if (this.#closed) throw new Error('The recognition engine is closed')
    const [best] = [...this.#children].sort((a, b) => a.load - b.load)
    if (best && (best.load === 0 || this.#children.size >= this.#settings.children)) return best
    return this.#start()
  }

  /**
   * A child with room for a stream; waits in line while all are full. A batch that opens more streams than fit thus
   * goes at the machine's pace. Rejects when `signal` aborts or the pool closes.
   */
  async withRoom(signal?: AbortSignal): Promise<RecognitionChild> {
    for (;;) {
      signal?.throwIfAborted()
      const child = this.leastLoaded()
      if (child.streams < this.#settings.streamsPerChild) return child
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve)
        signal?.addEventListener('abort', () => resolve(), { once: true })
      })
    }
  }

  /** Tells the first in line that a stream has ended. */
  roomMade(): void {
    this.#waiting.shift()?.()
  }

  async close(): Promise<void> {
    this.#closed = true
    const stopping = [...this.#children].map((child) => child.stop())
    for (const resolve of this.#waiting.splice(0)) resolve()
    await Promise.all(stopping)
  }

  #start(): RecognitionChild {
    const { modelDirectory, log } = this.#settings
    const child = new RecognitionChild(modelDirectory, (detail) => {
      this.#children.delete(child)
      if (!this.#closed)
        log(`Recognition process ${child.pid} ended (${detail}); the next stream starts another`)
      // All that waited for room have it now: the place of the dead child is free.
      for (const resolve of this.#waiting.splice(0)) resolve()
    })
    this.#children.add(child)
    return child
  }
}
