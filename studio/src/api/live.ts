/** Live recognition through the Speech SDK, as any other client does it. @module */
import {
  AudioConfig,
  ResultReason,
  SpeechConfig,
  SpeechRecognizer
} from 'microsoft-cognitiveservices-speech-sdk'

export type LiveWish = Readonly<{ key: string; locale: string; endpointId: string | undefined }>
export type LiveListener = Readonly<{
  onPartial: (text: string) => void
  onPhrase: (text: string) => void
  onRefused: (reason: string) => void
}>

/** @returns what ends it; rejects when there is no microphone */
export async function listen(
  { key, locale, endpointId }: LiveWish,
  { onPartial, onPhrase, onRefused }: LiveListener
): Promise<() => Promise<void>> {
  const config = SpeechConfig.fromHost(new URL(location.origin.replace(/^http/, 'ws')), key)
  config.speechRecognitionLanguage = locale
  if (endpointId !== undefined) config.endpointId = endpointId
  const recognizer = new SpeechRecognizer(config, AudioConfig.fromDefaultMicrophoneInput())
  recognizer.recognizing = (_sender, { result }) => onPartial(result.text)
  recognizer.recognized = (_sender, { result }) => {
    if (result.reason === ResultReason.RecognizedSpeech) onPhrase(result.text)
  }
  recognizer.canceled = (_sender, { errorDetails }) => {
    if (errorDetails) onRefused(errorDetails)
  }
  await new Promise<void>((resolve, reject) => recognizer.startContinuousRecognitionAsync(resolve, reject))
  return () =>
    new Promise<void>((resolve, reject) =>
      recognizer.stopContinuousRecognitionAsync(() => {
        recognizer.close()
        resolve()
      }, reject)
    )
}
