/** Keeps the samples of a stream that may still be needed, addressed by their position in the stream. @module */

export class SampleWindow {
  readonly #chunks: Int16Array[] = []
  #from = 0
  #end = 0

  push(samples: Int16Array): void {
    this.#chunks.push(samples)
    this.#end += samples.length
  }

  /** Samples seen so far. */
  get end(): number {
    return this.#end
  }

  /** A copy of the samples from `start` up to `end`, which must not have been dropped. */
  slice(start: number, end: number): Int16Array<ArrayBuffer> {
    const slice = new Int16Array(end - start)
    let at = this.#from
    for (const chunk of this.#chunks) {
      const part = chunk.subarray(Math.max(0, start - at), Math.max(0, end - at))
      if (part.length > 0) slice.set(part, Math.max(at, start) - start)
      at += chunk.length
    }
    return slice
  }

  /** Drops whole chunks before `position`. */
  drop(position: number): void {
    for (;;) {
      const first = this.#chunks[0]
      if (first === undefined || this.#from + first.length > position) return
      this.#from += first.length
      this.#chunks.shift()
    }
  }
}
