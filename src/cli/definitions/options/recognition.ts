/** Options: what is heard, and how. @module */
import { AREA, ENTITY, option } from './option.ts'

export const recognition = {
  file: option({
    words: `${AREA} ${ENTITY} [audio] [input] (file|log)`,
    value: 'FILE',
    group: 'Input',
    says: 'one file: of this machine for recognize, a file of the service (its address) for download'
  }),
  files: option({
    words: `${AREA} [audio] [input] files`,
    value: 'PATTERN|@LIST',
    many: true,
    group: 'Input',
    says: 'files by a pattern with * and ?, or as a list'
  }),
  microphone: option({
    words: '[audio] [input] microphone',
    group: 'Input',
    says: 'what is spoken now, until Ctrl-C'
  }),
  device: option({
    words: '[audio] [input] [microphone] device',
    value: 'NAME',
    group: 'Input',
    says: 'the microphone, as arecord or PulseAudio name it'
  }),
  live: option({
    words: 'live',
    group: 'Options',
    says: 'over the live protocol, which is the way without --fast and --rest'
  }),
  fast: option({
    words: '[audio] [input] fast [lane]',
    value: '[true|false]',
    group: 'Options',
    says: 'the whole recording at once, with a second, more exact pass; --model and --channels imply it'
  }),
  rest: option({
    words: '[recognize] rest',
    group: 'Options',
    says: 'one utterance of at most 60 s, by the short audio request'
  }),
  once: option({
    words: '[recognize] once',
    group: 'Options',
    says: 'ends with the first phrase'
  }),
  oncePlus: option({
    words: '[recognize] once+',
    group: 'Options',
    says: 'phrase after phrase until the audio ends; the same as --continuous'
  }),
  continuous: option({
    words: '[recognize] continuous',
    group: 'Options',
    says: 'until the audio ends, which is the way without --once'
  }),
  method: option({
    words: 'recognize [method]',
    value: 'METHOD',
    group: 'Options',
    says: 'continuous, once, once+ or rest, as options of their own'
  }),
  listenFor: option({
    words: '[recognize] timeout',
    value: 'MS',
    group: 'Options',
    says: 'listens no longer than that; what was heard until then is written'
  }),
  phrases: option({
    words: '[grammar] (phrases|phrase) [list]',
    value: 'TEXT;TEXT…|@FILE',
    many: true,
    group: 'Input',
    says: 'words and phrases that are likely to be said'
  }),
  spokenLanguage: option({
    words: '[recognize] [source] (language|languages|source) [language] [config]',
    value: 'LOCALE',
    group: 'Input',
    says: 'the locale that is spoken; that of the endpoint, or en-US, when absent'
  }),
  maskProfanity: option({
    words: '[service] [output] [config] profanity [option]',
    value: 'MODE',
    group: 'Options',
    says: 'masked, removed or raw'
  }),
  audioId: option({
    words: '[audio] [input] id',
    value: 'NAME',
    group: 'Input',
    says: 'what outputs call the recording by; its file name without folder and ending when absent'
  }),
  audioFormat: option({
    words: '[audio] [input] format',
    value: 'FORMAT',
    group: 'Input',
    says: 'alaw or mulaw for bare samples of telephones, 8 kHz; all others say themselves what they are'
  }),
  audioUrl: option({
    words: '[audio] [input] url',
    value: 'URL',
    group: 'Input',
    says: 'a recording fetched by an anonymous GET; with --fast the service fetches it'
  }),
  urls: option({
    words: '[audio] [input] urls',
    value: 'URL;URL…|@LIST',
    many: true,
    group: 'Input',
    says: 'several of them'
  }),
  keyword: option({
    words: '[recognize] keyword [file]',
    value: 'FILE',
    group: 'Advanced',
    refused: 'the engine of this service does not listen for a keyword; --once hears the first phrase',
    says: 'waits for a keyword'
  }),
  token: option({
    words: '[service] [config] token [value]',
    value: 'TOKEN',
    group: 'Advanced',
    refused: 'a key opens the service from the terminal; take --key',
    says: 'opens the service'
  }),
  proxy: option({
    words: '[service] [config] proxy [host]',
    value: 'ADDRESS',
    group: 'Advanced',
    refused: 'the service is reached without one; name its address as this machine sees it by --api-endpoint',
    says: 'stands between'
  }),
  werUrl: option({
    words: 'wer [sr] url',
    value: 'URL',
    group: 'Advanced',
    refused: 'the word error rate is worked out here, without another service; leave it out',
    says: 'a service that works the word error rate out'
  })
} as const
