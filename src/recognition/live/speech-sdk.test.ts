import { execFileSync } from 'node:child_process'
import * as newest from 'microsoft-cognitiveservices-speech-sdk'
import { WebsocketMessageAdapter as NewestSocket } from 'microsoft-cognitiveservices-speech-sdk/distrib/lib/src/common.browser/WebsocketMessageAdapter.js'
import * as older from 'speech-sdk-1-33'
import { WebsocketMessageAdapter as OlderSocket } from 'speech-sdk-1-33/distrib/lib/src/common.browser/WebsocketMessageAdapter.js'
import * as between from 'speech-sdk-1-45'
import { WebsocketMessageAdapter as BetweenSocket } from 'speech-sdk-1-45/distrib/lib/src/common.browser/WebsocketMessageAdapter.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { conversation, voiceAt } from '../../../tests/conversation.ts'
import { KEY, type RunningService, startInProcess } from '../../../tests/in-process-service.ts'
import {
  configFor,
  hostOf,
  listen,
  pcmOf,
  recognizeAll,
  recognizeOnce,
  sdkOf,
  silence,
  streamOf,
  textsOf
} from '../../../tests/speech-client.ts'
import { type Clip, spokenBy } from '../../../tests/synthetic-clips.ts'
import { readSettings } from '../../platform/index.ts'

const sdk = newest
const TRANSCRIPTS = 'Go forward ten meters.'
const TEXT = 'Go forward 10 meters.'
let running: RunningService
let clip: Clip
let two: Buffer
beforeAll(async () => {
  // Each SDK tries a wrong key several times over, and all of them come from one address.
  const limits = { ...readSettings({}).limits, maxWrongKeysPerMinute: 1000 }
  running = await startInProcess(undefined, { limits })
  clip = (await spokenBy('rms', [TRANSCRIPTS]))[0] as Clip
  two = Buffer.concat([pcmOf(clip.wav), silence(1.5), pcmOf(clip.wav), silence(1)])
})
afterAll(() => running.close())

/**
 * The SDK opens its connections with Node's own WebSocket, without headers and deaf to the status of a refusal, unless
 * it is told to use the npm package `ws`, as it does under Node 20.
 */
async function overNpmWebSocket<T>(
  socket: Pick<typeof NewestSocket, 'forceNpmWebSocket'>,
  work: () => Promise<T>
): Promise<T> {
  socket.forceNpmWebSocket = true
  try {
    return await work()
  } finally {
    socket.forceNpmWebSocket = false
  }
}

const wavInput = (): newest.AudioConfig => sdk.AudioConfig.fromWavFileInput(clip.wav)

describe.each([
  ['the newest SDK', sdk, NewestSocket],
  // Another path for conversations, and another shape of what they ask for.
  ['SDK 1.45', sdkOf(between), BetweenSocket],
  ['SDK 1.33', sdkOf(older), OlderSocket]
] as const)('%s', (_name, sdk, socket) => {
  test('recognizes a WAV file once, by key, in the order that apps rely on', async () => {
    const recognizer = new sdk.SpeechRecognizer(
      configFor(running, sdk),
      sdk.AudioConfig.fromWavFileInput(clip.wav)
    )
    const result = await recognizeOnce(recognizer)
    expect(result.errorDetails).toBeUndefined()
    expect(result).toMatchObject({ text: TEXT, reason: sdk.ResultReason.RecognizedSpeech })
    expect(result.offset).toBeLessThan(5_000_000)
    expect(result.duration).toBeGreaterThan(8_000_000)
  })

  test('recognizes a stream to its end, with partial results', async () => {
    const recognized = await recognizeAll(
      new sdk.SpeechRecognizer(configFor(running, sdk), streamOf(sdk, two))
    )
    expect(textsOf(recognized)).toEqual([TEXT, TEXT])
    const events = recognized.map(({ event }) => event)
    const noted = events.filter((event, index) => event !== events[index - 1])
    expect(noted).toEqual([
      ...['sessionStarted', 'speechStart', 'recognizing', 'recognized', 'recognizing', 'recognized'],
      ...['speechEnd', 'canceled', 'sessionStopped']
    ])
    expect(recognized.at(-2)).toMatchObject({ reason: sdk.CancellationReason.EndOfStream })
    const partials = recognized.filter(({ event }) => event === 'recognizing')
    expect(partials.length).toBeGreaterThan(3)
    expect(partials.at(-1)?.text).toMatch(/^go forward/)
    const [first, second] = recognized
      .filter(({ event }) => event === 'recognized')
      .map(({ result }) => result)
    expect(second?.offset).toBeGreaterThan((first?.offset ?? 0) + (first?.duration ?? 0) + 10_000_000)
    expect((second?.offset ?? 0) + (second?.duration ?? 0)).toBeLessThan((two.length / 32_000) * 1e7)
  })

  test('detailed output: alternatives, the best first, and times of words', async () => {
    const config = configFor(running, sdk)
    config.outputFormat = sdk.OutputFormat.Detailed
    config.requestWordLevelTimestamps()
    const result = await recognizeOnce(
      new sdk.SpeechRecognizer(config, sdk.AudioConfig.fromWavFileInput(clip.wav))
    )
    expect(result.text).toBe(TEXT)
    const { NBest } = JSON.parse(result.json) as { NBest: Record<string, unknown>[] }
    expect(NBest.length).toBeGreaterThan(1)
    expect(NBest[0]).toMatchObject({ Lexical: 'go forward ten meters', Display: TEXT })
    const words = NBest[0]?.Words as { Word: string; Offset: number; Duration: number }[]
    expect(words.map(({ Word }) => Word)).toEqual(['go', 'forward', 'ten', 'meters'])
    for (const [index, { Offset, Duration }] of words.entries()) {
      expect(Offset + Duration).toBeLessThanOrEqual(
        words[index + 1]?.Offset ?? result.offset + result.duration
      )
    }
  })

  test('transcribes a conversation, told apart by the voices', async () => {
    const call = await conversation(['rms', 'slt', 'rms', 'slt', 'rms', 'slt'], 700)
    const config = configFor(running, sdk)
    const transcriber = new sdk.ConversationTranscriber(
      config,
      streamOf(sdk, Buffer.from(call.wav.subarray(44)))
    )
    const spokenText: newest.ConversationTranscriptionResult[] = []
    const passing = new Set<string | undefined>()
    transcriber.transcribing = (_, { result }) => passing.add(result.speakerId)
    await new Promise<void>((resolve, reject) => {
      transcriber.transcribed = (_, { result }) => spokenText.push(result)
      transcriber.sessionStopped = () => resolve()
      transcriber.startTranscribingAsync(undefined, reject)
    })
    transcriber.close()
    // SDK 1.33 passes no name on.
    for (const speaker of passing) expect(['Unknown', undefined]).toContain(speaker)
    const names = { rms: 'Guest-1', slt: 'Guest-2' }
    const reported = spokenText.map(({ offset, duration, speakerId }) => {
      const voice = voiceAt(call, offset / 10_000, duration / 10_000)
      return { from: offset / 1e7, right: voice !== undefined && Reflect.get(names, voice) === speakerId }
    })
    expect(reported.length).toBeGreaterThanOrEqual(6)
    expect(reported[0]?.right).toBe(true)
    // Of a voice's first seconds nobody can be sure.
    expect(reported.filter(({ from }) => from > 11).every(({ right }) => right)).toBe(true)
  })

  test('silence alone: a time-out once, nothing continuously', async () => {
    const config = configFor(running, sdk)
    config.setProperty(sdk.PropertyId.SpeechServiceConnection_InitialSilenceTimeoutMs, '2000')
    const once = await recognizeOnce(new sdk.SpeechRecognizer(config, streamOf(sdk, silence(6))))
    expect(once.reason).toBe(sdk.ResultReason.NoMatch)
    expect(sdk.NoMatchDetails.fromResult(once).reason).toBe(sdk.NoMatchReason.InitialSilenceTimeout)
    expect(once.duration / 1e7).toBeGreaterThanOrEqual(2)
    expect(once.duration / 1e7).toBeLessThanOrEqual(6)
    const all = await recognizeAll(
      new sdk.SpeechRecognizer(configFor(running, sdk), streamOf(sdk, silence(3)))
    )
    expect(textsOf(all)).toEqual([])
    expect(all.at(-2)).toMatchObject({ event: 'canceled', reason: sdk.CancellationReason.EndOfStream })
  })

  test('an unknown language and an unknown endpoint are refused by name', async () => {
    const german = configFor(running, sdk)
    german.speechRecognitionLanguage = 'de-DE'
    const language = await recognizeAll(new sdk.SpeechRecognizer(german, streamOf(sdk, two)))
    expect(language.find(({ event }) => event === 'canceled')).toMatchObject({
      code: sdk.CancellationErrorCode.BadRequestParameters,
      details: expect.stringContaining('de-DE')
    })
    const custom = configFor(running, sdk)
    custom.endpointId = '7f1c3c1e-1f9c-4d52-9f4e-0f0a4e2f1a55'
    const result = await recognizeOnce(new sdk.SpeechRecognizer(custom, streamOf(sdk, two)))
    expect(result.reason).toBe(sdk.ResultReason.Canceled)
    expect(result.errorDetails).toContain(`The endpoint or model ${custom.endpointId} does not exist.`)
  })

  test('a wrong key is refused at the upgrade', async () => {
    const config = sdk.SpeechConfig.fromHost(hostOf(running), 'a-wrong-key-0123456789')
    const recognize = () => recognizeOnce(new sdk.SpeechRecognizer(config, streamOf(sdk, two)))
    const result = await overNpmWebSocket(socket, recognize)
    expect(result.reason).toBe(sdk.ResultReason.Canceled)
    expect(result.errorDetails).toContain('401')
    // As in a browser: refused at once, but the status stays within the WebSocket.
    const untold = await recognize()
    expect(untold.reason).toBe(sdk.ResultReason.Canceled)
    expect(untold.errorDetails).toContain('Unable to contact server')
  })
})

describe('ways to connect', () => {
  test('by the paths of both versions of the interface', async () => {
    for (const path of [
      '/stt/speech/universal/v2',
      '/speech/universal/v2',
      '/speech/recognition/conversation/cognitiveservices/v1'
    ]) {
      const config = sdk.SpeechConfig.fromEndpoint(new URL(path, hostOf(running)), KEY)
      config.speechRecognitionLanguage = 'en-US'
      expect((await recognizeOnce(new sdk.SpeechRecognizer(config, wavInput()))).text).toBe(TEXT)
    }
  })

  test('by the key in a header, where the SDK can send headers', async () => {
    const result = await overNpmWebSocket(NewestSocket, () =>
      recognizeOnce(new sdk.SpeechRecognizer(configFor(running), wavInput()))
    )
    expect(result.text).toBe(TEXT)
  })

  test('by a token', async () => {
    const issued = await fetch(`${running.address}/sts/v1.0/issueToken`, {
      method: 'POST',
      headers: { 'Ocp-Apim-Subscription-Key': KEY }
    })
    expect(issued.headers.get('content-type')).toMatch(/^text\/plain/)
    const config = sdk.SpeechConfig.fromHost(hostOf(running))
    config.authorizationToken = await issued.text()
    expect((await recognizeOnce(new sdk.SpeechRecognizer(config, wavInput()))).text).toBe(TEXT)
  })

  test('by the id of an endpoint, whose model and language answer', async () => {
    const created = await running.api.post('/endpoints', { displayName: 'live', locale: 'en-US' })
    const endpoint = await running.api.finished(created, () => undefined)
    const config = configFor(running)
    config.endpointId = endpoint.self.split('/').at(-1) ?? ''
    expect((await recognizeOnce(new sdk.SpeechRecognizer(config, wavInput()))).text).toBe(TEXT)
  })
})

describe('audio', () => {
  test.each([
    ['8 kHz', () => sdk.AudioStreamFormat.getWaveFormatPCM(8000, 16, 1), ['-ar', '8000', '-f', 's16le']],
    [
      '44.1 kHz stereo',
      () => sdk.AudioStreamFormat.getWaveFormatPCM(44_100, 16, 2),
      ['-ar', '44100', '-ac', '2', '-f', 's16le']
    ],
    [
      'mu-law',
      () => sdk.AudioStreamFormat.getWaveFormat(8000, 8, 1, sdk.AudioFormatTag.MuLaw),
      ['-ar', '8000', '-f', 'mulaw']
    ],
    [
      'A-law',
      () => sdk.AudioStreamFormat.getWaveFormat(8000, 8, 1, sdk.AudioFormatTag.ALaw),
      ['-ar', '8000', '-f', 'alaw']
    ]
  ] as const)('%s', async (_name, format, expected) => {
    const bytes = execFileSync('ffmpeg', ['-v', 'error', '-i', '-', ...expected, '-'], { input: clip.wav })
    const recognizedWords = await recognizeAll(
      new sdk.SpeechRecognizer(configFor(running), streamOf(sdk, bytes, format()))
    )
    expect(textsOf(recognizedWords).join(' ')).toMatch(/forward.* meters|10 meters/i)
  })
})

describe('turns', () => {
  test('a phrase goes on over pauses shorter than the client asks for', async () => {
    const config = configFor(running)
    config.setProperty(sdk.PropertyId.Speech_SegmentationSilenceTimeoutMs, '3000')
    const recognized = await recognizeAll(new sdk.SpeechRecognizer(config, streamOf(sdk, two)))
    expect(textsOf(recognized)).toEqual(['Go forward 10 meters go forward 10 meters.'])
  })

  test('one after another on one connection; what follows a stop is heard too', async () => {
    const stream = sdk.AudioInputStream.createPushStream()
    const recognizer = new sdk.SpeechRecognizer(configFor(running), sdk.AudioConfig.fromStreamInput(stream))
    const connections: string[] = []
    sdk.Connection.fromRecognizer(recognizer).connected = ({ sessionId }) => connections.push(sessionId)
    const speak = (): void =>
      stream.write(new Uint8Array(Buffer.concat([pcmOf(clip.wav), silence(1)])).buffer)
    const once = (): Promise<newest.SpeechRecognitionResult> =>
      new Promise((resolve, reject) => recognizer.recognizeOnceAsync(resolve, reject))
    speak()
    expect((await once()).text).toBe(TEXT)
    speak()
    expect((await once()).text).toBe(TEXT)
    const recognized = listen(recognizer)
    await new Promise<void>((resolve, reject) => recognizer.startContinuousRecognitionAsync(resolve, reject))
    speak()
    await expect.poll(() => textsOf(recognized).length, { timeout: 20_000 }).toBeGreaterThan(0)
    await new Promise<void>((resolve, reject) => recognizer.stopContinuousRecognitionAsync(resolve, reject))
    expect(textsOf(recognized)).toEqual([TEXT])
    expect(connections.length).toBe(1)
    recognizer.close()
  })

  test('long silence in a conversation is told as no match, and speech after it is heard', async () => {
    const config = configFor(running)
    config.setProperty(sdk.PropertyId.SpeechServiceConnection_InitialSilenceTimeoutMs, '3000')
    const audio = Buffer.concat([silence(4.5), pcmOf(clip.wav), silence(1)])
    const recognized = await recognizeAll(new sdk.SpeechRecognizer(config, streamOf(sdk, audio)))
    const results = recognized.filter(({ event }) => event === 'recognized').map(({ result }) => result)
    expect(results.map((result) => result?.reason)).toEqual([
      sdk.ResultReason.NoMatch,
      sdk.ResultReason.RecognizedSpeech
    ])
    expect(results[1]?.text).toMatch(/^Go forward 10 meters/)
    expect((results[1]?.offset ?? 0) / 1e7).toBeGreaterThan(4.5)
  })
})

describe('faults', () => {
  test('when the recognition process dies, the SDK connects again and nothing that was said is lost', async () => {
    const stream = sdk.AudioInputStream.createPushStream()
    const recognizer = new sdk.SpeechRecognizer(configFor(running), sdk.AudioConfig.fromStreamInput(stream))
    const recognized = listen(recognizer)
    const speak = (): void =>
      stream.write(new Uint8Array(Buffer.concat([pcmOf(clip.wav), silence(1)])).buffer)
    const phrases = (): number => textsOf(recognized).length
    await new Promise<void>((resolve, reject) => recognizer.startContinuousRecognitionAsync(resolve, reject))
    speak()
    await expect.poll(phrases, { timeout: 20_000 }).toBe(1)
    for (const { pid, streams } of running.engine.children()) if (streams > 0) process.kill(pid, 'SIGKILL')
    speak()
    await expect.poll(phrases, { timeout: 20_000 }).toBe(2)
    stream.close()
    await expect
      .poll(() => recognized.some(({ event }) => event === 'canceled'), { timeout: 20_000 })
      .toBe(true)
    recognizer.close()
    // Its words may differ: the new stream has heard nothing of this voice before.
    expect(textsOf(recognized)[1]).toMatch(/^Go forward 10 meters/)
    expect(recognized.filter(({ event }) => event === 'canceled')).toMatchObject([
      { reason: sdk.CancellationReason.EndOfStream }
    ])
    const [first, second] = recognized
      .filter(({ event }) => event === 'recognized')
      .map(({ result }) => result)
    expect(second?.offset).toBeGreaterThan((first?.offset ?? 0) + (first?.duration ?? 0))
  })
})

describe('endpoint logs', () => {
  test('a session is kept when the app says that its speaker agrees', async () => {
    const config = configFor(running)
    config.enableAudioLogging()
    const logs = async (): Promise<number> => {
      const answer = await fetch(`${running.address}/speechtotext/v3.2/endpoints/base/en-US/files/logs`, {
        headers: { 'Ocp-Apim-Subscription-Key': KEY }
      })
      return ((await answer.json()) as { values: unknown[] }).values.length
    }
    const before = await logs()
    expect((await recognizeOnce(new sdk.SpeechRecognizer(config, wavInput()))).text).toBe(TEXT)
    await expect.poll(logs).toBe(before + 2)
    expect((await recognizeOnce(new sdk.SpeechRecognizer(configFor(running), wavInput()))).text).toBe(TEXT)
    expect(await logs()).toBe(before + 2)
  })
})

describe('phrase lists', () => {
  test('names that no dictionary has are heard once they are listed', async () => {
    const text = 'please send the report about quillfeather to the office'
    const [spoken] = await spokenBy('rms', [text])
    const transcribe = async (phrases: readonly string[]): Promise<string> => {
      const audio = sdk.AudioConfig.fromWavFileInput(spoken?.wav ?? Buffer.alloc(0))
      const recognizer = new sdk.SpeechRecognizer(configFor(running), audio)
      sdk.PhraseListGrammar.fromRecognizer(recognizer).addPhrases([...phrases])
      return (await recognizeOnce(recognizer)).text
    }
    expect(await transcribe([])).not.toMatch(/quillfeather/i)
    expect(await transcribe(['Quillfeather', 'Zephyr turbine'])).toContain('Quillfeather')
    expect(await transcribe(['!?', ''])).not.toMatch(/quillfeather/i)
  })
})

describe('display form', () => {
  test('dictated marks, profanity as asked for, names as the phrase list writes them', async () => {
    const speak = async (spoken: string): Promise<Buffer> =>
      (await spokenBy('rms', [spoken]))[0]?.wav ?? Buffer.alloc(0)
    const dictation = configFor(running)
    dictation.enableDictation()
    const audio = Buffer.concat([pcmOf(await speak('go forward ten meters period')), silence(1)])
    const dictated = await recognizeAll(new sdk.SpeechRecognizer(dictation, streamOf(sdk, audio)))
    expect(textsOf(dictated)[0]).toMatch(/meters\.$/)
    const rude = await speak('he is a stupid bastard and you know it')
    const recognizeSpeech = async (option: newest.ProfanityOption): Promise<string> => {
      const config = configFor(running)
      config.setProfanity(option)
      const recognizer = new sdk.SpeechRecognizer(config, sdk.AudioConfig.fromWavFileInput(rude))
      sdk.PhraseListGrammar.fromRecognizer(recognizer).addPhrase('stupid bastard')
      return (await recognizeOnce(recognizer)).text
    }
    expect(await recognizeSpeech(sdk.ProfanityOption.Raw)).toMatch(/bastard/i)
    expect(await recognizeSpeech(sdk.ProfanityOption.Masked)).toMatch(/stupid \*+/i)
    expect(await recognizeSpeech(sdk.ProfanityOption.Removed)).not.toMatch(/bastard|\*/i)
  })
})
