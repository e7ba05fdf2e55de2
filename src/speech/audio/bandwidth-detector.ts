/** Detects narrow-band audio: speech without energy above the telephone band. @module */
import { FFT_SIZE, FRAME_SAMPLES, Spectrum } from './spectrum.ts'
import { SAMPLE_RATE } from './ticks.ts'

const binOf = (hertz: number): number => Math.round((hertz * FFT_SIZE) / SAMPLE_RATE)
/** The telephone band. */
const LOW = { from: binOf(300), to: binOf(3400) }
/** Above the band of 8 kHz audio and the slope of its filter; recorders may cut off from 7 kHz on. */
const HIGH = { from: binOf(4400), to: binOf(7000) }

/**
 * Energy of the high band over that of the low band. Wide-band speech, human and synthetic, has at least -25 dB, also after
 * MP3 at 16 kbit/s and Opus at 12 kbit/s; telephone speech has at most -48 dB, at any sample rate of the file.
 */
const MAX_NARROW_BAND_RATIO = 1e-4

export class BandwidthDetector {
  readonly #spectrum = new Spectrum()
  #low = 0
  #high = 0

  /** Samples at 16 kHz, mono; samples after the last whole frame of 32 ms are ignored. */
  push(samples: Int16Array): void {
    for (let from = 0; from + FRAME_SAMPLES <= samples.length; from += FRAME_SAMPLES) {
      this.#spectrum.load(samples, from)
      this.#low += this.#sum(LOW)
      this.#high += this.#sum(HIGH)
    }
  }

  /** No speech energy above 4 kHz, whatever the sample rate of the file. False before any sound. */
  get isNarrowBand(): boolean {
    return this.#low > 0 && this.#high < MAX_NARROW_BAND_RATIO * this.#low
  }

  #sum({ from, to }: typeof LOW): number {
    let sum = 0
    for (let bin = from; bin < to; bin++) sum += this.#spectrum.power[bin] ?? 0
    return sum
  }
}
