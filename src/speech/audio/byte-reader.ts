/** Reads exact byte counts from a stream of chunks; buffers at most one chunk and one request. @module */

export type ByteSource = AsyncIterable<Uint8Array>

export class ByteReader {
  readonly #chunks: AsyncIterator<Uint8Array>
  readonly #signal: AbortSignal | undefined
  #pending: Uint8Array = new Uint8Array(0)
  /** Bytes read or skipped so far. */
  position = 0

  /** After an abort every read rejects with the signal's reason, even if the source sends nothing. */
  constructor(source: ByteSource, signal?: AbortSignal) {
    this.#chunks = source[Symbol.asyncIterator]()
    this.#signal = signal
  }

  /** The next `count` bytes, or fewer when the source ends first. */
  async read(count: number): Promise<Uint8Array> {
    while (this.#pending.length < count && (await this.#fill()));
    return this.#take(count)
  }

  /** Skips `count` bytes without buffering them; returns how many there were. */
  async skip(count: number): Promise<number> {
    let left = count
    while (left > 0 && (this.#pending.length > 0 || (await this.#fill()))) left -= this.#take(left).length
    return count - left
  }

  /** The remaining bytes, up to `limit`, in chunks of any size. */
  async *rest(limit = Number.POSITIVE_INFINITY): AsyncGenerator<Uint8Array, void, undefined> {
    let left = limit
    while (left > 0 && (this.#pending.length > 0 || (await this.#fill()))) {
      const part = this.#take(left)
      left -= part.length
      yield part
    }
  }

  /** Closes the source (an open file, a socket) before its end; not awaited, as a source that sends nothing never answers. */
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
