import { execFileSync } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  AudioUnreadable,
  convertToWav,
  decodeAudio,
  probeAudio,
  ticksOfSamples,
  wavHeader,
  writeWav
} from './index.ts'

let folder = ''
const at = (name: string): string => join(folder, name)
const ffmpeg = (...args: string[]): Buffer => execFileSync('ffmpeg', ['-v', 'error', '-y', ...args])

async function collect(input: Parameters<typeof decodeAudio>[0], signal?: AbortSignal): Promise<Int16Array> {
  const parts: Buffer[] = []
  for await (const part of decodeAudio(input, signal === undefined ? {} : { signal }))
    parts.push(Buffer.from(part.buffer))
  const bytes = Buffer.concat(parts)
  return new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2)
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vernacular-test-'))
  execFileSync('flite', ['-voice', 'slt', '-t', 'the valve is open', '-o', at('speech.wav')])
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Similarity of two signals, 1 = equal, at the best shift of up to 0.1 s (codecs delay). */
function similarity(a: Int16Array, b: Int16Array): number {
  let best = 0
  for (let shift = -1_600; shift <= 1_600; shift += 1) {
    let [ab, aa, bb] = [0, 0, 0]
    for (let i = 4_000; i < Math.min(a.length, b.length) - 4_000; i += 3) {
      const [x, y] = [a[i] ?? 0, b[i + shift] ?? 0]
      ab += x * y
      aa += x * x
      bb += y * y
    }
    best = Math.max(best, ab / Math.sqrt(aa * bb))
  }
  return best
}

describe('the same speech in every accepted format', () => {
  test.each([
    ['s16.wav', ['-c:a', 'pcm_s16le'], 1],
    ['s24.wav', ['-c:a', 'pcm_s24le'], 1],
    ['s32.wav', ['-c:a', 'pcm_s32le'], 1],
    ['u8.wav', ['-c:a', 'pcm_u8'], 0.98],
    ['f32.wav', ['-c:a', 'pcm_f32le'], 1],
    ['f64.wav', ['-c:a', 'pcm_f64le'], 1],
    ['mulaw.wav', ['-c:a', 'pcm_mulaw'], 0.99],
    ['alaw.wav', ['-c:a', 'pcm_alaw'], 0.99],
    ['six-channels.wav', ['-ac', '6', '-c:a', 'pcm_s16le'], 0.99],
    ['telephone.wav', ['-ar', '8000', '-c:a', 'pcm_mulaw'], 0.9],
    ['studio.wav', ['-ar', '48000', '-ac', '2', '-c:a', 'pcm_s24le'], 0.99],
    ['adpcm.wav', ['-c:a', 'adpcm_ima_wav'], 0.98],
    ['a.mp3', [], 0.95],
    ['a.flac', [], 1],
    ['a.ogg', ['-c:a', 'libopus'], 0.9],
    ['a.webm', ['-c:a', 'libopus'], 0.9],
    ['a.m4a', [], 0.95]
  ] as const)('%s', async (name, options, expected) => {
    const original = await collect(at('speech.wav'))
    ffmpeg('-i', at('speech.wav'), ...options, at(name))
    const decoded = await collect(at(name))
    expect(Math.abs(decoded.length - original.length)).toBeLessThan(16_000 * 0.15)
    expect(similarity(original, decoded)).toBeGreaterThan(expected - 0.005)
    // ffmpeg trims an MP3's padding (less than a packet) only where it can seek.
    const streamed = await collect(createReadStream(at(name)))
    expect(Math.abs(streamed.length - decoded.length)).toBeLessThan(1_152)
    const facts = await probeAudio(at(name))
    expect(Math.abs((facts.durationTicks ?? 0) - ticksOfSamples(original.length))).toBeLessThan(1_500_000)
  })

  test('a G.711 file is expanded exactly as ffmpeg expands it', async () => {
    for (const [codec, format] of [
      ['pcm_mulaw', 'mulaw'],
      ['pcm_alaw', 'alaw']
    ] as const) {
      const codes = Uint8Array.from({ length: 256 }, (_, code) => code)
      await writeFile(at('codes.raw'), codes)
      ffmpeg('-f', format, '-ar', '16000', '-ac', '1', '-i', at('codes.raw'), '-c:a', codec, at('codes.wav'))
      const expected = ffmpeg('-i', at('codes.wav'), '-f', 's16le', '-c:a', 'pcm_s16le', 'pipe:1')
      expect([...(await collect(at('codes.wav')))]).toEqual([
        ...new Int16Array(expected.buffer, expected.byteOffset, 256)
      ])
    }
  })
})

test('16 kHz mono WAV is read without any other process', async () => {
  const path = process.env.PATH
  process.env.PATH = '/nonexistent'
  try {
    expect((await collect(at('speech.wav'))).length).toBeGreaterThan(10_000)
    await writeFile(at('not.mp3'), 'ID3')
    await expect(collect(at('not.mp3'))).rejects.toMatchObject({ code: 'no-decoder' })
  } finally {
    process.env.PATH = path
  }
})

describe('converting to a WAV file', () => {
  test('gives a 16 kHz mono file and its duration', async () => {
    ffmpeg('-i', at('speech.wav'), '-ar', '44100', '-ac', '2', at('cd.mp3'))
    const written = await convertToWav(at('cd.mp3'), at('out.wav'))
    expect(written).toMatchObject({ sampleRate: 16_000, channels: 1 })
    expect(await probeAudio(at('out.wav'))).toEqual({ container: 'wav', encoding: 's16', ...written })
    expect((await stat(at('out.wav'))).size).toBe(44 + (written.durationTicks / 625) * 2)
  })

  test('leaves no file when the source is rejected', async () => {
    await writeFile(at('noise.mp3'), 'this is not audio at all')
    await expect(convertToWav(at('noise.mp3'), at('half.wav'))).rejects.toMatchObject({ code: 'not-audio' })
    await writeFile(at('cut.wav'), (await readFile(at('speech.wav'))).subarray(0, 9_000))
    await expect(convertToWav(at('cut.wav'), at('half.wav'))).rejects.toMatchObject({ code: 'truncated' })
    expect(await readdir(folder)).not.toContain('half.wav')
  })

  test('an error never contains the path of the file', async () => {
    await writeFile(at('noise.ogg'), 'OggS but not really')
    const error: unknown = await collect(at('noise.ogg')).catch((rejected: unknown) => rejected)
    expect(error).toBeInstanceOf(AudioUnreadable)
    expect(String(error)).not.toContain(folder)
  })
})

describe('hostile files', () => {
  test('a playlist cannot make the decoder open other files', async () => {
    const lines = ['#EXTM3U', '#EXTINF:5,', at('speech.wav'), '#EXT-X-ENDLIST', '']
    await writeFile(at('list.m3u8'), lines.join('\n'))
    await writeFile(at('list.txt'), `ffconcat version 1.0\nfile ${at('speech.wav')}\n`)
    for (const name of ['list.m3u8', 'list.txt']) {
      await expect(collect(at(name))).rejects.toMatchObject({ code: 'not-audio' })
      await expect(probeAudio(at(name))).rejects.toMatchObject({ code: 'not-audio' })
    }
  })

  test('a picture and a silent film are not audio', async () => {
    ffmpeg('-f', 'lavfi', '-i', 'color=red:size=16x16:duration=1', at('film.mp4'))
    ffmpeg('-f', 'lavfi', '-i', 'color=red:size=16x16', '-frames:v', '1', at('picture.png'))
    for (const name of ['film.mp4', 'picture.png']) {
      await expect(collect(at(name))).rejects.toMatchObject({ code: 'not-audio' })
      await expect(probeAudio(at(name))).rejects.toMatchObject({ code: 'not-audio' })
    }
  })

  test('a file full of damage is rejected, not turned into half a transcript', async () => {
    ffmpeg('-stream_loop', '20', '-i', at('speech.wav'), at('long.flac'))
    const bytes = await readFile(at('long.flac'))
    for (let i = 20_000; i < bytes.length; i += 700) bytes[i] = (bytes[i] ?? 0) ^ 0x5a
    await writeFile(at('damaged.flac'), bytes)
    await expect(collect(at('damaged.flac'))).rejects.toMatchObject({ code: 'damaged' })
  })

  test('random bytes under any name tag end in samples or a typed error', async () => {
    const tags = fc.constantFrom(
      'ID3',
      'OggS',
      'fLaC',
      'RIFF0000WAVEfmt ',
      '\x00\x00\x00\x18ftypisom',
      '\x1aE\xdf\xa3',
      ''
    )
    await fc.assert(
      fc.asyncProperty(tags, fc.uint8Array({ minLength: 1, maxLength: 300 }), async (tag, noise) => {
        async function* source(): AsyncGenerator<Uint8Array> {
          yield Buffer.concat([Buffer.from(tag, 'latin1'), noise])
        }
        await collect(source()).catch((error: unknown) => {
          if (!(error instanceof AudioUnreadable)) throw error
        })
      }),
      { numRuns: 25 }
    )
  })
})

describe('stopping', () => {
  const silence = async function* (): AsyncGenerator<Uint8Array> {
    yield wavHeader({ sampleRate: 8_000 })
    for (;;) yield Buffer.alloc(16_000)
  }
  const children = (): string =>
    execFileSync('ps', ['--ppid', String(process.pid), '-o', 'comm='], { encoding: 'utf8' })

  test('an endless source is read in bounded memory, and an abort ends it and its decoder', async () => {
    const stop = new AbortController()
    const reading = async (): Promise<void> => {
      let samples = 0
      for await (const part of decodeAudio(silence(), { signal: stop.signal })) {
        samples += part.length
        if (samples > 16_000 * 600) stop.abort(new Error('enough'))
      }
    }
    const before = process.memoryUsage().rss
    await expect(reading()).rejects.toThrow('enough')
    expect(process.memoryUsage().rss - before).toBeLessThan(150e6)
    while (children().includes('ffmpeg')) await turn()
  })

  test('a caller who stops listening leaves no decoder behind', async () => {
    for await (const _ of decodeAudio(silence())) break
    while (children().includes('ffmpeg')) await turn()
  })

  test('an abort ends the wait for a source that has gone silent', async () => {
    const stop = new AbortController()
    async function* silent(): AsyncGenerator<Uint8Array> {
      yield wavHeader()
      await new Promise(() => {})
    }
    const reading = collect(silent(), stop.signal)
    setImmediate(() => stop.abort(new Error('gave up')))
    await expect(reading).rejects.toThrow('gave up')
  })

  test("a source's own error reaches the caller", async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield wavHeader({ sampleRate: 8_000 })
      yield Buffer.alloc(8_000)
      throw new Error('connection lost')
    }
    await expect(collect(broken())).rejects.toThrow('connection lost')
  })

  test('a failing writer removes its file', async () => {
    async function* failing(): AsyncGenerator<Int16Array> {
      yield new Int16Array(100)
      throw new Error('no more')
    }
    await expect(writeWav(at('failing.wav'), failing())).rejects.toThrow('no more')
    expect(await readdir(folder)).not.toContain('failing.wav')
  })
})
