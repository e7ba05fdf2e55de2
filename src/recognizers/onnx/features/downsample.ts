/** From 16 kHz to 8 kHz, for models of telephone speech. @module */

const INPUT_RATE = 16_000
/** Zeros of the sinc on each side, and its cutoff: as Kaldi's `LinearResample` is used for speech. */
const ZEROS = 6
const CUTOFF_HZ = 0.99 * 4000
const HALF_SECONDS = ZEROS / (2 * CUTOFF_HZ)
const REACH = Math.floor(HALF_SECONDS * INPUT_RATE)

/** Hann-windowed sinc, at whole samples from -REACH to REACH. */
const TAPS = Float64Array.from({ length: 2 * REACH + 1 }, (_, index) => {
  const seconds = (index - REACH) / INPUT_RATE
  const window = 0.5 * (1 + Math.cos((2 * Math.PI * CUTOFF_HZ * seconds) / ZEROS))
  const sinc =
    seconds === 0 ? 2 * CUTOFF_HZ : Math.sin(2 * Math.PI * CUTOFF_HZ * seconds) / (Math.PI * seconds)
  return (window * sinc) / INPUT_RATE
})

/** Halves the sample rate of one stream, low-pass filtered at 3.96 kHz; silence is assumed around the stream. */
export class Downsampler {
  #samples = new Float32Array(0)
  /** Number in the stream of the first of `#samples`. */
  #offset = 0
  #produced = 0

  /** The samples at 8 kHz that those up to now suffice for. */
  accept(samples: Float32Array): Float32Array {
    const joined = new Float32Array(this.#samples.length + samples.length)
    joined.set(this.#samples)
    joined.set(samples, this.#samples.length)
    this.#samples = joined
    const end = this.#offset + joined.length
    return this.#produce(Math.floor((end - 1 - REACH) / 2) + 1)
  }

  /** The samples at the end of the stream. */
  finish(): Float32Array {
    return this.#produce(Math.ceil((this.#offset + this.#samples.length) / 2))
  }

  #produce(upTo: number): Float32Array {
    const output = new Float32Array(Math.max(0, upTo - this.#produced))
    for (let index = 0; index < output.length; index++) {
      const center = 2 * (this.#produced + index) - this.#offset
      let sum = 0
      for (let tap = -REACH; tap <= REACH; tap++) {
        sum += (TAPS[tap + REACH] as number) * (this.#samples[center + tap] ?? 0)
      }
      output[index] = sum
    }
    this.#produced += output.length
    const unneeded = Math.min(this.#samples.length, Math.max(0, 2 * this.#produced - REACH - this.#offset))
    this.#samples = this.#samples.slice(unneeded)
    this.#offset += unneeded
    return output
  }
}
