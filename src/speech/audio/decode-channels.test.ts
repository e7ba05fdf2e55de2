import { execFileSync } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AudioUnreadable, decodeChannels, SAMPLE_RATE, TICKS_PER_SECOND, wavHeader } from './index.ts'

let folder = ''
const at = (name: string): string => join(folder, name)
const ffmpeg = (...args: string[]): Buffer => execFileSync('ffmpeg', ['-v', 'error', '-y', ...args])

/** Left hums at 300 Hz, right at 1200 Hz: swapped or mixed channels show at once. */
const TONES = ['-f', 'lavfi', '-i', 'aevalsrc=0.4*sin(600*PI*t)|0.2*sin(2400*PI*t):s=48000:d=2']

type Channels = Readonly<{ lengths: readonly number[]; crossings: readonly number[] }>

async function measure(input: Parameters<typeof decodeChannels>[0]): Promise<Channels> {
  const lengths: number[] = []
  const crossings: number[] = []
  for await (const channels of decodeChannels(input)) {
    for (const [channel, samples] of channels.entries()) {
      lengths[channel] = (lengths[channel] ?? 0) + samples.length
      let crossed = 0
      for (let i = 1; i < samples.length; i++) {
        if ((samples[i - 1] ?? 0) < 0 && (samples[i] ?? 0) >= 0) crossed++
      }
      crossings[channel] = (crossings[channel] ?? 0) + crossed
    }
  }
  return { lengths, crossings }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vernacular-test-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('stereo is split into its channels', () => {
  test.each([
    ['pcm16k.wav', ['-ar', '16000', '-c:a', 'pcm_s16le']],
    ['pcm8k.wav', ['-ar', '8000', '-c:a', 'pcm_s16le']],
    ['pcm48k.wav', ['-c:a', 'pcm_s24le']],
    ['float.wav', ['-ar', '44100', '-c:a', 'pcm_f32le']],
    ['mulaw.wav', ['-ar', '8000', '-c:a', 'pcm_mulaw']],
    ['alaw.wav', ['-ar', '16000', '-c:a', 'pcm_alaw']],
    ['stereo.mp3', ['-ar', '22050', '-q:a', '2']],
    ['stereo.opus', ['-c:a', 'libopus', '-b:a', '96k']],
    ['stereo.ogg', ['-c:a', 'libvorbis']],
    ['stereo.flac', ['-ar', '32000']],
    ['stereo.m4a', ['-c:a', 'aac']],
    ['stereo.aac', ['-c:a', 'aac', '-f', 'adts']],
    ['stereo.webm', ['-c:a', 'libopus']]
  ])('%s, as a file and as a stream', async (name, encoding) => {
    ffmpeg(...TONES, ...encoding, at(name))
    for (const input of [at(name), createReadStream(at(name))]) {
      const { lengths, crossings } = await measure(input)
      expect(lengths).toHaveLength(2)
      expect(lengths[0]).toBe(lengths[1])
      // Codecs pad their ends and start softly.
      expect(Math.abs((lengths[0] ?? 0) / SAMPLE_RATE - 2)).toBeLessThan(0.15)
      expect(Math.abs((crossings[0] ?? 0) - 600)).toBeLessThan(60)
      expect(Math.abs((crossings[1] ?? 0) - 2400)).toBeLessThan(160)
    }
  })
})

test.each([
  ['mono.wav', ['-ar', '16000'], 1],
  ['six.flac', [], 6]
])('%s gives as many channels as it has', async (name, encoding, channels) => {
  ffmpeg('-f', 'lavfi', '-i', 'sine=300:d=1', ...encoding, '-ac', String(channels), at(name))
  expect((await measure(at(name))).lengths).toHaveLength(channels)
})

test('AMR, whose frames of 20 ms are written by hand: no free encoder comes with ffmpeg', async () => {
  // RFC 4867, section 5: the magic number, then for each frame a head (mode 0, of good quality) and its 95 bits.
  const frame = Buffer.concat([Buffer.from([0x04]), Buffer.alloc(12)])
  await writeFile(at('mono.amr'), Buffer.concat([Buffer.from('#!AMR\n'), ...Array(50).fill(frame)]))
  const { lengths } = await measure(at('mono.amr'))
  expect(lengths).toHaveLength(1)
  expect(Math.abs((lengths[0] ?? 0) - SAMPLE_RATE)).toBeLessThan(800)
})

describe('hostile files', () => {
  const rejection = async (input: string): Promise<string> => {
    try {
      await measure(input)
    } catch (error) {
      if (error instanceof AudioUnreadable) return error.code
      throw error
    }
    return 'accepted'
  }

  test('no audio, nothing at all, a track without samples', async () => {
    await writeFile(at('text.mp3'), 'these are words, not sound\n'.repeat(100))
    await writeFile(at('empty.mp3'), '')
    await writeFile(at('silent.wav'), wavHeader({ dataBytes: 0, channels: 2 }))
    expect(await rejection(at('text.mp3'))).toBe('not-audio')
    expect(await rejection(at('empty.mp3'))).toBe('empty')
    expect(await rejection(at('silent.wav'))).toBe('empty')
  })

  test('a stereo WAV file cut short gives what it has, then says so', async () => {
    ffmpeg(...TONES, '-ar', '16000', at('cut.wav'))
    await truncate(at('cut.wav'), 64_003)
    let samples = 0
    const reading = async (): Promise<void> => {
      for await (const [left] of decodeChannels(at('cut.wav'))) samples += left?.length ?? 0
    }
    await expect(reading()).rejects.toMatchObject({ code: 'truncated' })
    expect(samples).toBeGreaterThan(15_000)
  })

  test('an m4a without its index is rejected', async () => {
    ffmpeg(...TONES, '-c:a', 'aac', at('cut.m4a'))
    await truncate(at('cut.m4a'), 5_000)
    expect(await rejection(at('cut.m4a'))).toBe('not-audio')
  })

  test.each(['mp3', 'opus', 'flac', 'm4a', 'webm', 'aac', 'wav'])(
    '%s cut short or overwritten ends in samples or a typed error',
    async (format) => {
      const codec = format === 'webm' || format === 'opus' ? ['-c:a', 'libopus'] : []
      ffmpeg(...TONES, ...codec, at(`whole.${format}`))
      const whole = await readFile(at(`whole.${format}`))
      for (const share of [0.02, 0.5, 0.95]) {
        const cut = whole.subarray(0, Math.floor(whole.length * share))
        const spoilt = Buffer.from(whole)
        // Every ninth byte from there on: the same damage in each run.
        for (let place = cut.length; place < spoilt.length; place += 9) spoilt[place] = (place * 31) % 256
        for (const bytes of [cut, spoilt]) {
          await writeFile(at(`hostile.${format}`), bytes)
          const outcome = await rejection(at(`hostile.${format}`))
          expect(['accepted', 'not-audio', 'empty', 'truncated', 'malformed', 'damaged']).toContain(outcome)
        }
      }
    }
  )

  test('a small file that decodes to more than the caller allows is rejected early', async () => {
    ffmpeg('-f', 'lavfi', '-i', 'anullsrc=r=8000:cl=stereo', '-t', '600', '-c:a', 'flac', at('long.flac'))
    const reading = async (): Promise<void> => {
      for await (const _ of decodeChannels(at('long.flac'), { maxDurationTicks: 5 * TICKS_PER_SECOND }));
    }
    await expect(reading()).rejects.toMatchObject({ code: 'too-long' })
  })
})

test('hours of stereo are read in bounded memory, and an abort ends them', async () => {
  const second = Buffer.alloc(16_000 * 4)
  const endless = async function* (): AsyncGenerator<Uint8Array> {
    yield wavHeader({ channels: 2 })
    for (;;) yield second
  }
  const end = new AbortController()
  let samples = 0
  const before = process.memoryUsage().arrayBuffers
  const reading = async (): Promise<void> => {
    for await (const [left] of decodeChannels(endless(), { signal: end.signal })) {
      samples += left?.length ?? 0
      if (samples >= 3_600 * SAMPLE_RATE) {
        expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 2 ** 20)
        end.abort(new Error('enough'))
      }
    }
  }
  await expect(reading()).rejects.toThrow('enough')
})
