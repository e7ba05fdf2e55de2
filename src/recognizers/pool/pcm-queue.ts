/** Audio that a stream was sent and has not worked on yet. @module */

export class PcmQueue {
  #pieces: Uint8Array[] = []
  #bytes = 0

  get bytes(): number {
    return this.#bytes
  }

  /** @param pcm signed 16-bit little-endian samples; a sample may be split over two pieces */
  push(pcm: Uint8Array): void {
    this.#pieces.push(pcm)
    this.#bytes += pcm.byteLength
  }

  /** The next `bytes` written, as samples; the odd last byte of a stream is dropped. */
  take(bytes: number): Int16Array {
    const joined = Buffer.concat(this.#pieces, this.#bytes)
    const samples = new Int16Array(bytes >> 1)
    for (let index = 0; index < samples.length; index++) samples[index] = joined.readInt16LE(index * 2)
    this.#pieces = [joined.subarray(bytes)]
    this.#bytes -= bytes
    return samples
  }
}
