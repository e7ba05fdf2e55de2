/** Acoustic features of every 10 ms frame, for speech detection and diarization. @module */
import { FFT_SIZE, FRAME_SAMPLES, LAG_SAMPLES, Spectrum } from './spectrum.ts'
import { SAMPLE_RATE } from './ticks.ts'

/** Distance from one frame to the next. */
export const HOP_SAMPLES = 160
export const FRAMES_PER_SECOND = SAMPLE_RATE / HOP_SAMPLES

/** Band edges in about equal perceptual steps, all within the telephone band. */
const BAND_EDGES_HZ = [120, 240, 360, 500, 660, 850, 1_080, 1_370, 1_720, 2_150, 2_700, 3_300, 3_900]
export const BAND_COUNT = BAND_EDGES_HZ.length - 1
const BAND_EDGE_BINS = BAND_EDGES_HZ.map((hertz) => Math.round((hertz * FFT_SIZE) / SAMPLE_RATE))

/** Periods are measured in lags of the autocorrelation. */
const LAGS_PER_SECOND = SAMPLE_RATE / LAG_SAMPLES
const MIN_PERIOD_LAGS = Math.round(LAGS_PER_SECOND / 400)
const MAX_PERIOD_LAGS = Math.round(LAGS_PER_SECOND / 65)
const PITCH_BINS = Math.round((1_500 * FFT_SIZE) / SAMPLE_RATE)

/** Autocorrelation of the Hann window, by which the frame's autocorrelation is divided: Boersma (1993). */
const WINDOW_CORRELATION = Float64Array.from({ length: FRAME_SAMPLES / LAG_SAMPLES }, (_, lag) => {
  const part = (lag * LAG_SAMPLES) / FRAME_SAMPLES
  const turn = 2 * Math.PI * part
  return (1 - part) * (2 / 3 + Math.cos(turn) / 3) + Math.sin(turn) / (2 * Math.PI)
})

export type FrameFeatures = Readonly<{
  /** Power in each band. */
  bands: Float64Array
  /** Power of all bands. */
  power: number
  /** 0..1: normalized autocorrelation at the pitch period. */
  voicing: number
  /** Fundamental frequency in Hz. */
  pitch: number
}>

export class FrameAnalyzer {
  readonly #spectrum = new Spectrum()
  readonly #onSpectrum: (power: Float64Array) => void
  #pending = new Int16Array(0)

  /** @param onSpectrum called with the power spectrum of each frame; the array is reused for the next frame */
  constructor(onSpectrum: (power: Float64Array) => void = () => undefined) {
    this.#onSpectrum = onSpectrum
  }

  /** The frames that `samples` complete, in order. */
  push(samples: Int16Array): readonly FrameFeatures[] {
    const joined = new Int16Array(this.#pending.length + samples.length)
    joined.set(this.#pending)
    joined.set(samples, this.#pending.length)
    const frames: FrameFeatures[] = []
    let at = 0
    for (; at + FRAME_SAMPLES <= joined.length; at += HOP_SAMPLES) frames.push(this.#measure(joined, at))
    this.#pending = joined.slice(at)
    return frames
  }

  #measure(samples: Int16Array, at: number): FrameFeatures {
    const spectrum = this.#spectrum
    spectrum.load(samples, at)
    this.#onSpectrum(spectrum.power)
    const bands = new Float64Array(BAND_COUNT)
    let power = 0
    for (let band = 0; band < BAND_COUNT; band++) {
      let sum = 0
      for (let bin = BAND_EDGE_BINS[band] ?? 0; bin < (BAND_EDGE_BINS[band + 1] ?? 0); bin++)
        sum += spectrum.power[bin] ?? 0
      bands[band] = sum
      power += sum
    }
    spectrum.autocorrelate(PITCH_BINS)
    const whole = spectrum.correlation[0] ?? 0
    let voicing = 0
    let period = MAX_PERIOD_LAGS
    if (whole > 0) {
      for (let lag = MIN_PERIOD_LAGS; lag <= MAX_PERIOD_LAGS; lag++) {
        const correlation = (spectrum.correlation[lag] ?? 0) / whole / (WINDOW_CORRELATION[lag] ?? 1)
        // The double period correlates as well: it must be clearly better to replace the single one.
        if (correlation <= voicing * (lag > 1.8 * period ? 1.05 : 1)) continue
        voicing = correlation
        period = lag
      }
    }
    const [before = 0, here = 0, after = 0] = spectrum.correlation.subarray(period - 1, period + 2)
    const curvature = before - 2 * here + after
    // Parabolic interpolation. More than half a lag means that there is no peak here, as at the ends of the range.
    const offset = curvature < 0 ? (before - after) / (2 * curvature) : 0
    const peak = period + Math.max(-0.5, Math.min(0.5, offset))
    return { bands, power, voicing: Math.min(1, voicing), pitch: LAGS_PER_SECOND / peak }
  }
}
