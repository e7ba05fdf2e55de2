/** Speaker features of every voiced 10 ms frame: mel-frequency cepstral coefficients and the logarithm of the pitch. @module */

import { FrameAnalyzer } from '../audio/frame-analyzer.ts'
import { FFT_SIZE } from '../audio/spectrum.ts'
import { SAMPLE_RATE } from '../audio/ticks.ts'

/** MFCC 1 to 16; coefficient 0 is loudness, which says nothing of the speaker. */
const CEPSTRUM_COUNT = 16
export const FEATURE_COUNT = CEPSTRUM_COUNT + 1
const FILTER_COUNT = 24
const MIN_FREQUENCY_HZ = 100
const MAX_FREQUENCY_HZ = 7_000
/** Autocorrelation below which a frame is a consonant or noise, much the same for all speakers. */
const MIN_VOICING = 0.65
/** Share of the frame's power added to each filter: line noise, as telephone audio leaves the upper filters empty. */
const FILTER_FLOOR = 1e-6

const mel = (hertz: number): number => 1127 * Math.log(1 + hertz / 700)
const hertz = (mels: number): number => 700 * (Math.exp(mels / 1127) - 1)

type Filter = Readonly<{ from: number; weights: Float64Array }>

/** Triangular filters, evenly spaced on the mel scale (Davis and Mermelstein 1980), over the bins of the spectrum. */
const MEL_FILTERS: readonly Filter[] = Array.from({ length: FILTER_COUNT }, (_, filter) => {
  const [lowest, highest] = [mel(MIN_FREQUENCY_HZ), mel(MAX_FREQUENCY_HZ)]
  const edge = (i: number): number =>
    (hertz(lowest + ((highest - lowest) * i) / (FILTER_COUNT + 1)) * FFT_SIZE) / SAMPLE_RATE
  const [low, middle, high] = [edge(filter), edge(filter + 1), edge(filter + 2)]
  const from = Math.ceil(low)
  const weights = Float64Array.from({ length: Math.ceil(high) - from }, (_, i) => {
    const bin = from + i
    return bin < middle ? (bin - low) / (middle - low) : (high - bin) / (high - middle)
  })
  return { from, weights }
})

const DCT_ROWS = Array.from({ length: CEPSTRUM_COUNT }, (_, row) =>
  Float64Array.from({ length: FILTER_COUNT }, (_, filter) =>
    Math.cos((Math.PI * (row + 1) * (filter + 0.5)) / FILTER_COUNT)
  )
)

export type SpeakerFeatures = Readonly<{
  /** Index of the 10 ms frame in the recording. */
  frame: number
  values: Float64Array
}>

export class SpeakerFeatureExtractor {
  /** Filter bank energies of the frames that the last samples completed, in order. */
  #spectra: Float64Array[] = []
  readonly #frames = new FrameAnalyzer((power) => this.#spectra.push(applyFilterBank(power)))
  #count = 0

  /** The voiced frames that `samples` (16 kHz) complete, in order. */
  push(samples: Int16Array): readonly SpeakerFeatures[] {
    this.#spectra = []
    const features: SpeakerFeatures[] = []
    for (const [index, { power, voicing, pitch }] of this.#frames.push(samples).entries()) {
      const frame = this.#count++
      const spectrum = this.#spectra[index]
      if (!spectrum || voicing < MIN_VOICING || power <= 0) continue
      features.push({ frame, values: toFeatures(spectrum, power, pitch) })
    }
    return features
  }
}

function applyFilterBank(power: Float64Array): Float64Array {
  return Float64Array.from(MEL_FILTERS, ({ from, weights }) => {
    let sum = 0
    for (let i = 0; i < weights.length; i++) sum += (weights[i] ?? 0) * (power[from + i] ?? 0)
    return sum
  })
}

function toFeatures(spectrum: Float64Array, power: number, pitch: number): Float64Array {
  const logs = spectrum.map((filter) => Math.log(filter + FILTER_FLOOR * power))
  const values = new Float64Array(FEATURE_COUNT)
  for (const [row, cosines] of DCT_ROWS.entries()) {
    let sum = 0
    for (let filter = 0; filter < FILTER_COUNT; filter++) sum += (cosines[filter] ?? 0) * (logs[filter] ?? 0)
    values[row] = sum
  }
  values[CEPSTRUM_COUNT] = Math.log(pitch)
  return values
}
