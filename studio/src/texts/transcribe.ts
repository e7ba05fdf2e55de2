/** What the page says on which recordings are tried. @module */

export const transcribe = {
  title: 'Transcribe',
  about: 'Hear what a model makes of a recording, beside its base model.',
  target: 'Endpoint or base model',
  baseModel: 'Base model',
  file: 'Choose a recording',
  drop: 'or drop it here; any format, up to a minute',
  start: 'Use the microphone',
  stop: 'Stop',
  listening: 'Listening…',
  result: 'Result',
  base: 'Base model',
  beside: 'Compare with the base model',
  nothing: 'Nothing was understood.',
  json: 'Show JSON',
  noMicrophone: 'The browser gives no microphone: pages need https or localhost, and your permission.'
} as const
