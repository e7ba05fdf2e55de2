/** How loud audio is, and whether the recording's loudest parts were cut off. @module */

export type Loudness = Readonly<{
  /** Root mean square of the louder half of 20 ms frames, in dB below full scale: pauses do not count. */
  decibels: number
  /** Share of samples within stretches of three or more at the limit of 16 bits, 0 to 1. */
  clipped: number
}>

const FRAME = 320
/** Digital silence, for which the logarithm has no number. */
const SILENT = -100
/** Three at the limit are no accident; the limit is 32,767, and converted audio comes close to it. */
const AT_LIMIT = 32_700
const RUN = 3
const BINS = 101

export class LoudnessMeter {
  /** Frames by loudness in whole dB, and their energy. */
  readonly #frames = new Float64Array(BINS)
  readonly #energies = new Float64Array(BINS)
  #frameEnergy = 0
  #frameSamples = 0
  #samples = 0
  #clipped = 0
  #run = 0

  /** The next samples, 16 kHz mono. */
  push(samples: Int16Array): void {
    for (const sample of samples) {
      this.#samples += 1
      this.#frameEnergy += sample * sample
      if (Math.abs(sample) >= AT_LIMIT) {
        this.#run += 1
        this.#clipped += this.#run === RUN ? RUN : this.#run > RUN ? 1 : 0
      } else this.#run = 0
      if (++this.#frameSamples === FRAME) this.#endFrame()
    }
  }

  /** Of all samples pushed so far; a last frame that is not whole counts as clipped or not, but has no loudness. */
  measured(): Loudness {
    const wanted = this.#frames.reduce((sum, count) => sum + count, 0) / 2
    let [frames, energy] = [0, 0]
    for (let bin = BINS - 1; bin >= 0 && frames < wanted; bin--) {
      frames += this.#frames[bin] ?? 0
      energy += this.#energies[bin] ?? 0
    }
    return {
      decibels: frames === 0 ? SILENT : rounded(decibelsOf(energy / frames), 1),
      clipped: this.#samples === 0 ? 0 : rounded(this.#clipped / this.#samples, 5)
    }
  }

  #endFrame(): void {
    const energy = this.#frameEnergy / FRAME
    const bin = Math.round(decibelsOf(energy)) - SILENT
    this.#frames[bin] = (this.#frames[bin] ?? 0) + 1
    this.#energies[bin] = (this.#energies[bin] ?? 0) + energy
    this.#frameEnergy = 0
    this.#frameSamples = 0
  }
}

/** @param energy mean square of samples */
const decibelsOf = (energy: number): number =>
  energy === 0 ? SILENT : Math.min(0, Math.max(SILENT, 10 * Math.log10(energy / 32_768 ** 2)))

const rounded = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits
