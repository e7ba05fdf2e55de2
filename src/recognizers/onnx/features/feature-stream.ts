/** Feature frames of one stream of audio: samples in at any size, frames out. @module */

export interface FeatureStream {
  /** Values in a frame. */
  readonly width: number
  /** Frames that can be read now. */
  readonly ready: number
  /** @param samples at the front end's sample rate, from -1 to 1 */
  accept(samples: Float32Array): void
  /** No more samples: the frames at the end, which wait for samples to their right, become ready. */
  finish(): void
  /** The next `count` ready frames, [count × width], without dropping them. */
  read(count: number): Float32Array
  /** Drops the next `count` ready frames. */
  drop(count: number): void
}

/** A queue of frames in one array: appended at its end, dropped at its start. */
export class FrameQueue {
  readonly width: number
  #values: Float32Array
  #start = 0
  #end = 0

  constructor(width: number) {
    this.width = width
    this.#values = new Float32Array(width * 64)
  }

  get ready(): number {
    return (this.#end - this.#start) / this.width
  }

  /** Room for one more frame: `width` values to be written at `offset`, before the next call. */
  append(): Readonly<{ values: Float32Array; offset: number }> {
    if (this.#end + this.width > this.#values.length) this.#makeRoom()
    const offset = this.#end
    this.#end += this.width
    return { values: this.#values, offset }
  }

  read(count: number): Float32Array {
    if (count > this.ready) throw new RangeError(`${count} frames read where ${this.ready} are ready`)
    return this.#values.slice(this.#start, this.#start + count * this.width)
  }

  drop(count: number): void {
    this.#start += Math.min(count, this.ready) * this.width
  }

  /** Moves the frames to the start when half of the room is free there, else doubles it: constant time a frame. */
  #makeRoom(): void {
    const used = this.#end - this.#start
    const values = used * 2 > this.#values.length ? new Float32Array(this.#values.length * 2) : this.#values
    values.set(this.#values.subarray(this.#start, this.#end))
    this.#values = values
    this.#start = 0
    this.#end = used
  }
}
