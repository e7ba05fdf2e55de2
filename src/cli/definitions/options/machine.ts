/** Options: config, the service on this machine, training from files and scoring: what spx has not. @module */
import { option } from './option.ts'

export const machine = {
  test: option({
    words: 'test',
    value: 'PATH',
    group: 'Input',
    says: 'what the model is measured on: a folder of audio with transcripts, a zip, or a dataset'
  }),
  pronunciations: option({
    words: 'pronunciations',
    value: 'FILE',
    group: 'Input',
    says: 'how words are said: word, tab, spoken form, a line each'
  }),
  set: option({ words: 'set', value: 'VALUE', many: true, group: 'Options', says: 'the value to keep' }),
  add: option({ words: 'add', value: 'VALUE', many: true, group: 'Options', says: 'a line to add' }),
  clear: option({ words: 'clear', value: '[NAME]', group: 'Options', says: 'forgets the value' }),
  find: option({ words: 'find', value: '[PATTERN]', group: 'Options', says: 'names the values kept' }),
  hive: option({
    words: 'hive',
    value: 'HIVE',
    group: 'Options',
    says: 'local (.vernacular/ here or above) or user (~/.vernacular/)'
  }),
  scope: option({
    words: '(scope|command)',
    value: 'COMMAND',
    group: 'Options',
    says: 'seen by that command only'
  }),
  host: option({ words: 'host', value: 'ADDRESS', group: 'Options', says: 'the address to listen on' }),
  port: option({ words: 'port', value: 'N', group: 'Options', says: 'the port to listen on' }),
  dataDir: option({ words: 'data dir', value: 'FOLDER', group: 'Options', says: 'the data folder' }),
  jobs: option({
    words: 'jobs',
    value: 'N',
    group: 'Options',
    says: 'jobs at work at once, 2 when absent; 0 for serve leaves them to workers'
  }),
  fix: option({
    words: 'fix',
    group: 'Options',
    says: 'install the missing Debian packages, with apt and as root or by sudo'
  }),
  yes: option({ words: 'yes', group: 'Options', says: 'agree to the installation beforehand' }),
  baseLocale: option({
    words: '(locale|language)',
    value: 'LOCALE',
    group: 'Input',
    says: 'the locale that it hears'
  }),
  acoustic: option({
    words: 'acoustic [model]',
    value: 'FOLDER',
    group: 'Input',
    says: 'the acoustic model: mdef, means, variances, …'
  }),
  dictionary: option({
    words: 'dictionary',
    value: 'FILE',
    group: 'Input',
    says: 'word PHONE PHONE …, a line each'
  }),
  languageModel: option({
    words: 'language model',
    value: 'FILE',
    group: 'Input',
    says: 'ARPA, or one of the binary forms of CMUSphinx'
  }),
  release: option({
    words: 'release',
    value: 'YYYYMMDD',
    group: 'Input',
    says: 'the date that it is shown by; today when absent'
  }),
  quick: option({
    words: 'quick',
    group: 'Options',
    says: 'text and words only and a short test: half a minute instead of three'
  }),
  exit: option({ words: 'exit', group: 'Options', says: 'stops the service at the end' }),
  format: option({
    words: 'format',
    value: 'FORMAT',
    group: 'Input',
    says: 'trn, txt, ctm or stm; told from the ending of the file name when absent'
  }),
  report: option({
    words: 'report',
    value: 'KIND;KIND…',
    group: 'Output',
    says: 'sum, rsum, pralign, dtl'
  })
} as const
