/** Live recognition of the microphone through the Speech SDK. @module */
import {
  AudioConfig,
  PhraseListGrammar,
  ResultReason,
  SpeechConfig,
  SpeechRecognizer
} from 'microsoft-cognitiveservices-speech-sdk'
import { ticksToSeconds } from './transcriptions.ts'

export type LiveOptions = Readonly<{
  key: string
  locale: string
  /** ID of an endpoint or a model; undefined for the base model of the language. */
  model: string | undefined
  /** The phrase list. */
  phrases: readonly string[]
  /** Of the phrase list, 0 to 2. */
  weight: number
}>
export type LiveListener = Readonly<{
  /** Text that may still change. */
  onHypothesis: (text: string) => void
  /** Final text; `start` and `end` in seconds since the microphone was opened. */
  onPhrase: (text: string, start: number, end: number) => void
  onError: (reason: string) => void
}>

/** @returns a function that stops; rejects if the microphone cannot be opened */
export async function listen(
  { key, locale, model, phrases, weight }: LiveOptions,
  { onHypothesis, onPhrase, onError }: LiveListener
): Promise<() => Promise<void>> {
  const config = SpeechConfig.fromHost(new URL(location.origin.replace(/^http/, 'ws')), key)
  config.speechRecognitionLanguage = locale
  // The service accepts the ID of a model in place of an endpoint's.
  if (model !== undefined) config.endpointId = model
  const recognizer = new SpeechRecognizer(config, AudioConfig.fromDefaultMicrophoneInput())
  if (phrases.length > 0) {
    const grammar = PhraseListGrammar.fromRecognizer(recognizer)
    grammar.addPhrases([...phrases])
    grammar.setWeight(weight)
  }
  recognizer.recognizing = (_sender, { result }) => onHypothesis(result.text)
  recognizer.recognized = (_sender, { result }) => {
    if (result.reason !== ResultReason.RecognizedSpeech) return
    onPhrase(result.text, ticksToSeconds(result.offset), ticksToSeconds(result.offset + result.duration))
  }
  recognizer.canceled = (_sender, { errorDetails }) => {
    if (errorDetails) onError(errorDetails)
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
