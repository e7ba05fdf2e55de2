/** Reads exact byte counts off a stream of chunks, holding no more than one chunk and one request. @module */

export type ByteSource = AsyncIterable<Uint8Array>

export class ByteReader {
  readonly #chunks: AsyncIterator<Uint8Array>
  readonly #signal: AbortSignal | undefined
  #pending: Uint8Array = new Uint8Array(0)
  /** Bytes handed out so far. */
  position = 0

  /** After an abort every read rejects with the signal's reason, even while the source is silent. */
  constructor(source: ByteSource, signal?: AbortSignal) {
    this.#chunks = source[Symbol.asyncIterator]()
    this.#signal = signal
  }

  /** The next `count` bytes, or fewer when the source ends first. */
  async read(count: number): Promise<Uint8Array> {
    while (this.#pending.length < count && (await this.#fill()));
    return this.#take(count)
  }

  /** Drops `count` bytes without holding them; answers how many there were. */
  async skip(count: number): Promise<number> {
    let left = count
    while (left > 0 && (this.#pending.length > 0 || (await this.#fill()))) left -= this.#take(left).length
    return count - left
  }

  /** Everything from here on, in chunks of any size, up to `limit` bytes. */
  async *rest(limit = Number.POSITIVE_INFINITY): AsyncGenerator<Uint8Array, void, undefined> {
    let left = limit
    while (left > 0 && (this.#pending.length > 0 || (await this.#fill()))) {
      const part = this.#take(left)
      left -= part.length
      yield part
    }
  }

  /** Lets the source go (an open file, a socket) before its end; not awaited, since a silent source never answers. */
  close(): void {
    this.#chunks.return?.().catch(() => {})
  }

  #take(count: number): Uint8Array {
    const taken = this.#pending.subarray(0, count)
    this.#pending = this.#pending.subarray(taken.length)
    this.position += taken.length
    return taken
  }

  async #fill(): Promise<boolean> {
    const next = await unlessAborted(this.#chunks.next(), this.#signal)
    if (next.done === true) return false
    this.#pending = this.#pending.length === 0 ? next.value : Buffer.concat([this.#pending, next.value])
    return true
  }
}

async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return await promise
  signal.throwIfAborted()
  let abort = (): void => {}
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
  })
  try {
    return await Promise.race([promise, aborted])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
