/** What an app does with Microsoft's Speech SDK, as promises, and audio for it. @module */
import * as newest from 'microsoft-cognitiveservices-speech-sdk'
import type * as oldest from 'speech-sdk-1-33'
import type * as between from 'speech-sdk-1-45'
import { KEY, type RunningService } from './in-process-service.ts'

/** The types of the newest; what the older one lacks is never called on it. */
export type Sdk = typeof newest
export const sdkOf = (older: typeof oldest | typeof between): Sdk => older as unknown as Sdk

/** An event as it came, with the result that it carried. */
export type Heard = Readonly<{
  event: string
  text?: string
  result?: newest.SpeechRecognitionResult | newest.ConversationTranscriptionResult
  reason?: newest.CancellationReason
  code?: newest.CancellationErrorCode
  details?: string
}>

export const hostOf = ({ address }: Pick<RunningService, 'address'>): URL =>
  new URL(address.replace('http', 'ws'))

export function configFor(running: RunningService, sdk: Sdk = newest): newest.SpeechConfig {
  const config = sdk.SpeechConfig.fromHost(hostOf(running), KEY)
  config.speechRecognitionLanguage = 'en-US'
  return config
}

export async function recognizeOnce(
  recognizer: newest.SpeechRecognizer
): Promise<newest.SpeechRecognitionResult> {
  try {
    return await new Promise((resolve, reject) => recognizer.recognizeOnceAsync(resolve, reject))
  } finally {
    recognizer.close()
  }
}

/** Recognises until the session stops by itself, as it does at the end of the audio or on an error. */
export async function recognizeAll(recognizer: newest.SpeechRecognizer): Promise<readonly Heard[]> {
  const heard = listen(recognizer)
  try {
    const stopped = new Promise<void>((resolve) => {
      recognizer.sessionStopped = () => {
        heard.push({ event: 'sessionStopped' })
        resolve()
      }
      const { canceled } = recognizer
      // A session that is refused before it begins is cancelled, and stops without another word.
      recognizer.canceled = (sender, event) => {
        canceled(sender, event)
        if (event.reason === newest.CancellationReason.Error) resolve()
      }
    })
    await new Promise<void>((resolve, reject) => recognizer.startContinuousRecognitionAsync(resolve, reject))
    await stopped
    return heard
  } finally {
    recognizer.close()
  }
}

/** Events of a recognizer as they come, appended to what is returned. */
export function listen(recognizer: newest.SpeechRecognizer): Heard[] {
  const heard: Heard[] = []
  recognizer.sessionStarted = () => heard.push({ event: 'sessionStarted' })
  recognizer.speechStartDetected = () => heard.push({ event: 'speechStart' })
  recognizer.recognizing = (_, { result }) => heard.push({ event: 'recognizing', text: result.text, result })
  recognizer.speechEndDetected = () => heard.push({ event: 'speechEnd' })
  recognizer.recognized = (_, { result }) => heard.push({ event: 'recognized', text: result.text, result })
  recognizer.canceled = (_, { reason, errorCode, errorDetails }) =>
    heard.push({ event: 'canceled', reason, code: errorCode, details: errorDetails })
  return heard
}

export const textsOf = (heard: readonly Heard[]): readonly (string | undefined)[] =>
  heard.filter(({ event, text }) => event === 'recognized' && text !== '').map(({ text }) => text)

/** The samples of a WAV file with the usual header. */
export const pcmOf = (wav: Uint8Array): Buffer => Buffer.from(wav).subarray(44)
export const silence = (seconds: number, rate = 16_000): Buffer =>
  Buffer.alloc(Math.round(seconds * rate) * 2)

/** A closed stream of these bytes. */
export function streamOf(
  sdk: Sdk,
  bytes: Uint8Array,
  format: newest.AudioStreamFormat = sdk.AudioStreamFormat.getDefaultInputFormat()
): newest.AudioConfig {
  const stream = sdk.AudioInputStream.createPushStream(format)
  stream.write(new Uint8Array(bytes).buffer)
  stream.close()
  return sdk.AudioConfig.fromStreamInput(stream)
}
