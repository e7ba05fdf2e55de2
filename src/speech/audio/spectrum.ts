/** Power spectrum and autocorrelation of one short frame, by a radix-2 fast Fourier transform. @module */

/** Samples of one frame: 32 ms, two periods of the lowest voice. */
export const FRAME_SAMPLES = 512
/** Frames are padded to twice their length: an autocorrelation over less would wrap round. */
export const FFT_SIZE = 2 * FRAME_SAMPLES

const HANN = Float64Array.from(
  { length: FRAME_SAMPLES },
  (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / FRAME_SAMPLES)
)
const COS = Float64Array.from({ length: FFT_SIZE / 2 }, (_, i) => Math.cos((2 * Math.PI * i) / FFT_SIZE))
const SIN = Float64Array.from({ length: FFT_SIZE / 2 }, (_, i) => Math.sin((2 * Math.PI * i) / FFT_SIZE))
const REVERSED = Uint16Array.from({ length: FFT_SIZE }, (_, i) => {
  let bits = 0
  for (let bit = 1, from = i; bit < FFT_SIZE; bit *= 2, from >>= 1) bits = bits * 2 + (from & 1)
  return bits
})

/** Complex transform in place (Cooley and Tukey, 1965), forward. */
function transform(real: Float64Array, imaginary: Float64Array): void {
  for (let i = 0; i < FFT_SIZE; i++) {
    const j = REVERSED[i] as number
    if (j <= i) continue
    const [r, m] = [real[i] as number, imaginary[i] as number]
    real[i] = real[j] as number
    imaginary[i] = imaginary[j] as number
    real[j] = r
    imaginary[j] = m
  }
  for (let half = 1; half < FFT_SIZE; half *= 2) {
    const stride = FFT_SIZE / (2 * half)
    for (let start = 0; start < FFT_SIZE; start += 2 * half) {
      for (let k = 0; k < half; k++) {
        const cos = COS[k * stride] as number
        const sin = -(SIN[k * stride] as number)
        const [low, high] = [start + k, start + k + half]
        const [hr, hm] = [real[high] as number, imaginary[high] as number]
        const r = hr * cos - hm * sin
        const m = hr * sin + hm * cos
        real[high] = (real[low] as number) - r
        imaginary[high] = (imaginary[low] as number) - m
        real[low] = (real[low] as number) + r
        imaginary[low] = (imaginary[low] as number) + m
      }
    }
  }
}

export class Spectrum {
  /** Power at each bin of 15.6 Hz, from 0 to half the sample rate. Full scale is 1. */
  readonly power = new Float64Array(FFT_SIZE / 2 + 1)
  /** Autocorrelation at lags 0 to `FRAME_SAMPLES - 1`, after `autocorrelate`. */
  readonly correlation = new Float64Array(FRAME_SAMPLES)
  readonly #real = new Float64Array(FFT_SIZE)
  readonly #imaginary = new Float64Array(FFT_SIZE)

  /** Takes `FRAME_SAMPLES` samples at `from`; the mean is removed, since recorders have offsets. */
  take(samples: Int16Array, from: number): void {
    let mean = 0
    for (let i = 0; i < FRAME_SAMPLES; i++) mean += samples[from + i] ?? 0
    mean /= FRAME_SAMPLES
    this.#imaginary.fill(0)
    this.#real.fill(0, FRAME_SAMPLES)
    for (let i = 0; i < FRAME_SAMPLES; i++) {
      this.#real[i] = (((samples[from + i] ?? 0) - mean) / 32_768) * (HANN[i] as number)
    }
    transform(this.#real, this.#imaginary)
    for (let bin = 0; bin < this.power.length; bin++) {
      this.power[bin] = (this.#real[bin] as number) ** 2 + (this.#imaginary[bin] as number) ** 2
    }
  }

  /** Fills `correlation` from `power` (Wiener and Khinchin), of the bins below `upTo` alone. */
  autocorrelate(upTo: number): void {
    this.#imaginary.fill(0)
    this.#real.fill(0)
    for (let bin = 1; bin < upTo; bin++) {
      this.#real[bin] = this.power[bin] as number
      this.#real[FFT_SIZE - bin] = this.power[bin] as number
    }
    transform(this.#real, this.#imaginary)
    for (let lag = 0; lag < FRAME_SAMPLES; lag++)
      this.correlation[lag] = (this.#real[lag] as number) / FFT_SIZE
  }
}
