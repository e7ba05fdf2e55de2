/** Options: how speech is transcribed, shared by batch transcription and `recognize`. @module */
import { AREA, option } from '../command-line/option.ts'

export const wordTimes = option({
  name: `${AREA} word level timing`,
  value: '[true|false]',
  help: 'Include the time of each word'
})

export const diarization = option({
  name: `${AREA} (diarization|diarize) [enabled]`,
  value: '[true|false]',
  help: 'Separate speakers'
})

export const channels = option({
  name: `${AREA} channels`,
  value: '0;1',
  help: 'Channels to transcribe separately'
})
