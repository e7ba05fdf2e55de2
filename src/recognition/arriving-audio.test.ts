import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { json } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { KEY, type RunningService, startInProcess } from '../../tests/in-process-service.ts'
import { type Clip, spokenBy } from '../../tests/synthetic-clips.ts'
import { wavHeader } from '../speech/audio/index.ts'

let running: RunningService
let clip: Clip

beforeAll(async () => {
  running = await startInProcess()
  clip = (await spokenBy('rms', ['Go forward ten meters. Nobody moved the yellow boat.']))[0] as Clip
})
afterAll(() => running.close())

/** A client that sends in its own time, and whose connection can be watched. */
function client(
  query = 'language=en-US'
): Readonly<{ sent: ClientRequest; answer: Promise<IncomingMessage> }> {
  const url = `${running.address}/speech/recognition/conversation/cognitiveservices/v1?${query}`
  const headers = { 'Ocp-Apim-Subscription-Key': KEY, 'Content-Type': 'audio/wav' }
  const sent = request(url, { method: 'POST', headers })
  const answer = new Promise<IncomingMessage>((resolve, reject) => {
    sent.once('response', resolve).once('error', reject)
  })
  answer.catch(() => undefined)
  return { sent, answer }
}

/** As clients do that look for an answer only once everything is sent. */
async function sendAll(sent: ClientRequest, parts: Iterable<Uint8Array>): Promise<void> {
  for (const part of parts) {
    await new Promise<void>((resolve, reject) => {
      sent.write(part, (error) => (error ? reject(error) : resolve()))
    })
  }
  sent.end()
}

function* repeated(first: Uint8Array, then: Uint8Array, times: number): Generator<Uint8Array> {
  yield first
  for (let i = 0; i < times; i++) yield then
}

const openStreams = (): number => running.engine.children().reduce((sum, { streams }) => sum + streams, 0)

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10))
}

describe('an upload', () => {
  test.each([
    ['more than a minute of audio', wavHeader(), 'up to 60 s are accepted'],
    ['what is no audio', Buffer.from('Dear harbour master, '), 'No audio was found']
  ])('of %s is refused, and its sender gets to read why', async (_what, first, why) => {
    const { sent, answer } = client()
    await sendAll(sent, repeated(first, new Uint8Array(64_000), 250))
    expect((await answer).statusCode).toBe(400)
    expect(await json(await answer)).toMatchObject({ message: expect.stringContaining(why) })
  })

  test('refused for what its address says is read to its end too', async () => {
    const { sent, answer } = client('language=xx-XX')
    await sendAll(sent, repeated(wavHeader(), new Uint8Array(64_000), 100))
    expect((await answer).statusCode).toBe(400)
  })

  test('broken off in the middle gives its stream back', async () => {
    const { sent } = client()
    sent.write(clip.wav.subarray(0, 20_000))
    await until(() => openStreams() === 1)
    sent.destroy()
    await until(() => openStreams() === 0)
  })

  test('whose sender does not wait for the answer gives its stream back before the answer is found', async () => {
    const speech = clip.wav.subarray(44)
    const minute = Buffer.concat(Array.from({ length: Math.floor(1_900_000 / speech.length) }, () => speech))
    const { sent, answer } = client()
    sent.end(Buffer.concat([wavHeader(), minute]))
    await until(() => openStreams() === 1)
    sent.destroy()
    const left = performance.now()
    await until(() => openStreams() === 0)
    await expect(answer).rejects.toThrow()
    // Decoding a minute takes many times as long.
    expect(performance.now() - left).toBeLessThan(5000)
  })

  test('that stalls is refused, and gives its stream back', async () => {
    const { sent, answer } = client()
    sent.write(clip.wav.subarray(0, 20_000))
    expect((await answer).statusCode).toBe(400)
    expect(await json(await answer)).toMatchObject({ message: expect.stringContaining('no audio arrived') })
    expect(openStreams()).toBe(0)
    sent.destroy()
  })
})
