/** The options of `recognize`: which audio, how to recognize it, what to check and what to write. @module */
import { AREA, optionGroup, RESOURCE } from '../command-line/option.ts'

export const recognition = optionGroup('Options', {
  file: {
    name: `${AREA} ${RESOURCE} [audio] [input] file`,
    value: 'FILE',
    help: 'Audio file; - is standard input'
  },
  files: {
    name: `${AREA} [audio] [input] files`,
    value: 'PATTERN|@LIST',
    multiple: true,
    keepsAt: true,
    help: 'Audio files, by a pattern with * and ?, or from a list'
  },
  url: {
    name: '[audio] [input] url',
    value: 'URL',
    keepsAt: true,
    help: 'Recording at a public URL; with --fast the service downloads it'
  },
  urls: {
    name: '[audio] [input] urls',
    value: 'URL;URL…|@LIST',
    multiple: true,
    keepsAt: true,
    help: 'Several recordings'
  },
  microphone: {
    name: '[audio] [input] microphone',
    help: 'Recognize what you say, until Ctrl-C'
  },
  device: {
    name: '[audio] [input] [microphone] device',
    value: 'NAME',
    help: 'Microphone, as arecord or PulseAudio names it'
  },
  audioId: {
    name: '[audio] [input] id',
    value: 'NAME',
    default: 'the file name without its extension',
    help: 'Name of the recording in outputs'
  },
  format: {
    name: '[audio] [input] format',
    value: 'FORMAT',
    help: 'alaw or mulaw for 8 kHz telephone samples without a header; other formats are detected'
  },
  language: {
    name: '[recognize] [source] (language|languages|source) [language] [config]',
    value: 'LOCALE',
    default: 'the locale of the endpoint, then en-US',
    help: 'Spoken language'
  },
  phrases: {
    name: '[grammar] (phrases|phrase) [list]',
    value: 'TEXT;TEXT…|@FILE',
    multiple: true,
    keepsAt: true,
    help: 'Words and phrases that are likely to occur'
  },
  live: {
    name: 'live',
    help: 'Stream the audio and print phrases as they are recognized (the default)'
  },
  fast: {
    name: '[audio] [input] fast [lane]',
    value: '[true|false]',
    help: 'Transcribe the whole recording in two passes, which is more accurate; implied by --model, --channels and --diarization'
  },
  rest: {
    name: '[recognize] rest',
    help: 'Send one utterance of up to 60 seconds as one REST request'
  },
  once: {
    name: '[recognize] once',
    help: 'Stop after the first phrase'
  },
  oncePlus: {
    name: '[recognize] once+',
    help: 'The same as --continuous'
  },
  continuous: {
    name: '[recognize] continuous',
    help: 'Recognize until the audio ends (the default)'
  },
  method: {
    name: 'recognize [method]',
    value: 'METHOD',
    help: 'continuous, once, once+ or rest; the same as the option of that name'
  },
  timeout: {
    name: '[recognize] timeout',
    value: 'MS',
    help: 'Stop after MS milliseconds, and write what has been recognized'
  },
  property: {
    name: `${AREA} (property|properties)`,
    value: 'NAME=VALUE',
    multiple: true,
    help: 'Speech SDK property: Speech_SegmentationSilenceTimeoutMs, SpeechServiceConnection_InitialSilenceTimeoutMs or SpeechServiceConnection_EndSilenceTimeoutMs'
  },
  profanity: {
    name: '[service] [output] [config] profanity [option]',
    value: 'MODE',
    default: 'masked',
    help: 'masked, removed or raw'
  },
  transcript: {
    name: `${AREA} transcript [text]`,
    value: 'TEXT|@FILE',
    keepsAt: true,
    heading: 'Checks',
    help: 'Reference transcript for --check wer; for several files, lines of file name, tab, words'
  },
  transcriptItn: {
    name: `${AREA} transcript itn [text]`,
    value: 'TEXT|@FILE',
    keepsAt: true,
    heading: 'Checks',
    help: 'Reference transcript for --check itn wer'
  },
  transcriptLexical: {
    name: `${AREA} transcript lexical [text]`,
    value: 'TEXT|@FILE',
    keepsAt: true,
    heading: 'Checks',
    help: 'Reference transcript for --check lexical wer'
  },
  outputSrt: {
    name: `${AREA} output srt [file] [name]`,
    value: '[FILE]',
    default: 'output.{id}.srt',
    heading: 'Output',
    keepsAt: true,
    help: 'Write SRT subtitles; {id} in FILE is the recording'
  },
  outputVtt: {
    name: `${AREA} output vtt [file] [name]`,
    value: '[FILE]',
    default: 'output.{id}.vtt',
    heading: 'Output',
    keepsAt: true,
    help: 'Write WebVTT subtitles; {id} in FILE is the recording'
  },
  outputTsv: {
    name: `${AREA} output tsv [file]`,
    value: '[FILE]',
    default: 'output.tsv',
    heading: 'Output',
    keepsAt: true,
    help: 'Write one line per recording: file name, tab, text'
  },
  outputBatch: {
    name: `${AREA} output batch [json]`,
    value: '[true|false]',
    heading: 'Output',
    keepsAt: true,
    help: 'Write the full results, as batch transcription does, to output.{id}.{run.time}.json'
  },
  outputBatchFile: {
    name: `${AREA} output batch file [name]`,
    value: 'FILE',
    heading: 'Output',
    keepsAt: true,
    help: 'The same, to FILE'
  },
  outputAll: {
    name: `${AREA} output all`,
    value: 'COLUMN',
    multiple: true,
    joinedValues: true,
    heading: 'Output',
    keepsAt: true,
    help: 'Write a table with one row per recording. Columns: id, sessionid, text, itn text, lexical text, offset, duration, resultid, reason, json, recognizing text. Settings: file NAME, file type tsv|json, file has header true|false'
  },
  outputEach: {
    name: `${AREA} output each`,
    value: 'COLUMN',
    multiple: true,
    joinedValues: true,
    heading: 'Output',
    keepsAt: true,
    help: 'Write a table with one row per phrase, and per partial result if a "recognizing" column is requested'
  }
})

/** Options of spx that this service cannot honor: each is rejected with the reason. */
export const unsupported = optionGroup('Advanced', {
  keyword: {
    name: '[recognize] keyword [file]',
    value: 'FILE',
    unsupported: 'the engine does not listen for a keyword; use --once to stop after the first phrase',
    help: 'Wait for a keyword'
  },
  token: {
    name: '[service] [config] token [value]',
    value: 'TOKEN',
    unsupported: 'sign in with an access key; use --key',
    help: 'Authorization token'
  },
  proxy: {
    name: '[service] [config] proxy [host]',
    value: 'ADDRESS',
    unsupported: 'connections are direct; pass an address that this machine can reach to --api-endpoint',
    help: 'Proxy'
  },
  werUrl: {
    name: 'wer [sr] url',
    value: 'URL',
    unsupported: 'the word error rate is computed here, without another service; leave the option out',
    help: 'Service that computes the word error rate'
  }
})
