/** What an app does with Microsoft's Speech SDK, as promises, and audio for it. @module */
import * as newest from 'microsoft-cognitiveservices-speech-sdk'
import type * as oldest from 'speech-sdk-1-33'
import type * as between from 'speech-sdk-1-45'
import { KEY, type RunningService } from './in-process-service.ts'

/** The types of the newest; what the older one lacks is never called on it. */
export type Sdk = typeof newest
export const sdkOf = (older: typeof oldest | typeof between): Sdk => older as unknown as Sdk

/** An event as it came, with the result that it carried. */
export type RecognizedPhrase = Readonly<{
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

/** Recognizes until the session stops by itself, as it does at the end of the audio or on an error. */
export async function recognizeAll(
  recognizer: newest.SpeechRecognizer
): Promise<readonly RecognizedPhrase[]> {
  const recognized = listen(recognizer)
  try {
    const stopped = new Promise<void>((resolve) => {
      recognizer.sessionStopped = () => {
        recognized.push({ event: 'sessionStopped' })
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
    return recognized
  } finally {
    recognizer.close()
  }
}

/** Events of a recognizer as they come, appended to what is returned. */
export function listen(recognizer: newest.SpeechRecognizer): RecognizedPhrase[] {
  const phrases: RecognizedPhrase[] = []
  recognizer.sessionStarted = () => phrases.push({ event: 'sessionStarted' })
  recognizer.speechStartDetected = () => phrases.push({ event: 'speechStart' })
  recognizer.recognizing = (_, { result }) =>
    phrases.push({ event: 'recognizing', text: result.text, result })
  recognizer.speechEndDetected = () => phrases.push({ event: 'speechEnd' })
  recognizer.recognized = (_, { result }) => phrases.push({ event: 'recognized', text: result.text, result })
  recognizer.canceled = (_, { reason, errorCode, errorDetails }) =>
    phrases.push({ event: 'canceled', reason, code: errorCode, details: errorDetails })
  return phrases
}

export const textsOf = (recognized: readonly RecognizedPhrase[]): readonly (string | undefined)[] =>
  recognized.filter(({ event, text }) => event === 'recognized' && text !== '').map(({ text }) => text)

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
