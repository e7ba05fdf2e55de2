/** Log mel spectrograms of Whisper (Radford et al. 2022), of whole phrases of at most 30 seconds. @module */
import { MelFilters } from './mel-filters.ts'
import { RealFft } from './real-fft.ts'

export const WHISPER_SAMPLE_RATE = 16_000
/** Frames of the 30 seconds that an encoder takes. */
export const WHISPER_FRAMES = 3000

const FFT_SIZE = 400
const SHIFT_SAMPLES = 160
const MIN_ENERGY = 1e-10
const SILENCE = Math.log10(MIN_ENERGY)

export class WhisperFeatures {
  readonly bins: number
  readonly #fft = new RealFft(FFT_SIZE)
  readonly #filters: MelFilters
  readonly #window = Float64Array.from(
    { length: FFT_SIZE },
    (_, index) => 0.5 - 0.5 * Math.cos((2 * Math.PI * index) / FFT_SIZE)
  )

  /** @param bins 80, or 128 from `large-v3` on */
  constructor(bins: number) {
    this.bins = bins
    this.#filters = new MelFilters({
      scale: 'slaney',
      bins,
      lowHz: 0,
      highHz: WHISPER_SAMPLE_RATE / 2,
      sampleRate: WHISPER_SAMPLE_RATE,
      fftSize: FFT_SIZE
    })
  }

  /**
   * The features of `samples` (16 kHz, -1 to 1), padded with silence or cut to 30 seconds: [bins × 3000]. Frames are
   * centered at multiples of 10 ms, the audio mirrored at its ends. Values are log10 of the energy, at most 8 below the
   * loudest, plus 4, divided by 4.
   */
  compute(samples: Float32Array): Float32Array {
    const length = WHISPER_FRAMES * SHIFT_SAMPLES
    const frame = new Float64Array(FFT_SIZE)
    const power = new Float64Array(FFT_SIZE / 2 + 1)
    const energies = new Float64Array(this.bins)
    const features = new Float32Array(this.bins * WHISPER_FRAMES)
    const sampleAt = (index: number): number => {
      const at = index < 0 ? -index : index >= length ? 2 * (length - 1) - index : index
      return samples[at] ?? 0
    }
    let loudest = SILENCE
    for (let at = 0; at < WHISPER_FRAMES; at++) {
      const start = at * SHIFT_SAMPLES - FFT_SIZE / 2
      if (start >= samples.length && at < WHISPER_FRAMES - 2) {
        // Nothing but the silence after the phrase.
        for (let bin = 0; bin < this.bins; bin++) features[bin * WHISPER_FRAMES + at] = SILENCE
        continue
      }
      for (let index = 0; index < FFT_SIZE; index++) {
        frame[index] = sampleAt(start + index) * (this.#window[index] as number)
      }
      this.#fft.powerSpectrum(frame, power)
      this.#filters.apply(power, energies)
      for (let bin = 0; bin < this.bins; bin++) {
        const value = Math.log10(Math.max(energies[bin] as number, MIN_ENERGY))
        if (value > loudest) loudest = value
        features[bin * WHISPER_FRAMES + at] = value
      }
    }
    for (let index = 0; index < features.length; index++) {
      features[index] = (Math.max(features[index] as number, loudest - 8) + 4) / 4
    }
    return features
  }
}
