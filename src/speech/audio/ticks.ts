/** Time in ticks of 100 ns, and the sample rate of recognition. @module */

/** Samples per second of all decoded audio. */
export const SAMPLE_RATE = 16_000
export const TICKS_PER_SECOND = 10_000_000
export const TICKS_PER_MS = TICKS_PER_SECOND / 1000

/** Duration in ticks of `samples` samples of one channel. */
export const ticksOfSamples = (samples: number, sampleRate: number = SAMPLE_RATE): number =>
  Math.round((samples * TICKS_PER_SECOND) / sampleRate)
