import OpenAI, { toFile } from 'openai'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { KEY, type RunningService, startInProcess } from '../../../tests/in-process-service.ts'
import { type Entity, spokenBy } from '../../../tests/synthetic-clips.ts'
import { wavHeader } from '../../speech/audio/index.ts'

const SENTENCE = 'The grapnel slipped off the mooring chain.'
const SECOND = 16_000

let running: RunningService
let client: OpenAI
let model: Entity
let forward: Int16Array
let open: Int16Array
let grapnel: Int16Array

const idOf = ({ self }: Entity): string => self.split('/').at(-1) ?? ''
const finished = (entity: Entity): Promise<Entity> => running.api.finished(entity, () => undefined)

beforeAll(async () => {
  running = await startInProcess()
  client = new OpenAI({ baseURL: `${running.address}/v1`, apiKey: KEY, maxRetries: 0 })
  const spoken = async (voice: string, sentence: string): Promise<Int16Array> => {
    const [clip] = await spokenBy(voice, [sentence])
    return new Int16Array(clip?.wav.buffer.slice(clip.wav.byteOffset + 44) ?? new ArrayBuffer(0))
  }
  forward = await spoken('rms', 'Go forward ten meters.')
  open = await spoken('rms', 'The door is open.')
  grapnel = await spoken('slt', SENTENCE)
  model = await finished(
    await running.api.post('/models', {
      displayName: 'mooring',
      locale: 'en-US',
      text: `${SENTENCE}\nPaint the grapnel before the regatta.\nTie the mooring chain to the grapnel.`
    })
  )
})
afterAll(() => running.close())

const pause = (seconds: number): Int16Array => new Int16Array(seconds * SECOND)

/** A recording of these samples, one after the other. */
async function recording(...parts: readonly Int16Array[]): Promise<File> {
  const samples = Buffer.concat(
    parts.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength))
  )
  return toFile(Buffer.concat([wavHeader({ dataBytes: samples.length }), samples]), 'call.wav')
}
const both = (): Promise<File> => recording(pause(1), forward, pause(2), open, pause(1))
const BOTH = 'Go forward 10 meters. The door is open.'

describe("OpenAI's client transcribes", () => {
  test('to json', async () => {
    const answer = await client.audio.transcriptions.create({ file: await both(), model: 'base' })
    expect(answer.text).toBe(BOTH)
    const seconds = Math.ceil(4 + (forward.length + open.length) / SECOND)
    expect(answer.usage).toEqual({ type: 'duration', seconds })
  })

  test('to text', async () => {
    const answer = await client.audio.transcriptions.create({
      file: await both(),
      model: 'base',
      language: 'en',
      response_format: 'text'
    })
    expect(answer).toBe(`${BOTH}\n`)
  })

  test('with a prompt that names what will be said', async () => {
    const [clip] = await spokenBy('rms', ['please send the report about quillfeather to the office'])
    const file = await toFile(clip?.wav ?? Buffer.alloc(0), 'call.wav')
    const requested = { file, model: 'base' }
    expect((await client.audio.transcriptions.create(requested)).text).not.toContain('uillfeather')
    const prompted = await client.audio.transcriptions.create({
      ...requested,
      prompt: 'Blanca Wexford, Quillfeather.'
    })
    expect(prompted.text).toBe('Please send the report about Quillfeather to the office.')
    const unweighted = { ...requested, prompt: 'Quillfeather', prompt_weight: 0 }
    expect((await client.audio.transcriptions.create(unweighted)).text).not.toContain('uillfeather')
  })

  test('to subtitles, SubRip and WebVTT', async () => {
    const as = (response_format: 'srt' | 'vtt') => async () =>
      client.audio.transcriptions.create({ file: await both(), model: 'base', response_format })
    expect(await as('srt')()).toMatch(
      /^1\n00:00:01,\d{3} --> 00:00:02,\d{3}\nGo forward 10 meters\.\n\n2\n00:00:05,\d{3} --> 00:00:06,\d{3}\nThe door is open\.\n\n$/
    )
    expect(await as('vtt')()).toMatch(
      /^WEBVTT\n\n00:00:01\.\d{3} --> 00:00:02\.\d{3}\nGo forward 10 meters\.\n\n00:00:05\.\d{3} --> /
    )
  })

  test('to verbose json, with segments and words', async () => {
    const answer = await client.audio.transcriptions.create({
      file: await both(),
      model: 'base',
      response_format: 'verbose_json',
      timestamp_granularities: ['word', 'segment']
    })
    expect(answer).toMatchObject({ language: 'english', text: BOTH })
    expect(answer.duration).toBeCloseTo(4 + (forward.length + open.length) / SECOND, 2)
    expect(answer.segments?.map(({ id, text }) => [id, text])).toEqual([
      [0, 'Go forward 10 meters.'],
      [1, 'The door is open.']
    ])
    const words = answer.words ?? []
    expect(words.map(({ word }) => word).join(' ')).toBe(BOTH)
    for (const [index, { start, end }] of words.entries()) {
      expect(end).toBeGreaterThan(start)
      expect(start).toBeGreaterThanOrEqual(words[index - 1]?.end ?? 0)
    }
    for (const { start, end, avg_logprob } of answer.segments ?? []) {
      expect(end).toBeGreaterThan(start)
      expect(avg_logprob).toBeLessThanOrEqual(0)
    }
    const segmentsOnly = await client.audio.transcriptions.create({
      file: await recording(open),
      model: 'base',
      response_format: 'verbose_json'
    })
    expect(segmentsOnly.segments).toHaveLength(1)
    expect(segmentsOnly.words).toBeUndefined()
  })

  test('as a stream of events, phrase by phrase', async () => {
    const events = await client.audio.transcriptions.create({
      file: await both(),
      model: 'base',
      stream: true
    })
    const deltas: string[] = []
    let done: string | undefined
    for await (const event of events) {
      if (event.type === 'transcript.text.delta') deltas.push(event.delta)
      else if (event.type === 'transcript.text.done') done = event.text
    }
    expect(deltas).toEqual(['Go forward 10 meters.', ' The door is open.'])
    expect(done).toBe(BOTH)
  })

  test('silence to nothing, in every format', async () => {
    const file = await recording(pause(2))
    expect((await client.audio.transcriptions.create({ file, model: 'base' })).text).toBe('')
    const subtitles = await client.audio.transcriptions.create({
      file,
      model: 'base',
      response_format: 'vtt'
    })
    expect(subtitles).toBe('WEBVTT\n\n')
    const events = await client.audio.transcriptions.create({ file, model: 'base', stream: true })
    const types: string[] = []
    for await (const { type } of events) types.push(type)
    expect(types).toEqual(['transcript.text.done'])
  })
})

describe('model', () => {
  const recognized = async (name: string): Promise<string> =>
    (await client.audio.transcriptions.create({ file: await recording(grapnel), model: name })).text

  test('is a custom model or an endpoint by its id, or the base; all are listed', async () => {
    const endpoint = await finished(
      await running.api.post('/endpoints', {
        displayName: 'harbour',
        locale: 'en-US',
        model: { self: model.self }
      })
    )
    expect(await recognized('base')).not.toBe(SENTENCE)
    expect(await recognized(idOf(model))).toBe(SENTENCE)
    expect(await recognized(idOf(endpoint).toUpperCase())).toBe(SENTENCE)
    const listed: string[] = []
    for await (const { id } of client.models.list()) listed.push(id)
    expect(listed).toEqual(expect.arrayContaining(['base', idOf(model), idOf(endpoint)]))
    expect(await client.models.retrieve(idOf(endpoint))).toMatchObject({
      object: 'model',
      owned_by: 'endpoint'
    })
  })

  test('is an endpoint that logs: what it heard is stored', async () => {
    const endpoint = await finished(
      await running.api.post('/endpoints', {
        displayName: 'logged',
        locale: 'en-US',
        model: { self: model.self },
        properties: { loggingEnabled: true }
      })
    )
    expect(await recognized(idOf(endpoint))).toBe(SENTENCE)
    const { values } = await running.api.get<{ values: { kind: string; name: string }[] }>(
      `/endpoints/${idOf(endpoint)}/files/logs`
    )
    expect(values.map(({ kind }) => kind).sort()).toEqual(['Audio', 'Transcription'])
  })

  test('that does not exist is not another one in disguise', async () => {
    const error = { status: 404, code: 'model_not_found', param: 'model' }
    await expect(recognized('whisper-1')).rejects.toMatchObject(error)
    await expect(client.models.retrieve('whisper-1')).rejects.toMatchObject(error)
  })
})

describe('is refused with a reason that the client understands:', () => {
  test('a wrong key', async () => {
    const stranger = new OpenAI({ baseURL: `${running.address}/v1`, apiKey: 'not-the-key', maxRetries: 0 })
    await expect(stranger.models.list()).rejects.toBeInstanceOf(OpenAI.AuthenticationError)
    const file = await recording(open)
    await expect(stranger.audio.transcriptions.create({ file, model: 'base' })).rejects.toMatchObject({
      status: 401,
      code: 'invalid_api_key'
    })
  })

  test.each<[string, Record<string, unknown>, string]>([
    ['an unknown format', { response_format: 'diarized_json' }, 'response_format'],
    ['another language', { language: 'de' }, 'language'],
    ['a prompt of a thousand and one names', { prompt: 'a,'.repeat(1_001) }, 'prompt'],
    ['a prompt of more weight than there is', { prompt: 'a', prompt_weight: 2.5 }, 'prompt_weight'],
    ['log probabilities', { include: ['logprobs'] }, 'include[]'],
    ['word times in plain json', { timestamp_granularities: ['word'] }, 'timestamp_granularities[]'],
    ['a stream of subtitles', { stream: true, response_format: 'srt' }, 'stream'],
    ['a field that nobody knows', { translate: 'yes' }, 'translate']
  ])('%s', async (_, options, param) => {
    const file = await recording(open)
    const requests = client.audio.transcriptions.create({ file, model: 'base', ...options } as never)
    await expect(requests).rejects.toMatchObject({ status: 400, type: 'invalid_request_error', param })
  })

  test('no audio: words under an audio name, with and without a stream', async () => {
    const file = await toFile(Buffer.from('these are words, not sound\n'.repeat(50)), 'call.mp3')
    const rejection = { status: 400, message: expect.stringContaining('No audio was found') }
    const { transcriptions } = client.audio
    await expect(transcriptions.create({ file, model: 'base' })).rejects.toMatchObject(rejection)
    await expect(transcriptions.create({ file, model: 'base', stream: true })).rejects.toMatchObject(
      rejection
    )
  })

  test('a form without audio', async () => {
    const body = new FormData()
    body.append('model', 'base')
    const headers = { Authorization: `Bearer ${KEY}` }
    const answer = await fetch(`${running.address}/v1/audio/transcriptions`, {
      method: 'POST',
      headers,
      body
    })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ error: { param: 'file', type: 'invalid_request_error' } })
  })

  test('a recording that breaks off, in the stream once it has begun', async () => {
    const whole = await recording(forward, pause(2), open, pause(1))
    const cut = new File([whole.slice(0, whole.size - 40_000)], 'cut.wav')
    const events = await client.audio.transcriptions.create({ file: cut, model: 'base', stream: true })
    const spokenText: string[] = []
    const reading = async (): Promise<void> => {
      for await (const event of events)
        if (event.type === 'transcript.text.delta') spokenText.push(event.delta)
    }
    await expect(reading()).rejects.toThrow('ends after')
    expect(spokenText[0]).toBe('Go forward 10 meters.')
  })
})
