import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AudioUnreadable } from './audio-unreadable.ts'
import { decodeAudio } from './decode-audio.ts'
import { SAMPLE_RATE } from './ticks.ts'
import { wavHeader } from './wav-header.ts'

const GUID_TAIL = '000000001000800000aa00389b71'

type Recipe = Readonly<{
  tag?: number
  bits?: number
  channels?: number
  rate?: number
  extensible?: boolean
  before?: readonly Uint8Array[]
  after?: Uint8Array
  dataSize?: number
  riffSize?: number
  body: Uint8Array
}>

const chunk = (name: string, body: Uint8Array, size = body.length): Buffer => {
  const head = Buffer.alloc(8)
  head.write(name, 0, 'latin1')
  head.writeUInt32LE(size, 4)
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)])
}

/** A WAV file as some recorder might write it. */
function wav(recipe: Recipe): Buffer {
  const { tag = 1, bits = 16, channels = 1, rate = SAMPLE_RATE, body } = recipe
  const format = Buffer.alloc(recipe.extensible === true ? 40 : 16)
  format.writeUInt16LE(recipe.extensible === true ? 0xfffe : tag, 0)
  format.writeUInt16LE(channels, 2)
  format.writeUInt32LE(rate, 4)
  format.writeUInt32LE((rate * channels * bits) / 8, 8)
  format.writeUInt16LE((channels * bits) / 8, 12)
  format.writeUInt16LE(bits, 14)
  if (recipe.extensible === true) {
    format.writeUInt16LE(22, 16)
    format.writeUInt16LE(bits, 18)
    format.writeUInt16LE(tag, 24)
    format.write(GUID_TAIL, 26, 'hex')
  }
  const chunks = Buffer.concat([
    ...(recipe.before ?? []),
    chunk('fmt ', format),
    chunk('data', body, recipe.dataSize),
    recipe.after ?? Buffer.alloc(0)
  ])
  const riff = Buffer.alloc(12)
  riff.write('RIFF', 0, 'latin1')
  riff.writeUInt32LE(recipe.riffSize ?? chunks.length + 4, 4)
  riff.write('WAVE', 8, 'latin1')
  return Buffer.concat([riff, chunks])
}

async function* inChunks(bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function samplesOf(bytes: Uint8Array, chunkSize?: number): Promise<number[]> {
  const all: number[] = []
  for await (const part of decodeAudio(inChunks(bytes, chunkSize))) all.push(...part)
  return all
}

const rejection = async (bytes: Uint8Array): Promise<AudioUnreadable> => {
  try {
    await samplesOf(bytes)
  } catch (error) {
    if (error instanceof AudioUnreadable) return error
    throw error
  }
  throw new Error('the audio was accepted')
}

const s16 = (...values: number[]): Buffer => Buffer.from(Int16Array.from(values).buffer)

describe('every WAV encoding comes out as the same samples', () => {
  const float = Buffer.from(Float32Array.of(0, 0.5, -1, 1.5, Number.NaN).buffer)
  const double = Buffer.from(Float64Array.of(0, 0.5, -1, 1.5, Number.NaN).buffer)
  const cases: readonly (readonly [string, Recipe, readonly number[]])[] = [
    ['u8', { bits: 8, body: Uint8Array.of(128, 255, 0) }, [0, 32_512, -32_768]],
    ['s16', { body: s16(0, 1, -32_768, 32_767) }, [0, 1, -32_768, 32_767]],
    ['s24', { bits: 24, body: Uint8Array.of(0, 1, 0, 0xff, 0xff, 0x7f, 0, 0, 0x80) }, [1, 32_767, -32_768]],
    ['s32', { bits: 32, body: Uint8Array.of(0, 0, 1, 0, 0, 0, 0, 0x80) }, [1, -32_768]],
    ['f32', { tag: 3, bits: 32, body: float }, [0, 16_384, -32_768, 32_767, 0]],
    ['f64', { tag: 3, bits: 64, body: double }, [0, 16_384, -32_768, 32_767, 0]],
    // G.711: 0xFF and 0xD5 are silence, 0x80/0x00 and 0xAA/0x2A the loudest of either sign.
    ['mu-law', { tag: 7, bits: 8, body: Uint8Array.of(0xff, 0x80, 0x00) }, [0, 32_124, -32_124]],
    ['A-law', { tag: 6, bits: 8, body: Uint8Array.of(0xd5, 0xaa, 0x2a) }, [8, 32_256, -32_256]]
  ]
  test.each(cases)('%s', async (_, recipe, expected) => {
    expect(await samplesOf(wav(recipe))).toEqual(expected)
    expect(await samplesOf(wav({ ...recipe, extensible: true }))).toEqual(expected)
  })

  test('channels are averaged', async () => {
    expect(await samplesOf(wav({ channels: 2, body: s16(100, 300, -5, 5) }))).toEqual([200, 0])
  })
})

describe('what real recorders write', () => {
  const body = s16(1, 2, 3)
  test.each([
    ['size 0, as when streamed', { dataSize: 0, riffSize: 36 }],
    ['size 0 everywhere', { dataSize: 0, riffSize: 0 }],
    ['size 0xFFFFFFFF', { dataSize: 0xffff_ffff, riffSize: 0xffff_ffff }],
    ['size just under 2 GiB', { dataSize: 0x7fff_f000 }],
    [
      'chunks before the format',
      { before: [chunk('JUNK', Buffer.alloc(27)), chunk('bext', Buffer.alloc(602))] }
    ],
    ['chunks after the samples', { after: chunk('LIST', Buffer.from('INFOnot samples!')) }],
    ['a wrong RIFF size', { riffSize: 7 }]
  ] as const)('%s', async (_, quirk) => {
    expect(await samplesOf(wav({ body, ...quirk }))).toEqual([1, 2, 3])
  })

  test('half a frame at the end is dropped', async () => {
    expect(await samplesOf(wav({ body: Buffer.concat([body, Buffer.of(9)]) }))).toEqual([1, 2, 3])
  })

  test('RF64 files take the size from their ds64 chunk', async () => {
    const sizes = Buffer.alloc(28)
    sizes.writeBigUInt64LE(6n, 8)
    const bytes = wav({
      before: [chunk('ds64', sizes)],
      body,
      dataSize: 0xffff_ffff,
      after: Buffer.from('LIST')
    })
    bytes.write('RF64', 0, 'latin1')
    expect(await samplesOf(bytes)).toEqual([1, 2, 3])
  })
})

describe('errors say why', () => {
  test.each([
    ['no bytes', Buffer.alloc(0), 'empty', 'no bytes'],
    ['no samples', wav({ body: Buffer.alloc(0) }), 'empty', 'no samples'],
    [
      'no samples, then other chunks',
      wav({ body: Buffer.alloc(0), after: chunk('LIST', Buffer.alloc(8)) }),
      'empty',
      'no samples'
    ],
    ['cut in the header', wav({ body: s16(1) }).subarray(0, 30), 'truncated', '"fmt "'],
    ['cut before the samples', wav({ body: s16(1) }).subarray(0, 40), 'truncated', '"data"'],
    ['cut in the samples', wav({ body: s16(1, 2, 3) }).subarray(0, 48), 'truncated', '4 bytes of samples'],
    ['no channels', wav({ channels: 0, body: s16(1) }), 'malformed', '0 channels'],
    ['rate 0', wav({ rate: 0, body: s16(1) }), 'malformed', '0 samples per second'],
    ['seven-byte samples', wav({ bits: 56, body: s16(1) }), 'malformed', 'frames of 7 bytes'],
    [
      'a vast chunk before the format',
      Buffer.concat([Buffer.from('RIFF0000WAVE'), chunk('big!', Buffer.alloc(2), 0xfff_fff0)]),
      'malformed',
      '"big!"'
    ]
  ] as const)('%s', async (_, bytes, code, words) => {
    const error = await rejection(bytes)
    expect(error.code).toBe(code)
    expect(error.message).toContain(words)
  })

  test('a file cut short still gives the samples it has before it is rejected', async () => {
    const recognized: number[] = []
    const reading = async (): Promise<void> => {
      for await (const part of decodeAudio(inChunks(wav({ body: s16(7, 8, 9) }).subarray(0, 48))))
        recognized.push(...part)
    }
    await expect(reading()).rejects.toMatchObject({ code: 'truncated' })
    expect(recognized).toEqual([7, 8])
  })

  test('audio longer than the caller allows', async () => {
    const reading = async (): Promise<void> => {
      for await (const _ of decodeAudio(inChunks(wav({ body: Buffer.alloc(3_200) })), {
        maxDurationTicks: 500_000
      }));
    }
    await expect(reading()).rejects.toMatchObject({ code: 'too-long' })
  })
})

describe('laws', () => {
  test('what we write is what we read, however the bytes arrive', async () => {
    const samples = fc.array(fc.integer({ min: -32_768, max: 32_767 }), { minLength: 1, maxLength: 200 })
    await fc.assert(
      fc.asyncProperty(
        samples,
        fc.integer({ min: 1, max: 97 }),
        fc.boolean(),
        async (values, size, known) => {
          const body = s16(...values)
          const bytes = Buffer.concat([wavHeader(known ? { dataBytes: body.length } : {}), body])
          expect(await samplesOf(bytes, size)).toEqual(values)
        }
      )
    )
  })

  test('a damaged WAV head gives samples or a typed error, never anything else', async () => {
    const good = wav({ body: s16(...Array(50).keys()), before: [chunk('JUNK', Buffer.alloc(10))] })
    const damage = fc.array(fc.tuple(fc.integer({ min: 12, max: 70 }), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 6
    })
    await fc.assert(
      fc.asyncProperty(damage, fc.integer({ min: 12, max: good.length }), async (edits, length) => {
        const bytes = Buffer.from(good.subarray(0, length))
        // Rate and format tag are left alone: other values are for ffmpeg, which the tests beside decodeAudio try.
        const kept = (at: number): boolean => (at >= 38 && at < 40) || (at >= 42 && at < 46)
        for (const [at, value] of edits) if (at < length && !kept(at)) bytes[at] = value
        await samplesOf(bytes).catch((error: unknown) => {
          if (!(error instanceof AudioUnreadable)) throw error
        })
      }),
      { numRuns: 300 }
    )
  })
})
