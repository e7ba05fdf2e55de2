/**
 * Log mel filterbank features as Kaldi computes them (`compute-fbank-feats`, Povey et al. 2011), for models of icefall,
 * WeNet and NeMo. A frame each 10 ms of 25 ms of audio around its middle; at the ends the audio is mirrored
 * (`snip-edges=false`); no dither.
 * @module
 */
import { type FeatureStream, FrameQueue } from './feature-stream.ts'
import { MelFilters, type MelScale } from './mel-filters.ts'
import { RealFft } from './real-fft.ts'

export type FilterbankOptions = Readonly<{
  sampleRate: number
  /** Mel filters, the values of a frame. */
  bins: number
  melScale: MelScale
  lowHz: number
  highHz: number
  /** `povey` is a Hann window to the power 0.85; `hann` is periodic. */
  window: 'povey' | 'hann'
  /** Subtract the mean of each frame. */
  removeDcOffset: boolean
  /** Coefficient of the pre-emphasis in each frame; 0 for none. */
  preemphasis: number
  /** What a full-scale sample is to the model: 1, or 32768 for models that were trained on integers. */
  fullScale: 1 | 32768
  /** At least the samples of a frame. */
  fftSize: number
}>

const FRAME_SECONDS = 0.025
const SHIFT_SECONDS = 0.01
/** The smallest step above 1 of a 32-bit float, which Kaldi takes for the least energy. */
const MIN_ENERGY = 2 ** -23

/** What all streams of one front end share: tables, and scratch space between calls. */
export class Filterbank {
  readonly options: FilterbankOptions
  readonly frameSamples: number
  readonly shiftSamples: number
  readonly #window: Float64Array
  readonly #fft: RealFft
  readonly #filters: MelFilters
  readonly #frame: Float64Array
  readonly #power: Float64Array

  constructor(options: FilterbankOptions) {
    this.options = options
    this.frameSamples = Math.round(options.sampleRate * FRAME_SECONDS)
    this.shiftSamples = Math.round(options.sampleRate * SHIFT_SECONDS)
    this.#window = windowOf(options.window, this.frameSamples)
    this.#fft = new RealFft(options.fftSize)
    this.#filters = new MelFilters({ ...options, scale: options.melScale })
    this.#frame = new Float64Array(options.fftSize)
    this.#power = new Float64Array(options.fftSize / 2 + 1)
  }

  /** @param leadFrames frames of zeros before the first: what convolutions in the model see before the audio */
  open(leadFrames = 0): FeatureStream {
    return new FilterbankStream(this, leadFrames)
  }

  /** Writes the features of the frame of samples from `start` on to `values`, from `offset` on. */
  compute(samples: Float32Array, start: number, values: Float32Array, offset: number): void {
    const { removeDcOffset, preemphasis, fullScale, bins } = this.options
    const frame = this.#frame
    const window = this.#window
    const count = this.frameSamples
    let sum = 0
    for (let index = 0; index < count; index++) {
      const sample = (samples[start + index] as number) * fullScale
      frame[index] = sample
      sum += sample
    }
    const mean = removeDcOffset ? sum / count : 0
    let before = (frame[0] as number) - mean
    for (let index = 0; index < count; index++) {
      const sample = (frame[index] as number) - mean
      frame[index] = (sample - preemphasis * before) * (window[index] as number)
      before = sample
    }
    this.#fft.powerSpectrum(frame, this.#power)
    this.#filters.apply(this.#power, values, offset)
    for (let bin = offset; bin < offset + bins; bin++) {
      values[bin] = Math.log(Math.max(values[bin] as number, MIN_ENERGY))
    }
  }
}

class FilterbankStream implements FeatureStream {
  readonly #bank: Filterbank
  readonly #queue: FrameQueue
  /** Samples that frames still need; the first is number `#offset` of the stream. */
  #samples = new Float32Array(4096)
  #count = 0
  #offset = 0
  #frames = 0

  constructor(bank: Filterbank, leadFrames: number) {
    this.#bank = bank
    this.#queue = new FrameQueue(bank.options.bins)
    for (let frame = 0; frame < leadFrames; frame++) this.#queue.append()
  }

  get width(): number {
    return this.#queue.width
  }

  get ready(): number {
    return this.#queue.ready
  }

  accept(samples: Float32Array): void {
    if (this.#count + samples.length > this.#samples.length) {
      const grown = new Float32Array(2 * (this.#count + samples.length))
      grown.set(this.#samples.subarray(0, this.#count))
      this.#samples = grown
    }
    this.#samples.set(samples, this.#count)
    this.#count += samples.length
    const end = this.#offset + this.#count
    while (this.#frameStart(this.#frames) + this.#bank.frameSamples <= end) this.#compute()
    this.#discard()
  }

  finish(): void {
    const { shiftSamples } = this.#bank
    const total = this.#offset + this.#count
    const frames = Math.floor((total + Math.floor(shiftSamples / 2)) / shiftSamples)
    while (this.#frames < frames) this.#compute()
  }

  read(count: number): Float32Array {
    return this.#queue.read(count)
  }

  drop(count: number): void {
    this.#queue.drop(count)
  }

  #frameStart(frame: number): number {
    const { frameSamples, shiftSamples } = this.#bank
    return shiftSamples * frame + Math.floor(shiftSamples / 2) - Math.floor(frameSamples / 2)
  }

  #compute(): void {
    const start = this.#frameStart(this.#frames++) - this.#offset
    const { values, offset } = this.#queue.append()
    const { frameSamples } = this.#bank
    if (start >= 0 && start + frameSamples <= this.#count) {
      this.#bank.compute(this.#samples, start, values, offset)
    } else {
      const mirrored = Float32Array.from(
        { length: frameSamples },
        (_, index) => this.#samples[this.#mirror(start + index)] as number
      )
      this.#bank.compute(mirrored, 0, values, offset)
    }
  }

  /** An index outside the samples, mirrored at their ends: -1 is 0, -2 is 1. */
  #mirror(index: number): number {
    let at = index
    while (at < 0 || at >= this.#count) at = at < 0 ? -at - 1 : 2 * this.#count - 1 - at
    return at
  }

  #discard(): void {
    const needed = this.#frameStart(this.#frames) - this.#offset
    if (needed <= 0) return
    const dropped = Math.min(needed, this.#count)
    this.#samples.copyWithin(0, dropped, this.#count)
    this.#count -= dropped
    this.#offset += dropped
  }
}

function windowOf(kind: FilterbankOptions['window'], length: number): Float64Array {
  const period = kind === 'hann' ? length : length - 1
  return Float64Array.from({ length }, (_, index) => {
    const hann = 0.5 - 0.5 * Math.cos((2 * Math.PI * index) / period)
    return kind === 'hann' ? hann : hann ** 0.85
  })
}
