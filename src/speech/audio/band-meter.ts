/** Whether audio holds speech above the band of a telephone. @module */
import { FFT_SIZE, FRAME_SAMPLES, Spectrum } from './spectrum.ts'
import { SAMPLE_RATE } from './ticks.ts'

const binOf = (hertz: number): number => Math.round((hertz * FFT_SIZE) / SAMPLE_RATE)
/** Every line carries these. */
const LOW = { from: binOf(300), to: binOf(3400) }
/** What 8 kHz audio cannot hold, with room for the slope of a filter; recorders may cut off from 7 kHz on. */
const HIGH = { from: binOf(4400), to: binOf(7000) }

/**
 * Energy of the high band by that of the low one. Wide-band speech, human and synthetic, has -25 dB and more, through
 * MP3 of 16 and Opus of 12 kbit/s too; what came through a telephone has -48 dB and less, stored at any rate afterwards.
 */
const NARROW_BELOW = 1e-4

export class BandMeter {
  readonly #spectrum = new Spectrum()
  #low = 0
  #high = 0

  /** Samples at 16 kHz, mono; what is over after the last whole frame of 32 ms is left out. */
  push(samples: Int16Array): void {
    for (let from = 0; from + FRAME_SAMPLES <= samples.length; from += FRAME_SAMPLES) {
      this.#spectrum.take(samples, from)
      this.#low += this.#sum(LOW)
      this.#high += this.#sum(HIGH)
    }
  }

  /** Nothing was said above 4 kHz, however the audio was stored. False before any sound. */
  get narrow(): boolean {
    return this.#low > 0 && this.#high < NARROW_BELOW * this.#low
  }

  #sum({ from, to }: typeof LOW): number {
    let sum = 0
    for (let bin = from; bin < to; bin++) sum += this.#spectrum.power[bin] ?? 0
    return sum
  }
}
