/** Triangular filters on the mel scale, as Kaldi and as librosa build them. @module */

/**
 * `htk`: triangles in mel, mel = 1127 ln(1 + f / 700), as in Kaldi. `slaney`: triangles in Hz on a scale that is linear
 * up to 1 kHz, each of the same area (Slaney 1998), as in librosa, NeMo and Whisper.
 */
export type MelScale = 'htk' | 'slaney'

export type MelFilterOptions = Readonly<{
  scale: MelScale
  bins: number
  lowHz: number
  highHz: number
  sampleRate: number
  fftSize: number
}>

/** Filter weights, those above zero only: filter `bin` covers `counts[bin]` spectrum bins from `firsts[bin]` on. */
export class MelFilters {
  readonly #firsts: Uint16Array
  readonly #counts: Uint16Array
  readonly #weights: Float64Array

  /** @throws RangeError when a filter would cover no bin of the spectrum */
  constructor(options: MelFilterOptions) {
    const { scale, bins, lowHz, highHz, sampleRate, fftSize } = options
    this.#firsts = new Uint16Array(bins)
    this.#counts = new Uint16Array(bins)
    const weights: number[] = []
    const { toMel, toHz } = SCALES[scale]
    const low = toMel(lowHz)
    const step = (toMel(highHz) - low) / (bins + 1)
    // Kaldi leaves out the bin at half the sample rate.
    const lastBin = scale === 'htk' ? fftSize / 2 - 1 : fftSize / 2
    for (let bin = 0; bin < bins; bin++) {
      const edges = [low + bin * step, low + (bin + 1) * step, low + (bin + 2) * step]
      const [left = 0, center = 0, right = 0] = scale === 'htk' ? edges : edges.map(toHz)
      const height = scale === 'htk' ? 1 : 2 / (right - left)
      const before = weights.length
      for (let at = 0; at <= lastBin; at++) {
        const hz = (sampleRate / fftSize) * at
        const x = scale === 'htk' ? toMel(hz) : hz
        if (x <= left || x >= right) continue
        if (weights.length === before) this.#firsts[bin] = at
        weights.push(
          (height * (x <= center ? x - left : right - x)) / (x <= center ? center - left : right - center)
        )
      }
      this.#counts[bin] = weights.length - before
      if (weights.length === before) {
        throw new RangeError(`${bins} mel filters are too many for a spectrum of ${fftSize / 2 + 1} bins`)
      }
    }
    this.#weights = Float64Array.from(weights)
  }

  /** Writes the energy in each filter to `energies`, from `offset` on. */
  apply(power: Float64Array, energies: Float64Array | Float32Array, offset = 0): void {
    let weight = 0
    for (let bin = 0; bin < this.#firsts.length; bin++) {
      let energy = 0
      const end = weight + (this.#counts[bin] as number)
      for (let at = this.#firsts[bin] as number; weight < end; at++, weight++) {
        energy += (this.#weights[weight] as number) * (power[at] as number)
      }
      energies[offset + bin] = energy
    }
  }
}

/** ln(6.4) / 27: of Slaney's scale above 1 kHz. */
const SLANEY_STEP = Math.log(6.4) / 27

const SCALES: Readonly<Record<MelScale, Readonly<{ toMel(hz: number): number; toHz(mel: number): number }>>> =
  {
    htk: {
      toMel: (hz) => 1127 * Math.log(1 + hz / 700),
      toHz: (mel) => 700 * (Math.exp(mel / 1127) - 1)
    },
    slaney: {
      toMel: (hz) => (hz <= 1000 ? (hz * 3) / 200 : 15 + Math.log(hz / 1000) / SLANEY_STEP),
      toHz: (mel) => (mel <= 15 ? (mel * 200) / 3 : 1000 * Math.exp((mel - 15) * SLANEY_STEP))
    }
  }
