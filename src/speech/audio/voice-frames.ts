/** What is measured of every 10 ms of sound to tell speech from the rest. @module */
import { FFT_SIZE, FRAME_SAMPLES, LAG_SAMPLES, Spectrum } from './spectrum.ts'
import { SAMPLE_RATE } from './ticks.ts'

/** From one frame to the next. */
export const HOP_SAMPLES = 160
export const FRAMES_PER_SECOND = SAMPLE_RATE / HOP_SAMPLES

/** Edges in Hz, about equal steps to the ear; telephone audio has all of these. */
const EDGES = [120, 240, 360, 500, 660, 850, 1_080, 1_370, 1_720, 2_150, 2_700, 3_300, 3_900]
export const BANDS = EDGES.length - 1
const BINS = EDGES.map((hertz) => Math.round((hertz * FFT_SIZE) / SAMPLE_RATE))

/** In lags, as all periods here. */
const LAGS_PER_SECOND = SAMPLE_RATE / LAG_SAMPLES
const SHORTEST_PERIOD = Math.round(LAGS_PER_SECOND / 400)
const LONGEST_PERIOD = Math.round(LAGS_PER_SECOND / 65)
const VOICE_BINS = Math.round((1_500 * FFT_SIZE) / SAMPLE_RATE)

/** How a Hann window of `FRAME_SAMPLES` weakens a correlation at each lag: divided out, as in Boersma (1993). */
const WINDOW_CORRELATION = Float64Array.from({ length: FRAME_SAMPLES / LAG_SAMPLES }, (_, lag) => {
  const part = (lag * LAG_SAMPLES) / FRAME_SAMPLES
  const turn = 2 * Math.PI * part
  return (1 - part) * (2 / 3 + Math.cos(turn) / 3) + Math.sin(turn) / (2 * Math.PI)
})

export type VoiceFrame = Readonly<{
  /** Power in each band. */
  bands: Float64Array
  /** Power of all bands. */
  power: number
  /** 0..1: how alike one period is to the next. */
  voicing: number
  /** Frequency of that period in Hz. */
  pitch: number
}>

export class VoiceFrames {
  readonly #spectrum = new Spectrum()
  readonly #onSpectrum: (power: Float64Array) => void
  #pending = new Int16Array(0)

  /** @param onSpectrum shown the power of every bin, frame by frame; it is another's at the next frame */
  constructor(onSpectrum: (power: Float64Array) => void = () => undefined) {
    this.#onSpectrum = onSpectrum
  }

  /** The frames that `samples` complete, in order. */
  push(samples: Int16Array): readonly VoiceFrame[] {
    const joined = new Int16Array(this.#pending.length + samples.length)
    joined.set(this.#pending)
    joined.set(samples, this.#pending.length)
    const frames: VoiceFrame[] = []
    let at = 0
    for (; at + FRAME_SAMPLES <= joined.length; at += HOP_SAMPLES) frames.push(this.#measure(joined, at))
    this.#pending = joined.slice(at)
    return frames
  }

  #measure(samples: Int16Array, at: number): VoiceFrame {
    const spectrum = this.#spectrum
    spectrum.take(samples, at)
    this.#onSpectrum(spectrum.power)
    const bands = new Float64Array(BANDS)
    let power = 0
    for (let band = 0; band < BANDS; band++) {
      let sum = 0
      for (let bin = BINS[band] ?? 0; bin < (BINS[band + 1] ?? 0); bin++) sum += spectrum.power[bin] ?? 0
      bands[band] = sum
      power += sum
    }
    spectrum.autocorrelate(VOICE_BINS)
    const whole = spectrum.correlation[0] ?? 0
    let voicing = 0
    let period = LONGEST_PERIOD
    if (whole > 0) {
      for (let lag = SHORTEST_PERIOD; lag <= LONGEST_PERIOD; lag++) {
        const alike = (spectrum.correlation[lag] ?? 0) / whole / (WINDOW_CORRELATION[lag] ?? 1)
        // Twice the period is as much alike: only a clearly better match may double it.
        if (alike <= voicing * (lag > 1.8 * period ? 1.05 : 1)) continue
        voicing = alike
        period = lag
      }
    }
    const [before = 0, here = 0, after = 0] = spectrum.correlation.subarray(period - 1, period + 2)
    const bend = before - 2 * here + after
    // Beyond half a lag the neighbour would be the peak: there is none here, as at the ends of the range.
    const offset = bend < 0 ? (before - after) / (2 * bend) : 0
    const peak = period + Math.max(-0.5, Math.min(0.5, offset))
    return { bands, power, voicing: Math.min(1, voicing), pitch: LAGS_PER_SECOND / peak }
  }
}
