/** Texts of the page that transcribes a recording or the microphone. @module */

export const transcribeTexts = {
  title: 'Transcribe',
  about:
    'Transcribe a recording or your microphone with a model, and compare the result with the base model.',
  target: 'Endpoint or model',
  endpoints: 'Endpoints',
  models: 'Models',
  baseModel: 'Base model',
  phrases: 'Phrase list',
  phrasesHint: 'Names and terms to expect, separated by commas. Works with every model.',
  weight: 'Phrase list weight',
  weightHint: 'From 0 (off) to 2. A high weight may insert phrases that were not spoken.',
  chooseFile: 'Choose a recording',
  dropFile: 'or drop it here; any format, up to five hours',
  transcribing: 'Transcribing…',
  again: 'Transcribe again',
  start: 'Use the microphone',
  listening: 'Listening…',
  compare: 'Compare with the base model',
  differencesMarked: 'Words that differ are marked.',
  noSpeech: 'No speech recognized.',
  json: 'Show JSON',
  phrasesOf: (name: string) => `Phrases of ${name}`,
  timing: (audio: string, took: string) => `${audio} of audio, transcribed in ${took}`,
  downloads: (name: string) => `Download the transcription by ${name}`,
  noMicrophone:
    'The browser does not give access to the microphone. Open the Studio over https or on localhost, and allow access.'
} as const
