/** `recognize`: speech to text from files, URLs and the microphone. @module */

import { checks } from '../options/checks.ts'
import { connection, speechHost } from '../options/connection.ts'
import { globalOptions } from '../options/global.ts'
import { display, outputFile, outputJson } from '../options/outputs.ts'
import { repeats } from '../options/repeats.ts'
import { logging, resourceReference } from '../options/resource.ts'
import { channels, diarization, wordTimes } from '../options/transcription.ts'
import { recognition, unsupported } from '../recognition/recognize-options.ts'
import type { TopLevelCommand } from './command.ts'

// --timeout is how long to listen here.
const { timeout: _timeout, ...connectionWithoutTimeout } = connection

export const recognize: TopLevelCommand = {
  section: 'Recognize',
  path: 'recognize',
  summary: 'Convert speech to text, subtitles, tables or JSON',
  notes: [
    'Streams the audio like a Speech SDK and prints phrases as they are recognized. Endpoints log such requests; a paused endpoint rejects them.',
    'With --fast the service transcribes the whole recording, with the model of the endpoint or of --model.'
  ],
  options: [
    ...Object.values(recognition),
    resourceReference.endpoint,
    resourceReference.model,
    wordTimes,
    logging,
    channels,
    diarization
  ],
  groups: [
    { outputJson, outputFile },
    display,
    checks,
    repeats,
    { speechHost, ...connectionWithoutTimeout },
    globalOptions,
    unsupported
  ],
  examples: [
    { comment: 'With the model of an endpoint', line: 'recognize --file a.wav --endpoint id @my.cid' },
    { comment: 'From the microphone', line: 'recognize --microphone --endpoint @my.cid' },
    { comment: 'With a model that is not deployed', line: 'recognize --file a.wav --model @my.model' },
    {
      comment: 'Subtitles of many files, four at a time',
      line: 'recognize --files "calls/*.wav" --output srt --threads 4'
    },
    {
      comment: 'With a list of likely names',
      line: 'recognize --file a.wav --phrases "Contoso;Jessie Pinkman"'
    },
    {
      comment: 'A table of phrases with their times',
      line: 'recognize --files "calls/*.wav" --output each id --output each text --output each offset --output each file phrases.tsv'
    },
    {
      comment: 'Fail if more than 10 % of the words are wrong',
      line: 'recognize --file a.wav --transcript "turn on the lamp" --check wer le 10'
    },
    {
      comment: 'Fail unless the text contains a word',
      line: 'recognize --file a.wav --check text contains lamp --check result "length([0].phrases) > `0`"'
    }
  ],
  // The WebSocket library is loaded only when it is needed.
  run: async (context) => (await import('../recognition/recognize-audio.ts')).recognizeAudio(context)
}
