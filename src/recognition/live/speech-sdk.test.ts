import * as sdk from 'microsoft-cognitiveservices-speech-sdk'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { KEY, type RunningService, startInProcess } from '../../../tests/in-process-service.ts'
import { type Clip, spokenBy } from '../../../tests/synthetic-clips.ts'

let running: RunningService
let clip: Clip
beforeAll(async () => {
  running = await startInProcess()
  clip = (await spokenBy('rms', ['Go forward ten meters.']))[0] as Clip
})
afterAll(() => running.close())

const host = (): URL => new URL(running.address.replace('http', 'ws'))

const once = (recognizer: sdk.SpeechRecognizer): Promise<sdk.SpeechRecognitionResult> =>
  new Promise((resolve, reject) => recognizer.recognizeOnceAsync(resolve, reject))

describe('recognizeOnce', () => {
  test('a WAV file becomes its text', async () => {
    const config = sdk.SpeechConfig.fromHost(host(), KEY)
    config.speechRecognitionLanguage = 'en-US'
    const recognizer = new sdk.SpeechRecognizer(config, sdk.AudioConfig.fromWavFileInput(clip.wav))
    try {
      const result = await once(recognizer)
      expect(result.errorDetails).toBeUndefined()
      expect(result.text).toBe('Go forward ten meters.')
    } finally {
      recognizer.close()
    }
  })
})
