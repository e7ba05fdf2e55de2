/** Loudness and clipping of audio. @module */

export type Loudness = Readonly<{
  /** Root mean square of the louder half of 20 ms frames, in dBFS, so that pauses do not count. */
  decibels: number
  /** Share of samples in runs of three or more at the limit of 16 bits, 0 to 1. */
  clipped: number
}>

const LOUDNESS_FRAME_SAMPLES = 320
/** Level of digital silence, whose logarithm is infinite. */
const SILENCE_DECIBELS = -100
/** Three samples in a row at the limit mean clipping. The limit is 32,767; converted audio comes close to it. */
const CLIPPING_LEVEL = 32_700
const MIN_CLIPPED_RUN = 3
const HISTOGRAM_BINS = 101

export class LoudnessMeter {
  /** Histogram of frames by level in whole dB, and their energy. */
  readonly #frames = new Float64Array(HISTOGRAM_BINS)
  readonly #energies = new Float64Array(HISTOGRAM_BINS)
  #frameEnergy = 0
  #frameSamples = 0
  #samples = 0
  #clipped = 0
  #clippedRun = 0

  /** The next samples, 16 kHz mono. */
  push(samples: Int16Array): void {
    for (const sample of samples) {
      this.#samples += 1
      this.#frameEnergy += sample * sample
      if (Math.abs(sample) >= CLIPPING_LEVEL) {
        this.#clippedRun += 1
        this.#clipped +=
          this.#clippedRun === MIN_CLIPPED_RUN ? MIN_CLIPPED_RUN : this.#clippedRun > MIN_CLIPPED_RUN ? 1 : 0
      } else this.#clippedRun = 0
      if (++this.#frameSamples === LOUDNESS_FRAME_SAMPLES) this.#endFrame()
    }
  }

  /** Loudness of all samples so far; an incomplete last frame counts for clipping only. */
  measure(): Loudness {
    const half = this.#frames.reduce((sum, count) => sum + count, 0) / 2
    let [frames, energy] = [0, 0]
    for (let bin = HISTOGRAM_BINS - 1; bin >= 0 && frames < half; bin--) {
      frames += this.#frames[bin] ?? 0
      energy += this.#energies[bin] ?? 0
    }
    return {
      decibels: frames === 0 ? SILENCE_DECIBELS : rounded(decibelsOf(energy / frames), 1),
      clipped: this.#samples === 0 ? 0 : rounded(this.#clipped / this.#samples, 5)
    }
  }

  #endFrame(): void {
    const energy = this.#frameEnergy / LOUDNESS_FRAME_SAMPLES
    const bin = Math.round(decibelsOf(energy)) - SILENCE_DECIBELS
    this.#frames[bin] = (this.#frames[bin] ?? 0) + 1
    this.#energies[bin] = (this.#energies[bin] ?? 0) + energy
    this.#frameEnergy = 0
    this.#frameSamples = 0
  }
}

/** @param energy mean square of samples */
const decibelsOf = (energy: number): number =>
  energy === 0
    ? SILENCE_DECIBELS
    : Math.min(0, Math.max(SILENCE_DECIBELS, 10 * Math.log10(energy / 32_768 ** 2)))

const rounded = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits
