import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { KEY, type RunningService, startInProcess } from '../../tests/in-process-service.ts'
import { type Clip, spokenBy } from '../../tests/synthetic-clips.ts'
import { wavHeader } from '../speech/audio/index.ts'

let running: RunningService
let clip: Clip

beforeAll(async () => {
  running = await startInProcess()
  clip = (await spokenBy('rms', ['Go forward ten meters.']))[0] as Clip
})
afterAll(() => running.close())

const send = (
  query: string,
  body: Uint8Array<ArrayBuffer> | ReadableStream,
  headers: Record<string, string> = { 'Ocp-Apim-Subscription-Key': KEY }
): Promise<Response> =>
  fetch(`${running.address}/speech/recognition/conversation/cognitiveservices/v1${query}`, {
    method: 'POST',
    headers: { 'Content-Type': 'audio/wav; codecs=audio/pcm; samplerate=16000', ...headers },
    body,
    ...(body instanceof Uint8Array ? {} : { duplex: 'half' as const })
  })

/** MP4 files must be whole before they can be decoded. */
const mp4Start = Buffer.from('\0\0\0\x18ftypM4A \0\0\0\0M4A isom')

const wav = (seconds: number): Uint8Array<ArrayBuffer> => {
  const samples = new Uint8Array(seconds * 32_000)
  return new Uint8Array(Buffer.concat([wavHeader({ dataBytes: samples.length }), samples]))
}

describe('short audio', () => {
  test('simple: the text with its place in the audio', async () => {
    const answer = (await (await send('?language=en-US', new Uint8Array(clip.wav))).json()) as Record<
      string,
      unknown
    >
    expect(answer).toMatchObject({ RecognitionStatus: 'Success', DisplayText: 'Go forward 10 meters.' })
    expect(answer.Offset).toBeLessThan(10_000_000)
    expect(answer.Duration).toBeGreaterThan(5_000_000)
    expect(answer.NBest).toBeUndefined()
  })

  test('detailed: alternatives in all forms, the best first', async () => {
    const answer = await send('?language=en-US&format=detailed', new Uint8Array(clip.wav))
    const { NBest } = (await answer.json()) as { NBest: Record<string, unknown>[] }
    expect(NBest[0]).toMatchObject({
      Lexical: 'go forward ten meters',
      ITN: 'go forward 10 meters',
      MaskedITN: 'go forward 10 meters',
      Display: 'Go forward 10 meters.'
    })
    expect(NBest[0]?.Confidence).toBeGreaterThan(0)
    expect(NBest[0]?.Confidence).toBeLessThanOrEqual(1)
  })

  test('is recognized as it arrives in chunks', async () => {
    const chunks = Array.from({ length: Math.ceil(clip.wav.length / 5000) }, (_, i) =>
      clip.wav.subarray(i * 5000, (i + 1) * 5000)
    )
    const answer = await send('?language=en-US', ReadableStream.from(chunks))
    expect(await answer.json()).toMatchObject({ DisplayText: 'Go forward 10 meters.' })
  })

  test('says why there is no text: silence, or noise', async () => {
    const noMatch = (status: string): object => ({
      RecognitionStatus: status,
      Offset: 0,
      Duration: 20_000_000
    })
    expect(await (await send('?language=en-US', wav(2))).json()).toEqual(noMatch('InitialSilenceTimeout'))
    const clicks = wav(2)
    new DataView(clicks.buffer).setInt16(20_000, 20_000, true)
    expect(await (await send('?language=en-US&format=detailed', clicks)).json()).toEqual(
      noMatch('BabbleTimeout')
    )
  })

  test.each([
    ['noise', (at: number) => 6_000 * (((at * 2_654_435_761) % 4_294_967_296) / 2_147_483_648 - 1)],
    [
      'a chord that swells',
      (at: number) =>
        Math.sin(at / 160_000) *
        [220, 277.2, 329.6].reduce(
          (sum, hertz) => sum + 4_000 * Math.sin((2 * Math.PI * hertz * at) / 16_000),
          0
        )
    ]
  ])('hears no words in %s', async (_what, sampleAt) => {
    const made = wav(20)
    const view = new DataView(made.buffer)
    for (let at = 0; 44 + 2 * at < made.length; at++) view.setInt16(44 + 2 * at, sampleAt(at), true)
    expect(await (await send('?language=en-US', made)).json()).toMatchObject({
      RecognitionStatus: 'BabbleTimeout'
    })
  })

  test('finds nothing to answer where all that was said is removed', async () => {
    const [rude] = await spokenBy('slt', ['Bastard.'])
    const recognized = async (query: string): Promise<unknown> =>
      (await send(`?language=en-US${query}`, new Uint8Array(rude?.wav ?? Buffer.alloc(0)))).json()
    expect(await recognized('&profanity=raw')).toMatchObject({ DisplayText: 'Bastard.' })
    const removed = await recognized('&profanity=removed')
    expect(removed).toMatchObject({ RecognitionStatus: 'NoMatch', Offset: 0 })
    expect(removed).not.toHaveProperty('DisplayText')
  })

  test('hides what its caller does not want to read', async () => {
    const [rude] = await spokenBy('slt', ['This is a damn good engine.'])
    const recognizedWords = async (query: string): Promise<string> => {
      const answer = await send(`?language=en-US${query}`, new Uint8Array(rude?.wav ?? Buffer.alloc(0)))
      return ((await answer.json()) as { DisplayText: string }).DisplayText
    }
    const raw = await recognizedWords('&profanity=raw')
    expect(raw).toContain('damn')
    expect(await recognizedWords('')).toBe(raw.replace('damn', '****'))
    expect(await recognizedWords('&profanity=Removed')).toBe(raw.replace('damn ', ''))
  })

  test.each([
    ['no language', '', 'InvalidLocale'],
    ['a language without a base model', '?language=xx-XX', 'InvalidLocale'],
    ['an unknown format', '?language=en-US&format=loud', 'InvalidParameterValue'],
    ['an unknown profanity mode', '?language=en-US&profanity=polite', 'InvalidParameterValue']
  ])('refuses %s', async (_what, query, inner) => {
    const answer = await send(query, new Uint8Array(clip.wav))
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ innerError: { code: inner } })
  })

  test.each([
    ['what is no audio', () => new TextEncoder().encode('This is a letter to the harbour master.')],
    ['an empty WAV file', () => wav(0)],
    ['more than a minute', () => wav(61)]
  ])('refuses %s', async (_what, body) => {
    const answer = await send('?language=en-US', body())
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ innerError: { code: 'InvalidPayload' }, target: 'body' })
  })

  test.each([
    ['an endpoint that is not there, in whatever case', 'CID=nowhere', 404, undefined],
    ['an empty endpoint id', 'cid=', 400, 'InvalidParameterValue'],
    ['two endpoint ids', 'cid=one&cid=two', 400, 'InvalidParameterValue']
  ])('refuses %s, and never answers with the base instead', async (_what, cid, status, inner) => {
    const answer = await send(`?language=en-US&${cid}`, new Uint8Array(clip.wav))
    expect(answer.status).toBe(status)
    expect(await answer.json()).toMatchObject(inner === undefined ? {} : { innerError: { code: inner } })
  })

  test('takes its address in any case, and every mode', async () => {
    const headers = { 'Ocp-Apim-Subscription-Key': KEY, 'Content-Type': 'audio/wav' }
    for (const mode of ['Interactive', 'dictation', 'CONVERSATION']) {
      const path = `/Speech/Recognition/${mode}/CognitiveServices/V1/?Language=en-us&Format=detailed`
      const body = new Uint8Array(clip.wav)
      const answer = await fetch(`${running.address}${path}`, { method: 'POST', headers, body })
      const { NBest } = (await answer.json()) as { NBest: Record<string, unknown>[] }
      expect(NBest[0]).toMatchObject({ Lexical: 'go forward ten meters' })
    }
    const nowhere = '/speech/recognition/chat/cognitiveservices/v1?language=en-US'
    expect((await fetch(`${running.address}${nowhere}`, { method: 'POST', headers })).status).toBe(404)
  })

  test('refuses more bytes than a minute can have before it keeps them anywhere', async () => {
    const answer = await send(
      '?language=en-US',
      new Uint8Array(Buffer.concat([mp4Start, Buffer.alloc(65 * 2 ** 20)]))
    )
    expect(answer.status).toBe(413)
    expect(await answer.json()).toMatchObject({ message: expect.stringContaining('67108864 bytes') })
  })

  test('refuses an empty body and a wrong key', async () => {
    const empty = await send('?language=en-US', new Uint8Array(0))
    expect(empty.status).toBe(400)
    const stranger = await send('?language=en-US', new Uint8Array(clip.wav), {
      'Ocp-Apim-Subscription-Key': 'wrong'
    })
    expect(stranger.status).toBe(401)
  })

  test('a caller who hangs up leaves the next one unharmed', async () => {
    const gone = new AbortController()
    const never = new ReadableStream({
      start: (controller) => controller.enqueue(new Uint8Array(clip.wav.subarray(0, 20_000)))
    })
    const hanging = fetch(
      `${running.address}/speech/recognition/conversation/cognitiveservices/v1?language=en-US`,
      {
        method: 'POST',
        headers: { 'Ocp-Apim-Subscription-Key': KEY, 'Content-Type': 'audio/wav' },
        body: never,
        duplex: 'half',
        signal: gone.signal
      }
    )
    const other = await send('?language=en-US', new Uint8Array(clip.wav))
    gone.abort()
    await expect(hanging).rejects.toThrow()
    expect(await other.json()).toMatchObject({ DisplayText: 'Go forward 10 meters.' })
    const next = await send('?language=en-US', new Uint8Array(clip.wav))
    expect(await next.json()).toMatchObject({ DisplayText: 'Go forward 10 meters.' })
  })
})
