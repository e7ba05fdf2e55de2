/** `recognize`. @module */
import type { Command } from './command.ts'
import { AROUND, CHECKS, CONNECTION, LOOPS, SHOWN } from './options.ts'
import { runner } from './runner.ts'

export const recognizeCommand: Command = {
  path: 'recognize',
  says: 'turns speech into text, subtitles, tables or JSON',
  options: [
    ...CONNECTION.filter((key) => key !== 'timeout'),
    'speechHost',
    'file',
    'files',
    'audioUrl',
    'urls',
    'microphone',
    'device',
    'audioId',
    'audioFormat',
    'endpoint',
    'model',
    'spokenLanguage',
    'phrases',
    'continuous',
    'once',
    'oncePlus',
    'rest',
    'method',
    'live',
    'fast',
    'channels',
    'diarization',
    'property',
    'maskProfanity',
    'wordTimes',
    'logging',
    'listenFor',
    'transcript',
    'transcriptItn',
    'transcriptLexical',
    ...CHECKS,
    'outputFile',
    'outputJson',
    'outputSrt',
    'outputVtt',
    'outputTsv',
    'outputBatch',
    'outputBatchFile',
    'outputAll',
    'outputEach',
    ...LOOPS,
    ...SHOWN,
    ...AROUND,
    'keyword',
    'token',
    'proxy',
    'werUrl'
  ],
  examples: [
    { says: 'by the model of an endpoint', line: 'recognize --file a.wav --endpoint id @my.cid' },
    { says: 'what is spoken, drawn while it is', line: 'recognize --microphone --endpoint @my.cid' },
    { says: 'a model that is not deployed yet', line: 'recognize --file a.wav --model @my.model' },
    {
      says: 'subtitles of many, four at a time',
      line: 'recognize --files "calls/*.wav" --output srt --threads 4'
    },
    {
      says: 'names that are likely to be said',
      line: 'recognize --file a.wav --phrases "Contoso;Jessie Pinkman"'
    },
    {
      says: 'a table of phrases with their times',
      line: 'recognize --files "calls/*.wav" --output each id --output each text --output each offset --output each file phrases.tsv'
    },
    {
      says: 'a check for pipelines',
      line: 'recognize --file a.wav --transcript "turn on the lamp" --check wer le 10'
    },
    {
      says: '',
      line: 'recognize --file a.wav --check text contains lamp --check result "length([0].phrases) > `0`"'
    }
  ],
  notes: [
    'Speech is heard live, as Speech SDKs do it: texts are drawn as they are understood, endpoints count and log it, and none that is paused answers.',
    '--fast hears a whole recording of any length in two passes; with an endpoint it takes its model, where that answers.'
  ],
  run: runner(async (options) => (await import('../run/recognize.ts')).recognize(options))
}
