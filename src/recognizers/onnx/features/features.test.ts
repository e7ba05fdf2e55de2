import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Downsampler } from './downsample.ts'
import type { FeatureStream } from './feature-stream.ts'
import { Filterbank } from './filterbank.ts'
import { GIGAAM, ICEFALL, NEMO, WENET } from './front-ends.ts'
import { MelFilters } from './mel-filters.ts'
import { normalizePerFeature } from './normalize-features.ts'
import { RealFft } from './real-fft.ts'
import { WHISPER_FRAMES, WhisperFeatures } from './whisper-features.ts'

/** Made by `references/make-references.py` with kaldi-native-fbank and librosa. */
const references: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(new URL('./references/references.json', import.meta.url), 'utf8')
)
const bytesOf = (name: string): ArrayBuffer => {
  const bytes = Buffer.from(references[name] ?? '', 'base64')
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
}
const samples = Float32Array.from(new Int16Array(bytesOf('samples')), (sample) => sample / 32_768)

const largestDifference = (a: Float32Array, b: Float32Array): number => {
  expect(a.length).toBe(b.length)
  return a.reduce((most, value, index) => Math.max(most, Math.abs(value - (b[index] as number))), 0)
}
const readAll = (stream: FeatureStream): Float32Array => stream.read(stream.ready)

describe.each([
  ['icefall', ICEFALL],
  ['wenet', WENET],
  ['nemo', NEMO],
  ['nemo128', { ...NEMO, bins: 128 }],
  ['gigaam', GIGAAM]
] as const)('the %s filterbank', (name, options) => {
  const bank = new Filterbank(options)
  const expected = new Float32Array(bytesOf(name))

  it('equals kaldi-native-fbank', () => {
    const stream = bank.open()
    stream.accept(samples)
    stream.finish()
    expect(stream.ready).toBe(36)
    expect(largestDifference(readAll(stream), expected)).toBeLessThan(1e-4)
  })

  it.each([1, 37, 160, 1601])('gives the same frames for writes of %i samples', (size) => {
    const stream = bank.open()
    const frames: Float32Array[] = []
    for (let at = 0; at < samples.length; at += size) {
      stream.accept(samples.subarray(at, at + size))
      frames.push(readAll(stream))
      stream.drop(stream.ready)
    }
    stream.finish()
    frames.push(readAll(stream))
    const joined = Float32Array.from(frames.flatMap((some) => [...some]))
    expect(largestDifference(joined, expected)).toBeLessThan(1e-4)
  })
})

describe('a filterbank stream', () => {
  const bank = new Filterbank(ICEFALL)

  it('has no frames without audio', () => {
    const stream = bank.open()
    stream.finish()
    expect(stream.ready).toBe(0)
  })

  it('mirrors audio that is shorter than a frame', () => {
    const stream = bank.open()
    stream.accept(samples.subarray(0, 90))
    stream.finish()
    expect(stream.ready).toBe(1)
    expect(readAll(stream).every(Number.isFinite)).toBe(true)
  })

  it('does not mix up streams that are open at the same time', () => {
    const [one, other] = [bank.open(), bank.open()]
    for (let at = 0; at < samples.length; at += 400) {
      one.accept(samples.subarray(at, at + 400))
      other.accept(samples.subarray(at, at + 400).map((sample) => -sample / 2))
    }
    one.finish()
    expect(largestDifference(readAll(one), new Float32Array(bytesOf('icefall')))).toBeLessThan(1e-4)
  })
})

describe('Whisper features', () => {
  it('equal librosa with the scaling of whisper/audio.py', () => {
    const features = new WhisperFeatures(80).compute(samples)
    expect(features.length).toBe(80 * WHISPER_FRAMES)
    const first50 = Float32Array.from({ length: 80 * 50 }, (_, index) => {
      return features[Math.floor(index / 50) * WHISPER_FRAMES + (index % 50)] as number
    })
    expect(largestDifference(first50, new Float32Array(bytesOf('whisper')))).toBeLessThan(1e-4)
  })
})

describe('mel filters', () => {
  it('equal those of librosa', () => {
    const filters = new MelFilters({
      scale: 'slaney',
      bins: 20,
      lowHz: 0,
      highHz: 8000,
      sampleRate: 16_000,
      fftSize: 512
    })
    const expected = new Float32Array(bytesOf('slaneyFilters'))
    for (let bin = 0; bin <= 256; bin++) {
      const energies = new Float64Array(20)
      const power = new Float64Array(257)
      power[bin] = 1
      filters.apply(power, energies)
      energies.forEach((value, index) => {
        expect(Math.abs(value - (expected[index * 257 + bin] as number))).toBeLessThan(1e-7)
      })
    }
  })

  it('are refused when there are more of them than the spectrum can tell apart', () => {
    const options = {
      scale: 'htk',
      bins: 300,
      lowHz: 20,
      highHz: 7600,
      sampleRate: 16_000,
      fftSize: 512
    } as const
    expect(() => new MelFilters(options)).toThrow(/300 mel filters are too many/)
  })
})

describe('the Fourier transform', () => {
  it.each([2, 8, 30, 400, 480, 512])('of %i samples equals the sum that defines it', (size) => {
    const frame = Float64Array.from({ length: size }, (_, index) => Math.sin(index * index) + index / size)
    const power = new Float64Array(size / 2 + 1)
    new RealFft(size).powerSpectrum(frame, power)
    power.forEach((value, bin) => {
      let [real, imaginary] = [0, 0]
      frame.forEach((sample, index) => {
        real += sample * Math.cos((2 * Math.PI * bin * index) / size)
        imaginary -= sample * Math.sin((2 * Math.PI * bin * index) / size)
      })
      expect(value).toBeCloseTo(real * real + imaginary * imaginary, 6)
    })
  })

  it('is refused for sizes that it has no radix for', () => {
    expect(() => new RealFft(14)).toThrow(/prime factor/)
    expect(() => new RealFft(15)).toThrow(/even size/)
  })
})

describe('normalization per feature', () => {
  it('gives each feature zero mean and unit variance', () => {
    const features = Float32Array.from([1, 10, 3, 10, 5, 10])
    normalizePerFeature(features, 2)
    expect(features[0]).toBeCloseTo(-Math.sqrt(1.5), 4)
    expect(features[2]).toBeCloseTo(0, 6)
    expect([features[1], features[3], features[5]]).toEqual([0, 0, 0])
  })
})

describe('the downsampler', () => {
  const tone = (hz: number, rate: number, length: number): Float32Array =>
    Float32Array.from({ length }, (_, index) => Math.sin((2 * Math.PI * hz * index) / rate))

  it('keeps what is below 4 kHz in place and removes what is above', () => {
    const downsampler = new Downsampler()
    const output = downsampler.accept(tone(1000, 16_000, 3200))
    const expected = tone(1000, 8000, 1600)
    for (let index = 40; index < output.length; index++) {
      expect(Math.abs((output[index] as number) - (expected[index] as number))).toBeLessThan(0.01)
    }
    const above = new Downsampler().accept(tone(6500, 16_000, 3200))
    expect(above.subarray(40).every((sample) => Math.abs(sample) < 0.01)).toBe(true)
  })

  it.each([1, 7, 100, 333])('gives the same samples for writes of %i', (size) => {
    const [whole, parts] = [new Downsampler(), new Downsampler()]
    const expected = [...whole.accept(samples), ...whole.finish()]
    const output: number[] = []
    for (let at = 0; at < samples.length; at += size)
      output.push(...parts.accept(samples.subarray(at, at + size)))
    output.push(...parts.finish())
    expect(output.length).toBe(samples.length / 2)
    expect(output).toEqual(expected)
  })
})
