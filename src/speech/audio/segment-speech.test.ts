import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decodeAudio, SAMPLE_RATE, type SegmentOptions, segmentSpeech, TICKS_PER_SECOND } from './index.ts'

let folder = ''
const SENTENCE = 'Please transfer the invoice to the accounting department'
const voices = new Map<string, Int16Array>()

async function samplesOf(path: string): Promise<Int16Array> {
  const parts: Buffer[] = []
  for await (const part of decodeAudio(path)) parts.push(Buffer.from(part.buffer))
  const bytes = Buffer.concat(parts)
  return new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2)
}

/** What ffmpeg generates from a description, in mono. */
async function generated(source: string): Promise<Int16Array> {
  const path = join(folder, 'generated.wav')
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', source, '-ar', '16000', '-ac', '1', path])
  return await samplesOf(path)
}

async function spoken(voice: string, text = SENTENCE): Promise<Int16Array> {
  const known = voices.get(voice + text)
  if (known) return known
  const path = join(folder, 'spoken.wav')
  execFileSync('flite', ['-voice', voice, '-t', text, '-o', path])
  const samples = await samplesOf(path)
  voices.set(voice + text, samples)
  return samples
}

const silence = (seconds: number): Int16Array => new Int16Array(Math.round(seconds * SAMPLE_RATE))

function joined(...parts: readonly Int16Array[]): Int16Array {
  const all = new Int16Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

async function* chunked(samples: Int16Array, size = 4_000): AsyncGenerator<Int16Array> {
  for (let at = 0; at < samples.length; at += size) yield samples.subarray(at, at + size)
}

type Found = Readonly<{ start: number; end: number; samples: Int16Array }>

async function found(samples: Int16Array, options: SegmentOptions = {}, size = 4_000): Promise<Found[]> {
  const segments: Found[] = []
  for await (const segment of segmentSpeech(chunked(samples, size), options)) {
    const start = segment.offsetTicks / TICKS_PER_SECOND
    segments.push({ start, end: start + segment.samples.length / SAMPLE_RATE, samples: segment.samples })
  }
  return segments
}

/** Noise so loud that the speech, as a whole, is `decibels` above it. */
function noisy(speech: Int16Array, background: Int16Array, noise: Int16Array, decibels: number): Int16Array {
  const power = (samples: Int16Array): number =>
    samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length
  const gain = Math.sqrt(power(speech) / power(noise) / 10 ** (decibels / 10))
  return background.map((sample, at) => sample + gain * (noise[at % noise.length] ?? 0))
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vernacular-test-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('speech is found where it is', () => {
  test.each(['slt', 'rms', 'awb', 'kal16'])('two sentences of synthetic voice %s', async (voice) => {
    const sentence = await spoken(voice)
    const seconds = sentence.length / SAMPLE_RATE
    const segments = await found(joined(silence(2), sentence, silence(3), sentence, silence(2)))
    expect(segments).toHaveLength(2)
    for (const [index, start] of [2, 5 + seconds].entries()) {
      const segment = segments[index]
      expect(segment?.start).toBeGreaterThan(start - 0.8)
      expect(segment?.start).toBeLessThan(start + 0.1)
      expect(Math.abs((segment?.end ?? 0) - start - seconds)).toBeLessThan(0.45)
    }
  })

  test.each(['six', 'yes', 'no', 'oh', 'stop', 'fish'])('the lone word "%s"', async (word) => {
    for (const voice of ['slt', 'awb', 'kal16']) {
      expect(await found(joined(silence(1), await spoken(voice, word), silence(1)))).toHaveLength(1)
    }
  })

  test.each(['white', 'pink'])('in %s noise 15 dB below it', async (color) => {
    const speech = await spoken('rms')
    const noise = await generated(`anoisesrc=c=${color}:a=0.3:d=10:r=16000:seed=1`)
    const padded = joined(silence(3), speech, silence(3))
    const segments = await found(noisy(speech, padded, noise, 15))
    const covered = segments.reduce((sum, { start, end }) => sum + end - start, 0)
    expect(segments[0]?.start).toBeGreaterThan(2)
    expect(segments[0]?.start).toBeLessThan(3.1)
    expect(covered).toBeGreaterThan((speech.length / SAMPLE_RATE) * 0.9)
    expect(segments.at(-1)?.end).toBeLessThan(3.5 + speech.length / SAMPLE_RATE)
  })

  test.each([
    ['in a room that echoes', 'aecho=0.8:0.6:40|90|160:0.5|0.35|0.25'],
    ['by a bass', 'asetrate=12800,aresample=16000,atempo=1.25'],
    ['by a child', 'asetrate=22400,aresample=16000,atempo=0.714'],
    ['fast', 'atempo=1.4'],
    ['over the telephone', 'highpass=300,lowpass=3400,volume=-25dB,aresample=8000']
  ])('%s', async (_, filter) => {
    for (const voice of ['slt', 'kal16']) {
      const path = join(folder, 'filtered.wav')
      const clean = join(folder, `${voice}.wav`)
      execFileSync('flite', ['-voice', voice, '-t', SENTENCE, '-o', clean])
      execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', clean, '-af', filter, path])
      const samples = await samplesOf(path)
      const covered = (await found(samples)).reduce((sum, segment) => sum + segment.samples.length, 0)
      expect(covered).toBeGreaterThan(samples.length * 0.9)
    }
  })

  test('however quiet it was recorded', async () => {
    const faint = (await spoken('slt')).map((sample) => sample / 100)
    expect(await found(joined(silence(1), faint, silence(1)))).toHaveLength(1)
  })

  test('from the first sample to the last', async () => {
    const sentence = await spoken('kal16')
    const [segment, ...others] = await found(sentence)
    expect(others).toHaveLength(0)
    expect(segment?.start).toBeLessThan(0.15)
    expect(segment?.end).toBeGreaterThan(sentence.length / SAMPLE_RATE - 0.15)
  })
})

describe('what is no speech is in no segment', () => {
  const beeps = (hertz: readonly number[], rule: string): string =>
    `aevalsrc='(${hertz.map((each) => `0.2*sin(2*PI*${each}*t)`).join('+')})*${rule}':s=16000:d=15`
  // A chord of three notes with overtones, struck anew every second, every fourth one another.
  const chord = (root: string): string =>
    [1, 1.26, 1.5]
      .flatMap((note) => [1, 2, 3, 4].map((tone) => `${0.1 / tone}*sin(2*PI*${note * tone}*${root}*t)`))
      .join('+')
  test.each([
    ['silence', 'anullsrc=r=16000:cl=mono,atrim=0:15'],
    ['white noise', 'anoisesrc=c=white:a=0.2:d=15:r=16000:seed=2'],
    ['brown noise', 'anoisesrc=c=brown:a=0.5:d=15:r=16000:seed=3'],
    ['noise that swells and ebbs', 'anoisesrc=c=pink:a=0.3:d=15:r=16000:seed=4,tremolo=f=0.3:d=0.9'],
    ['mains hum', 'sine=50:d=15:r=16000'],
    ['a tone that stays', 'sine=440:d=15:r=16000'],
    ['a ringing tone', beeps([440, 480], 'lt(mod(t,3),1)')],
    ['an engaged tone', beeps([480, 620], 'lt(mod(t,1),0.5)')],
    [
      'clicks of keys',
      "anoisesrc=c=white:a=0.3:d=15:r=16000:seed=5,volume='if(lt(mod(t,0.21),0.02),1,0.005)':eval=frame"
    ],
    [
      'a melody',
      "aevalsrc='0.3*exp(-3*mod(t,0.4))*(sin(2*PI*220*pow(2,mod(floor(t/0.4)*5,12)/12)*t)+0.5*sin(4*PI*220*pow(2,mod(floor(t/0.4)*5,12)/12)*t))':s=16000:d=15"
    ],
    ['struck chords', `aevalsrc='exp(-2*mod(t,1))*(${chord('(220+20*mod(floor(t),4))')})':s=16000:d=15`]
  ])('%s', async (_, source) => {
    expect(await found(await generated(source))).toEqual([])
  })
})

describe('cuts', () => {
  test('no segment is longer than allowed, and no speech is lost between segments', async () => {
    const sentence = await spoken('slt')
    const pauseless = joined(...Array.from({ length: 10 }, () => sentence.subarray(1_600, -3_200)))
    const segments = await found(pauseless, { maxSegmentTicks: 8 * TICKS_PER_SECOND })
    expect(segments.length).toBeGreaterThan(2)
    for (const { start, end } of segments) expect(end - start).toBeLessThanOrEqual(8)
    const covered = segments.reduce((sum, { start, end }) => sum + end - start, 0)
    expect(covered).toBeGreaterThan((pauseless.length / SAMPLE_RATE) * 0.97)
  })

  test('limits that leave no room for a word are rejected', async () => {
    const reading = found(silence(1), { maxSegmentTicks: TICKS_PER_SECOND })
    await expect(reading).rejects.toThrow(
      'maxSegmentTicks is 10000000; with leadTicks of 7000000 and trailTicks of 2000000'
    )
  })
})

test('segments are in order, without overlaps, equal to the stream, and the same for any chunk sizes', async () => {
  const sentence = await spoken('awb', 'The valve is open')
  const stream = joined(silence(0.7), sentence, silence(0.9), sentence, silence(0.3), sentence)
  const whole = await found(stream)
  expect(whole.length).toBeGreaterThan(1)
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 40_000 }), async (size) => {
      const segments = await found(stream, {}, size)
      expect(segments.map(({ start, end }) => [start, end])).toEqual(
        whole.map(({ start, end }) => [start, end])
      )
      let last = 0
      for (const { start, end, samples } of segments) {
        expect(start).toBeGreaterThanOrEqual(last)
        last = end
        const from = Math.round(start * SAMPLE_RATE)
        expect(
          Buffer.from(samples.buffer).equals(Buffer.from(stream.slice(from, from + samples.length).buffer))
        ).toBe(true)
      }
    }),
    { numRuns: 8 }
  )
})

test('speech before a failure of the stream is found, then the failure is thrown', async () => {
  const sentence = await spoken('slt')
  const breaking = async function* (): AsyncGenerator<Int16Array> {
    yield sentence
    throw new Error('the line went dead')
  }
  const segments: number[] = []
  const reading = async (): Promise<void> => {
    for await (const { samples } of segmentSpeech(breaking())) segments.push(samples.length / SAMPLE_RATE)
  }
  await expect(reading()).rejects.toThrow('the line went dead')
  expect(segments).toHaveLength(1)
})

test('a long stream is held in little memory, and an abort ends it', async () => {
  const sentence = await spoken('slt')
  const piece = joined(sentence, silence(1))
  const end = new AbortController()
  let consumed = 0
  const endless = async function* (): AsyncGenerator<Int16Array> {
    for (;;) {
      consumed += piece.length
      yield piece.slice()
    }
  }
  const before = process.memoryUsage().arrayBuffers
  const reading = async (): Promise<void> => {
    for await (const _ of segmentSpeech(endless(), { signal: end.signal })) {
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 2 ** 20)
      if (consumed > 120 * SAMPLE_RATE) end.abort(new Error('enough'))
    }
  }
  await expect(reading()).rejects.toThrow('enough')
})
