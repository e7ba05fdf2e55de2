/** Power spectrum and autocorrelation of one short frame, by a fast Fourier transform. @module */

/** Samples of one frame: 32 ms, two periods of the lowest voice. */
export const FRAME_SAMPLES = 512
/** Frames are zero-padded to twice their length, so that the autocorrelation does not wrap around. */
export const FFT_SIZE = 2 * FRAME_SAMPLES
/** Distance of the autocorrelation's lags: it covers frequencies below a quarter of the sample rate only. */
export const LAG_SAMPLES = 2

const HANN = Float64Array.from(
  { length: FRAME_SAMPLES },
  (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / FRAME_SAMPLES)
)

/** Size of the complex transforms: a real frame is packed as one complex frame of half the size. */
const SIZE = FFT_SIZE / 2
const COS = Float64Array.from({ length: FFT_SIZE }, (_, i) => Math.cos((2 * Math.PI * i) / FFT_SIZE))
const SIN = Float64Array.from({ length: FFT_SIZE }, (_, i) => Math.sin((2 * Math.PI * i) / FFT_SIZE))
const REVERSED = Uint16Array.from({ length: SIZE }, (_, i) => {
  let bits = 0
  for (let bit = 1, from = i; bit < SIZE; bit *= 2, from >>= 1) bits = bits * 2 + (from & 1)
  return bits
})

/** Forward transform in place (Cooley and Tukey 1965). */
function transform(real: Float64Array, imaginary: Float64Array): void {
  for (let i = 0; i < SIZE; i++) {
    const j = REVERSED[i] as number
    if (j <= i) continue
    const [r, m] = [real[i] as number, imaginary[i] as number]
    real[i] = real[j] as number
    imaginary[i] = imaginary[j] as number
    real[j] = r
    imaginary[j] = m
  }
  for (let half = 1; half < SIZE; half *= 2) {
    const stride = FFT_SIZE / (2 * half)
    for (let k = 0; k < half; k++) {
      const cos = COS[k * stride] as number
      const sin = SIN[k * stride] as number
      for (let low = k; low < SIZE; low += 2 * half) {
        const high = low + half
        const hr = real[high] as number
        const hm = imaginary[high] as number
        const r = hr * cos + hm * sin
        const m = hm * cos - hr * sin
        real[high] = (real[low] as number) - r
        imaginary[high] = (imaginary[low] as number) - m
        real[low] = (real[low] as number) + r
        imaginary[low] = (imaginary[low] as number) + m
      }
    }
  }
}

export class Spectrum {
  /** Power in bins of 15.6 Hz, from 0 to half the sample rate. A full-scale sine has 16,384 in its bin. */
  readonly power = new Float64Array(SIZE + 1)
  /** Autocorrelation at lags of 0, 2, 4… samples up to the frame length, after `autocorrelate`. */
  readonly correlation = new Float64Array(FRAME_SAMPLES / LAG_SAMPLES)
  readonly #real = new Float64Array(SIZE)
  readonly #imaginary = new Float64Array(SIZE)

  /** Loads `FRAME_SAMPLES` samples from `from` on and removes their mean, as recorders have DC offsets. */
  load(samples: Int16Array, from: number): void {
    let mean = 0
    for (let i = from; i < from + FRAME_SAMPLES; i++) mean += samples[i] as number
    mean /= FRAME_SAMPLES
    const real = this.#real.fill(0, FRAME_SAMPLES / 2)
    const imaginary = this.#imaginary.fill(0, FRAME_SAMPLES / 2)
    // Even samples are the real parts, odd samples the imaginary parts.
    for (let i = 0; i < FRAME_SAMPLES; i += 2) {
      real[i / 2] = (((samples[from + i] as number) - mean) / 32_768) * (HANN[i] as number)
      imaginary[i / 2] = (((samples[from + i + 1] as number) - mean) / 32_768) * (HANN[i + 1] as number)
    }
    transform(real, imaginary)
    for (let bin = 0; bin <= SIZE; bin++) {
      const [near, far] = [bin % SIZE, (SIZE - bin) % SIZE]
      const evenReal = ((real[near] as number) + (real[far] as number)) / 2
      const evenImaginary = ((imaginary[near] as number) - (imaginary[far] as number)) / 2
      const oddReal = ((imaginary[near] as number) + (imaginary[far] as number)) / 2
      const oddImaginary = ((real[far] as number) - (real[near] as number)) / 2
      const [cos, sin] = [COS[bin] as number, SIN[bin] as number]
      const r = evenReal + oddReal * cos + oddImaginary * sin
      const m = evenImaginary + oddImaginary * cos - oddReal * sin
      this.power[bin] = r * r + m * m
    }
  }

  /** Fills `correlation` from the bins of `power` below `upTo`, at most half of them (Wiener-Khinchin theorem). */
  autocorrelate(upTo: number): void {
    const real = this.#real.fill(0)
    const imaginary = this.#imaginary.fill(0)
    for (let bin = 1; bin < upTo; bin++) {
      real[bin] = this.power[bin] as number
      real[SIZE - bin] = this.power[bin] as number
    }
    transform(real, imaginary)
    for (let lag = 0; lag < this.correlation.length; lag++) {
      this.correlation[lag] = (real[lag] as number) / FFT_SIZE
    }
  }
}
