import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FFT_SIZE, FRAME_SAMPLES, LAG_SAMPLES, Spectrum } from './spectrum.ts'

const frames = fc.array(fc.integer({ min: -32_768, max: 32_767 }), {
  minLength: FRAME_SAMPLES,
  maxLength: FRAME_SAMPLES
})

/** The windowed frame, as the definitions below need it. */
function windowed(samples: readonly number[]): number[] {
  const mean = samples.reduce((sum, sample) => sum + sample, 0) / FRAME_SAMPLES
  return samples.map(
    (sample, i) =>
      ((sample - mean) / 32_768) * (0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / FRAME_SAMPLES))
  )
}

test('the power at a bin is that of the Fourier transform as it is defined', () => {
  fc.assert(
    fc.property(frames, fc.integer({ min: 0, max: FFT_SIZE / 2 }), (samples, bin) => {
      const spectrum = new Spectrum()
      spectrum.load(Int16Array.from(samples), 0)
      let [real, imaginary] = [0, 0]
      for (const [i, value] of windowed(samples).entries()) {
        real += value * Math.cos((2 * Math.PI * bin * i) / FFT_SIZE)
        imaginary -= value * Math.sin((2 * Math.PI * bin * i) / FFT_SIZE)
      }
      expect(spectrum.power[bin]).toBeCloseTo(real ** 2 + imaginary ** 2, 6)
    }),
    { numRuns: 40 }
  )
})

test('the autocorrelation of a sound below a quarter of the sample rate is that of its samples', () => {
  const tone = Int16Array.from({ length: FRAME_SAMPLES }, (_, i) => 8_000 * Math.sin((2 * Math.PI * i) / 80))
  const spectrum = new Spectrum()
  spectrum.load(tone, 0)
  spectrum.autocorrelate(FFT_SIZE / 4)
  const values = windowed([...tone])
  for (const lag of [0, 20, 40, 80, 160]) {
    const sum = values.reduce((total, value, i) => total + value * (values[i + lag] ?? 0), 0)
    expect(spectrum.correlation[lag / LAG_SAMPLES]).toBeCloseTo(sum, 1)
  }
})
