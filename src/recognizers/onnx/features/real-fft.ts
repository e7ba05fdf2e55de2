/** Power spectra of real frames by a mixed-radix fast Fourier transform. @module */

/** Radices that frame sizes are made of: 512 = 2 · 4⁴, 400 = 2 · 4 · 2 · 5². */
const RADICES = [4, 2, 5, 3] as const

type Stage = Readonly<{
  radix: number
  /** Butterflies of one sub-transform. */
  groups: number
  stride: number
  /** Twiddle factors, `radix - 1` for each group. */
  cos: Float64Array
  sin: Float64Array
  /** The roots of unity of the radix. */
  rootCos: Float64Array
  rootSin: Float64Array
}>

/**
 * A transform of one size, which must be even and have no other prime factors than 2, 3 and 5. Uses the Stockham
 * autosort form (Cochran et al. 1967), on a complex frame of half the size made of the even and odd samples.
 */
export class RealFft {
  readonly size: number
  readonly #stages: readonly Stage[]
  /** Of the step that parts the even samples' spectrum from that of the odd ones. */
  readonly #cos: Float64Array
  readonly #sin: Float64Array
  #real: Float64Array
  #imaginary: Float64Array
  #nextReal: Float64Array
  #nextImaginary: Float64Array

  /** @throws RangeError for a size that it has no radix for */
  constructor(size: number) {
    if (size % 2 !== 0) throw new RangeError(`A real transform needs an even size, not ${size}`)
    this.size = size
    const half = size / 2
    this.#stages = stagesOf(half)
    const angle = (bin: number): number => (-2 * Math.PI * bin) / size
    this.#cos = Float64Array.from({ length: half + 1 }, (_, bin) => Math.cos(angle(bin)))
    this.#sin = Float64Array.from({ length: half + 1 }, (_, bin) => Math.sin(angle(bin)))
    this.#real = new Float64Array(half)
    this.#imaginary = new Float64Array(half)
    this.#nextReal = new Float64Array(half)
    this.#nextImaginary = new Float64Array(half)
  }

  /**
   * Writes the squared magnitudes of the bins 0 to `size / 2` of a frame to `power`.
   * @param frame `size` samples
   * @param power `size / 2 + 1` values
   */
  powerSpectrum(frame: Float64Array, power: Float64Array): void {
    const half = this.size / 2
    for (let index = 0; index < half; index++) {
      this.#real[index] = frame[2 * index] as number
      this.#imaginary[index] = frame[2 * index + 1] as number
    }
    for (const stage of this.#stages) this.#run(stage)
    const real = this.#real
    const imaginary = this.#imaginary
    for (let bin = 0; bin <= half; bin++) {
      const near = bin === half ? 0 : bin
      const far = bin === 0 ? 0 : half - bin
      const evenReal = ((real[near] as number) + (real[far] as number)) / 2
      const evenImaginary = ((imaginary[near] as number) - (imaginary[far] as number)) / 2
      const oddReal = ((imaginary[near] as number) + (imaginary[far] as number)) / 2
      const oddImaginary = ((real[far] as number) - (real[near] as number)) / 2
      const cos = this.#cos[bin] as number
      const sin = this.#sin[bin] as number
      const r = evenReal + oddReal * cos - oddImaginary * sin
      const i = evenImaginary + oddReal * sin + oddImaginary * cos
      power[bin] = r * r + i * i
    }
  }

  #run(stage: Stage): void {
    if (stage.radix === 4) this.#runRadix4(stage)
    else if (stage.radix === 2) this.#runRadix2(stage)
    else this.#runAnyRadix(stage)
    ;[this.#real, this.#nextReal] = [this.#nextReal, this.#real]
    ;[this.#imaginary, this.#nextImaginary] = [this.#nextImaginary, this.#imaginary]
  }

  #runRadix4({ groups, stride, cos, sin }: Stage): void {
    const xr = this.#real
    const xi = this.#imaginary
    const yr = this.#nextReal
    const yi = this.#nextImaginary
    const step = stride * groups
    for (let group = 0; group < groups; group++) {
      const c1 = cos[3 * group] as number
      const c2 = cos[3 * group + 1] as number
      const c3 = cos[3 * group + 2] as number
      const s1 = sin[3 * group] as number
      const s2 = sin[3 * group + 1] as number
      const s3 = sin[3 * group + 2] as number
      for (let q = 0; q < stride; q++) {
        const from = q + stride * group
        const to = q + stride * 4 * group
        const ar = xr[from] as number
        const ai = xi[from] as number
        const br = xr[from + step] as number
        const bi = xi[from + step] as number
        const cr = xr[from + 2 * step] as number
        const ci = xi[from + 2 * step] as number
        const dr = xr[from + 3 * step] as number
        const di = xi[from + 3 * step] as number
        const acr = ar + cr
        const aci = ai + ci
        const acmr = ar - cr
        const acmi = ai - ci
        // b - d, turned by -90 degrees.
        const bdr = br + dr
        const bdi = bi + di
        const turnedR = bi - di
        const turnedI = dr - br
        yr[to] = acr + bdr
        yi[to] = aci + bdi
        const r1 = acmr + turnedR
        const i1 = acmi + turnedI
        yr[to + stride] = r1 * c1 - i1 * s1
        yi[to + stride] = r1 * s1 + i1 * c1
        const r2 = acr - bdr
        const i2 = aci - bdi
        yr[to + 2 * stride] = r2 * c2 - i2 * s2
        yi[to + 2 * stride] = r2 * s2 + i2 * c2
        const r3 = acmr - turnedR
        const i3 = acmi - turnedI
        yr[to + 3 * stride] = r3 * c3 - i3 * s3
        yi[to + 3 * stride] = r3 * s3 + i3 * c3
      }
    }
  }

  #runRadix2({ groups, stride, cos, sin }: Stage): void {
    const xr = this.#real
    const xi = this.#imaginary
    const yr = this.#nextReal
    const yi = this.#nextImaginary
    const step = stride * groups
    for (let group = 0; group < groups; group++) {
      const c = cos[group] as number
      const s = sin[group] as number
      for (let q = 0; q < stride; q++) {
        const from = q + stride * group
        const to = q + stride * 2 * group
        const ar = xr[from] as number
        const ai = xi[from] as number
        const br = xr[from + step] as number
        const bi = xi[from + step] as number
        yr[to] = ar + br
        yi[to] = ai + bi
        yr[to + stride] = (ar - br) * c - (ai - bi) * s
        yi[to + stride] = (ar - br) * s + (ai - bi) * c
      }
    }
  }

  #runAnyRadix({ radix, groups, stride, cos, sin, rootCos, rootSin }: Stage): void {
    const xr = this.#real
    const xi = this.#imaginary
    const yr = this.#nextReal
    const yi = this.#nextImaginary
    const step = stride * groups
    for (let group = 0; group < groups; group++) {
      for (let q = 0; q < stride; q++) {
        for (let j = 0; j < radix; j++) {
          let r = 0
          let i = 0
          for (let k = 0; k < radix; k++) {
            const c = rootCos[(j * k) % radix] as number
            const s = rootSin[(j * k) % radix] as number
            const from = q + stride * group + k * step
            r += (xr[from] as number) * c - (xi[from] as number) * s
            i += (xr[from] as number) * s + (xi[from] as number) * c
          }
          const to = q + stride * (radix * group + j)
          const twiddle = group * (radix - 1) + j - 1
          const [c, s] = j === 0 ? [1, 0] : [cos[twiddle] as number, sin[twiddle] as number]
          yr[to] = r * c - i * s
          yi[to] = r * s + i * c
        }
      }
    }
  }
}

function stagesOf(size: number): readonly Stage[] {
  const stages: Stage[] = []
  let left = size
  let stride = 1
  while (left > 1) {
    const radix = RADICES.find((one) => left % one === 0)
    if (radix === undefined)
      throw new RangeError(`A transform of half-size ${size} has a prime factor above 5`)
    const groups = left / radix
    const angle = (index: number): number =>
      (-2 * Math.PI * Math.floor(index / (radix - 1)) * ((index % (radix - 1)) + 1)) / left
    const length = groups * (radix - 1)
    stages.push({
      radix,
      groups,
      stride,
      cos: Float64Array.from({ length }, (_, index) => Math.cos(angle(index))),
      sin: Float64Array.from({ length }, (_, index) => Math.sin(angle(index))),
      rootCos: Float64Array.from({ length: radix }, (_, index) => Math.cos((-2 * Math.PI * index) / radix)),
      rootSin: Float64Array.from({ length: radix }, (_, index) => Math.sin((-2 * Math.PI * index) / radix))
    })
    left = groups
    stride *= radix
  }
  return stages
}
