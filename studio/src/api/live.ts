/** Live recognition through the Speech SDK, as any other client does it. @module */
import {
  AudioConfig,
  PhraseListGrammar,
  ResultReason,
  SpeechConfig,
  SpeechRecognizer
} from 'microsoft-cognitiveservices-speech-sdk'

export type LiveWish = Readonly<{
  key: string
  locale: string
  /** Id of an endpoint or a model; the base model of the language without it. */
  model: string | undefined
  /** Words and names that are expected. */
  phrases: readonly string[]
  /** How much is leaned on them, 0 to 2. */
  weight: number
}>
export type LiveListener = Readonly<{
  onPartial: (text: string) => void
  /** `start` and `end` in seconds since the microphone was opened. */
  onPhrase: (text: string, start: number, end: number) => void
  onRefused: (reason: string) => void
}>

const TICKS = 10_000_000

/** @returns what ends it; rejects when there is no microphone */
export async function listen(
  { key, locale, model, phrases, weight }: LiveWish,
  { onPartial, onPhrase, onRefused }: LiveListener
): Promise<() => Promise<void>> {
  const config = SpeechConfig.fromHost(new URL(location.origin.replace(/^http/, 'ws')), key)
  config.speechRecognitionLanguage = locale
  // The service takes the id of a model where other clients send that of an endpoint.
  if (model !== undefined) config.endpointId = model
  const recognizer = new SpeechRecognizer(config, AudioConfig.fromDefaultMicrophoneInput())
  if (phrases.length > 0) {
    const grammar = PhraseListGrammar.fromRecognizer(recognizer)
    grammar.addPhrases([...phrases])
    grammar.setWeight(weight)
  }
  recognizer.recognizing = (_sender, { result }) => onPartial(result.text)
  recognizer.recognized = (_sender, { result }) => {
    if (result.reason !== ResultReason.RecognizedSpeech) return
    onPhrase(result.text, result.offset / TICKS, (result.offset + result.duration) / TICKS)
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
