import * as sdk from 'microsoft-cognitiveservices-speech-sdk'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { KEY, type RunningService, startInProcess } from '../../tests/in-process-service.ts'
import { CONVERSATION, LiveSocket } from '../../tests/live-socket.ts'
import { configFor, recognizeOnce } from '../../tests/speech-client.ts'
import { type Clip, type Entity, spokenBy } from '../../tests/synthetic-clips.ts'

const SENTENCE = 'The grapnel slipped off the mooring chain.'
const headers = { 'Ocp-Apim-Subscription-Key': KEY }

let running: RunningService
let clip: Clip
let custom: Entity
let base: Entity

beforeAll(async () => {
  running = await startInProcess()
  clip = (await spokenBy('slt', [SENTENCE]))[0] as Clip
  base = (await running.api.get<{ values: Entity[] }>('/models/base')).values[0] as Entity
  const created = await running.api.post('/models', {
    displayName: 'mooring',
    locale: 'en-US',
    text: `${SENTENCE}\nPaint the grapnel before the regatta.`
  })
  custom = await running.api.finished(created, () => undefined)
})
afterAll(() => running.close())

const idOf = ({ self }: Entity): string => self.split('/').at(-1) ?? ''

async function live(cid: string, at = running): Promise<sdk.SpeechRecognitionResult> {
  const config = configFor(at)
  config.endpointId = cid
  config.enableAudioLogging()
  return recognizeOnce(new sdk.SpeechRecognizer(config, sdk.AudioConfig.fromWavFileInput(clip.wav)))
}

const short = (cid: string, language = 'en-US'): Promise<Response> => {
  const query = new URLSearchParams({ language, cid, storeAudio: 'true' })
  return fetch(`${running.address}/speech/recognition/conversation/cognitiveservices/v1?${query}`, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'audio/wav' },
    body: new Uint8Array(clip.wav)
  })
}
const shortText = async (cid: string): Promise<unknown> =>
  ((await (await short(cid)).json()) as { DisplayText: unknown }).DisplayText

test('a custom model answers by its own id, live and in short audio, without being deployed', async () => {
  expect((await live(idOf(custom))).text).toBe(SENTENCE)
  expect(await shortText(idOf(custom).toUpperCase())).toBe(SENTENCE)
})

test('a base model answers by its own id', async () => {
  const recognized = (await live(idOf(base))).text
  expect(recognized).toMatch(/\w/)
  expect(recognized).not.toBe(SENTENCE)
  expect(await shortText(idOf(base))).toMatch(/\w/)
})

test('a model has no logs: nothing is kept, whatever the speaker agrees to', async () => {
  const logs = await fetch(`${running.address}/speechtotext/v3.2/endpoints/base/en-US/files/logs`, {
    headers
  })
  expect(await logs.json()).toMatchObject({ values: [] })
})

test('another language is refused, and so is an id that nothing has, each by name', async () => {
  // The SDK leaves the language to whatever is named; other clients write both.
  const german = await LiveSocket.open(running, `${CONVERSATION}?language=de-DE&cid=${idOf(custom)}`)
  german.begin()
  expect(await german.closed).toMatchObject({
    code: 1007,
    reason: `language is de-DE, but the language of the model ${idOf(custom)} is en-US.`
  })
  const answer = await short(idOf(custom), 'de-DE')
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ innerError: { code: 'InvalidLocale' } })
  const unknown = '7f1c3c1e-1f9c-4d52-9f4e-0f0a4e2f1a55'
  expect((await live(unknown)).errorDetails).toContain(`The endpoint or model ${unknown} does not exist.`)
  expect((await short(unknown)).status).toBe(404)
})

test('a model that is not trained yet does not answer', async () => {
  // Nobody takes its training up.
  const idle = await startInProcess(undefined, { jobs: 0 })
  try {
    const { self } = await idle.api.post('/models', { displayName: 'later', locale: 'en-US', text: SENTENCE })
    const id = self.split('/').at(-1) ?? ''
    expect((await live(id, idle)).errorDetails).toMatch(`The model ${id} is NotStarted`)
  } finally {
    await idle.close()
  }
})
