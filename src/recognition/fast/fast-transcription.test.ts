import { execFileSync } from 'node:child_process'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { TranscriptionClient, type TranscriptionOptions } from '@azure/ai-speech-transcription'
import OpenAI from 'openai'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { conversation, voiceAt } from '../../../tests/conversation.ts'
import { KEY, type RunningService, startInProcess } from '../../../tests/in-process-service.ts'
import { spokenBy } from '../../../tests/synthetic-clips.ts'
import { wavHeader } from '../../speech/audio/index.ts'
import { ConcurrencyLimit } from '../concurrency-limit.ts'

let running: RunningService
let client: TranscriptionClient
/** 16 kHz samples of three sentences. */
let forward: Int16Array
let open: Int16Array
let bastard: Int16Array

beforeAll(async () => {
  running = await startInProcess()
  client = new TranscriptionClient(
    running.address,
    { key: KEY },
    {
      allowInsecureConnection: true,
      retryOptions: { maxRetries: 0 }
    }
  )
  const clips = await spokenBy('rms', ['Go forward ten meters.', 'The door is open.', 'The bastard is open.'])
  const samples = clips.map(({ wav }) => new Int16Array(wav.buffer.slice(wav.byteOffset + 44)))
  forward = samples[0] ?? new Int16Array(0)
  open = samples[1] ?? new Int16Array(0)
  bastard = samples[2] ?? new Int16Array(0)
})
afterAll(() => running.close())

const SECOND = 16_000
const pause = (seconds: number): Int16Array => new Int16Array(seconds * SECOND)

/** A WAV file of one array of parts a channel, the shorter ones ending in silence. */
function wav(...channels: readonly (readonly Int16Array[])[]): Buffer<ArrayBuffer> {
  const joined = channels.map((parts) => Int16Array.from(parts.flatMap((part) => [...part])))
  const frames = Math.max(...joined.map(({ length }) => length))
  const samples = new Int16Array(frames * joined.length)
  for (let at = 0; at < samples.length; at++) {
    samples[at] = joined[at % joined.length]?.[Math.floor(at / joined.length)] ?? 0
  }
  const header = wavHeader({ dataBytes: samples.byteLength, channels: joined.length })
  return Buffer.concat([header, new Uint8Array(samples.buffer)])
}

const transcribe = (audio: Buffer<ArrayBuffer>, options: TranscriptionOptions = {}) =>
  client.transcribe(audio, { locales: ['en-US'], ...options })

describe("Microsoft's client", () => {
  test('hears phrases, with times of phrases and words from the start of the recording', async () => {
    const audio = wav([pause(2), forward, pause(3), open, pause(1)])
    const result = await transcribe(audio)
    expect(result.durationInMs).toBe(Math.round((audio.length - 44) / 32))
    expect(result.combinedPhrases).toEqual([{ text: 'Go forward 10 meters. The door is open.' }])
    expect(result.phrases.map(({ text, locale }) => [text, locale])).toEqual([
      ['Go forward 10 meters.', 'en-US'],
      ['The door is open.', 'en-US']
    ])
    const [first, second] = result.phrases
    const secondStart = 5_000 + forward.length / 16
    expect(first?.offsetInMs).toBeGreaterThan(1_900)
    expect(first?.offsetInMs).toBeLessThan(2_500)
    expect(second?.offsetInMs).toBeGreaterThan(secondStart - 100)
    expect(second?.offsetInMs).toBeLessThan(secondStart + 500)
    expect(second?.confidence).toBeGreaterThan(0.1)
    expect(second?.words?.map(({ text }) => text)).toEqual(['The', 'door', 'is', 'open.'])
    let last = second?.offsetInMs ?? 0
    for (const { offsetInMs, durationInMs } of second?.words ?? []) {
      expect(offsetInMs).toBeGreaterThanOrEqual(last)
      last = offsetInMs + durationInMs
    }
    expect(last).toBeLessThanOrEqual((second?.offsetInMs ?? 0) + (second?.durationInMs ?? 0) + 20)
  })

  test('hears each channel of a stereo call apart', async () => {
    const audio = wav([pause(1), forward, pause(3)], [pause(4), open, pause(1)])
    const both = await transcribe(audio, { activeChannels: [0, 1] })
    expect(both.combinedPhrases).toEqual([
      { channel: 0, text: 'Go forward 10 meters.' },
      { channel: 1, text: 'The door is open.' }
    ])
    expect(both.phrases.map(({ channel }) => channel)).toEqual([0, 1])
    const right = await transcribe(audio, { activeChannels: [1] })
    expect(right.combinedPhrases).toEqual([{ channel: 1, text: 'The door is open.' }])
    expect((await transcribe(audio)).combinedPhrases).toEqual([
      { text: 'Go forward 10 meters. The door is open.' }
    ])
  })

  test('tells who speaks, though nobody pauses between two turns', async () => {
    const call = await conversation(['rms', 'slt', 'rms', 'slt', 'rms', 'slt'])
    const { phrases } = await transcribe(call.wav, { diarizationOptions: { maxSpeakers: 4 } })
    expect(phrases.length).toBeGreaterThan(5)
    for (const { speaker, offsetInMs = 0, durationInMs = 0 } of phrases) {
      expect(['rms', 'slt'][Number(speaker) - 1]).toBe(voiceAt(call, offsetInMs, durationInMs))
    }
  })

  test('a mono recording has one voice, whatever channels are asked for', async () => {
    const { combinedPhrases } = await transcribe(wav([forward]), { activeChannels: [0, 1] })
    expect(combinedPhrases).toEqual([{ text: 'Go forward 10 meters.' }])
  })

  test.each(['mp3', 'ogg', 'flac', 'webm'])('reads %s', async (format) => {
    const codec = format === 'ogg' || format === 'webm' ? ['-c:a', 'libopus'] : []
    const coded = execFileSync('ffmpeg', ['-v', 'error', '-i', '-', ...codec, '-f', format, '-'], {
      input: wav([forward])
    })
    const { combinedPhrases } = await transcribe(Buffer.from(coded))
    expect(combinedPhrases[0]?.text).toBe('Go forward 10 meters.')
  })

  test.each<[TranscriptionOptions['profanityFilterMode'], string]>([
    ['None', 'The bastard is open.'],
    ['Masked', 'The ******* is open.'],
    ['Removed', 'The is open.'],
    ['Tags', 'The <profanity>bastard</profanity> is open.'],
    [undefined, 'The ******* is open.']
  ])('hides profanity in mode %s', async (profanityFilterMode, text) => {
    const options = profanityFilterMode === undefined ? {} : { profanityFilterMode }
    expect((await transcribe(wav([bastard]), options)).combinedPhrases[0]?.text).toBe(text)
  })

  test('hears the phrases of a list, and writes them as the list does', async () => {
    const [clip] = await spokenBy('rms', ['please send the report about quillfeather to the office'])
    const audio = clip?.wav ?? Buffer.alloc(0)
    const phraseList = { phrases: ['Quillfeather', 'Blanca Wexford'] }
    const text = async (options: TranscriptionOptions): Promise<string | undefined> =>
      (await transcribe(audio, options)).combinedPhrases[0]?.text
    expect(await text({})).not.toContain('uillfeather')
    expect(await text({ phraseList })).toBe('Please send the report about Quillfeather to the office.')
    expect(await text({ phraseList: { ...phraseList, biasingWeight: 0 } })).not.toContain('uillfeather')
  })

  test('silence has no phrases', async () => {
    expect(await transcribe(wav([pause(3)]))).toEqual({
      durationInMs: 3_000,
      combinedPhrases: [{ text: '' }],
      phrases: []
    })
  })

  test('without options the locale is en-US, and a named model answers', async () => {
    const { combinedPhrases } = await client.transcribe(wav([open]))
    expect(combinedPhrases[0]?.text).toBe('The door is open.')
    const { values } = (await running.api.get('/models/base')) as { values: { self: string }[] }
    const models = { 'en-US': values[0]?.self ?? '' }
    expect((await transcribe(wav([open]), { models })).combinedPhrases[0]?.text).toBe('The door is open.')
  })

  describe('fetches the recording from an address', () => {
    let files: Server
    let address = ''
    beforeAll(async () => {
      files = createServer((request, response) => {
        if (request.url === '/open.wav') response.end(wav([open]))
        else response.writeHead(404).end()
      })
      await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve))
      address = `http://127.0.0.1:${(files.address() as AddressInfo).port}`
    })
    afterAll(() => files.close())

    test('that answers', async () => {
      const { combinedPhrases } = await client.transcribe(`${address}/open.wav`)
      expect(combinedPhrases[0]?.text).toBe('The door is open.')
    })

    test('and says so when it does not', async () => {
      await expect(client.transcribe(`${address}/gone.wav`)).rejects.toThrow('answered 404')
    })
  })

  test.each<[string, TranscriptionOptions, string]>([
    ['several locales', { locales: ['en-US', 'de-DE'] }, 'cannot identify the spoken language'],
    ['a locale without a model', { locales: ['xx-XX'] }, 'no base model for locale xx-XX'],
    ['one speaker at most', { diarizationOptions: { maxSpeakers: 1 } }, 'a whole number from 2 to 35'],
    [
      'speakers in channels',
      { diarizationOptions: { maxSpeakers: 2 }, activeChannels: [0, 1] },
      'separate channels already separate the speakers'
    ],
    ['an enhanced mode', { enhancedMode: { task: 'transcribe' } }, 'enhancedMode is requested'],
    ['an unknown model', { models: { 'en-US': 'https://host/models/1' } }, 'definition.models.en-US'],
    [
      'a list leaned on too much',
      { phraseList: { phrases: ['a'], biasingWeight: 3 } },
      'a number from 0 to 2'
    ],
    ['a third channel', { activeChannels: [2] }, 'channels[0] must be a whole number from 0 to 1']
  ])('is told why %s cannot be had', async (_, options, message) => {
    await expect(transcribe(wav([forward]), options)).rejects.toThrow(message)
  })

  test('is told what is wrong with the audio, and with its key', async () => {
    const text = Buffer.from('these are words, not sound\n'.repeat(50))
    await expect(transcribe(text)).rejects.toMatchObject({ statusCode: 400, code: 'InvalidRequest' })
    const stranger = new TranscriptionClient(
      running.address,
      { key: 'not-the-key-at-all' },
      {
        allowInsecureConnection: true
      }
    )
    await expect(stranger.transcribe(wav([forward]))).rejects.toMatchObject({ statusCode: 401 })
  })
})

describe('a form as other clients write it', () => {
  const post = async (parts: readonly (readonly [string, string | Blob, string?])[]): Promise<Response> => {
    const form = new FormData()
    for (const [name, value, fileName] of parts) {
      if (typeof value === 'string') form.append(name, value)
      else form.append(name, value, fileName)
    }
    return fetch(`${running.address}/speechtotext/transcriptions:transcribe?api-version=2024-11-15`, {
      method: 'POST',
      headers: { 'Ocp-Apim-Subscription-Key': KEY },
      body: form
    })
  }

  test('a token in place of the key', async () => {
    const issued = await fetch(`${running.address}/sts/v1.0/issueToken`, {
      method: 'POST',
      headers: { 'Ocp-Apim-Subscription-Key': KEY }
    })
    const body = new FormData()
    body.append('audio', new Blob([wav([open])]))
    const answer = await fetch(
      `${running.address}/speechtotext/transcriptions:transcribe?api-version=2025-10-15`,
      {
        method: 'POST',
        headers: { Authorization: `Bearer ${await issued.text()}` },
        body
      }
    )
    expect(await answer.json()).toMatchObject({ combinedPhrases: [{ text: 'The door is open.' }] })
  })

  test('the audio first, the definition as a file', async () => {
    const definition = new Blob(['{"locales":["en-US"]}'], { type: 'application/json' })
    const answer = await post([
      ['audio', new Blob([wav([open])]), 'call.wav'],
      ['definition', definition, 'definition.json']
    ])
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ combinedPhrases: [{ text: 'The door is open.' }] })
  })

  test.each([
    ['no audio', [['definition', '{}']], 'no audio'],
    [
      'a definition that is no JSON',
      [
        ['definition', '{locales'],
        ['audio', new Blob(['x']), 'a']
      ],
      'not valid JSON'
    ],
    [
      'a definition that is a list',
      [
        ['definition', '[]'],
        ['audio', new Blob(['x']), 'a']
      ],
      'not a JSON object'
    ],
    ['an unknown option', [['definition', '{"locale":"en-US"}']], 'definition.locale is not known'],
    [
      'two recordings',
      [
        ['audio', new Blob(['x']), 'a'],
        ['audio', new Blob(['y']), 'b']
      ],
      'twice'
    ]
  ] as const)('%s is refused', async (_, parts, message) => {
    const answer = await post(parts)
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain(message)
  })
})

test('more recordings than the machine can hear at once are turned away, in both shapes', async () => {
  const waiting: ServerResponse[] = []
  const slow = createServer((_, response) => waiting.push(response))
  await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(slow.address() as AddressInfo).port}/slow.wav`
  const { max } = new ConcurrencyLimit()
  try {
    const requested = Array.from({ length: max }, () => client.transcribe(address))
    await expect.poll(() => waiting.length).toBe(max)
    await expect(transcribe(wav([open]))).rejects.toMatchObject({ statusCode: 429, code: 'TooManyRequests' })
    const openAi = new OpenAI({ baseURL: `${running.address}/v1`, apiKey: KEY, maxRetries: 0 })
    const file = new File([wav([open])], 'open.wav')
    await expect(openAi.audio.transcriptions.create({ file, model: 'base' })).rejects.toMatchObject({
      status: 429,
      code: 'rate_limit_exceeded'
    })
    for (const response of waiting) response.end(wav([pause(1)]))
    for (const { phrases } of await Promise.all(requested)) expect(phrases).toEqual([])
    expect((await transcribe(wav([open]))).combinedPhrases[0]?.text).toBe('The door is open.')
  } finally {
    slow.close()
  }
})

test('a client who hangs up gives the engine back', async () => {
  const gone = new AbortController()
  const long = wav(Array.from({ length: 40 }, () => [forward, pause(1)]).flat())
  const requests = client.transcribe(long, { abortSignal: gone.signal })
  const streams = (): number => running.engine.children().reduce((sum, { streams: open }) => sum + open, 0)
  await expect.poll(streams, { timeout: 20_000, interval: 20 }).toBeGreaterThan(0)
  gone.abort()
  await expect(requests).rejects.toThrow()
  await expect.poll(streams, { timeout: 10_000, interval: 20 }).toBe(0)
})
