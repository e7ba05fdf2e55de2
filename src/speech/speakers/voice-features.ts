/** What voices differ in, measured of every 10 ms that is voiced: the shape of the spectrum, and the pitch. @module */
import { FFT_SIZE } from '../audio/spectrum.ts'
import { SAMPLE_RATE } from '../audio/ticks.ts'
import { VoiceFrames } from '../audio/voice-frames.ts'

/** Cepstra from the first on, as the zeroth is loudness, and the logarithm of the pitch. */
const CEPSTRA = 16
export const FEATURES = CEPSTRA + 1
const FILTERS = 24
const LOWEST_HERTZ = 100
const HIGHEST_HERTZ = 7_000
/** Less alike from period to period, it is a consonant or noise, which all voices have. */
const LEAST_VOICING = 0.65
/** Of a frame's power: below it a filter hears the line, not the voice. Telephones leave the upper filters empty. */
const FLOOR = 1e-6

const mel = (hertz: number): number => 1127 * Math.log(1 + hertz / 700)
const hertz = (mels: number): number => 700 * (Math.exp(mels / 1127) - 1)

type Filter = Readonly<{ from: number; weights: Float64Array }>

/** Triangles, evenly spaced to the ear (Davis and Mermelstein, 1980), over the bins of the spectrum. */
const MEL_FILTERS: readonly Filter[] = Array.from({ length: FILTERS }, (_, filter) => {
  const [lowest, highest] = [mel(LOWEST_HERTZ), mel(HIGHEST_HERTZ)]
  const edge = (i: number): number =>
    (hertz(lowest + ((highest - lowest) * i) / (FILTERS + 1)) * FFT_SIZE) / SAMPLE_RATE
  const [low, middle, high] = [edge(filter), edge(filter + 1), edge(filter + 2)]
  const from = Math.ceil(low)
  const weights = Float64Array.from({ length: Math.ceil(high) - from }, (_, i) => {
    const bin = from + i
    return bin < middle ? (bin - low) / (middle - low) : (high - bin) / (high - middle)
  })
  return { from, weights }
})

const COSINES = Array.from({ length: CEPSTRA }, (_, row) =>
  Float64Array.from({ length: FILTERS }, (_, filter) =>
    Math.cos((Math.PI * (row + 1) * (filter + 0.5)) / FILTERS)
  )
)

export type VoiceFeature = Readonly<{
  /** Which frame of the recording, 10 ms each. */
  frame: number
  values: Float64Array
}>

export class VoiceFeatures {
  /** Of the frames that the last samples completed, in their order. */
  #spectra: Float64Array[] = []
  readonly #frames = new VoiceFrames((power) => this.#spectra.push(throughFilters(power)))
  #count = 0

  /** The voiced frames that `samples` (16 kHz) complete, in order. */
  push(samples: Int16Array): readonly VoiceFeature[] {
    this.#spectra = []
    const features: VoiceFeature[] = []
    for (const [index, { power, voicing, pitch }] of this.#frames.push(samples).entries()) {
      const frame = this.#count++
      const spectrum = this.#spectra[index]
      if (!spectrum || voicing < LEAST_VOICING || power <= 0) continue
      features.push({ frame, values: featuresOf(spectrum, power, pitch) })
    }
    return features
  }
}

function throughFilters(power: Float64Array): Float64Array {
  return Float64Array.from(MEL_FILTERS, ({ from, weights }) => {
    let sum = 0
    for (let i = 0; i < weights.length; i++) sum += (weights[i] ?? 0) * (power[from + i] ?? 0)
    return sum
  })
}

function featuresOf(spectrum: Float64Array, power: number, pitch: number): Float64Array {
  const logs = spectrum.map((filter) => Math.log(filter + FLOOR * power))
  const values = new Float64Array(FEATURES)
  for (const [row, cosines] of COSINES.entries()) {
    let sum = 0
    for (let filter = 0; filter < FILTERS; filter++) sum += (cosines[filter] ?? 0) * (logs[filter] ?? 0)
    values[row] = sum
  }
  values[CEPSTRA] = Math.log(pitch)
  return values
}
