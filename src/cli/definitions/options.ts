/** Every option of every command, once: from it come parsing, help, documents and completion. @module */

/**
 * `words`: as written after `--`, parts joined by a blank, dot or hyphen. Parts in brackets may be left out, and a
 * choice is written `[a|b]`, or `(a|b)` when one must be there, so that `[csr|batch] output [project] id` takes `--output id` and `--csr.output.id`.
 */
export type Option = Readonly<{
  words: string
  /** What follows; absent when nothing does. A value in brackets may be left out and is then `true`. */
  value?: string
  /** Several values may follow, until the next option. */
  many?: true
  group: Group
  says: string
}>

export const GROUPS = ['Connection', 'Input', 'Options', 'Checks', 'Output'] as const
type Group = (typeof GROUPS)[number]

const ENTITY = '[project|dataset|model|evaluation|endpoint|transcription|webhook]'
const AREA = '[csr|batch|recognize|service]'

const option = <const O extends Option>(definition: O): O => definition

export const OPTIONS = {
  url: option({
    words: `${AREA} [service] api endpoint`,
    value: 'URL',
    group: 'Connection',
    says: 'the service, with or without /speechtotext/v3.2; else VERNACULAR_URL, else config @url'
  }),
  speechHost: option({
    words: `${AREA} [service] [config] host`,
    value: 'URL',
    group: 'Connection',
    says: 'the service as Speech SDKs name it, ws:// or http://; the same as --api endpoint'
  }),
  microphone: option({ words: 'microphone', group: 'Input', says: 'what is spoken now, until Ctrl-C' }),
  device: option({
    words: 'device',
    value: 'NAME',
    group: 'Input',
    says: 'the microphone, as arecord or PulseAudio name it'
  }),
  live: option({
    words: 'live',
    group: 'Options',
    says: 'over the live protocol: text is drawn as it is understood'
  }),
  audioUrl: option({
    words: 'url',
    value: 'URL',
    group: 'Input',
    says: 'a recording that the service fetches by an anonymous GET'
  }),
  keepOld: option({
    words: 'keep old',
    group: 'Options',
    says: 'the old key goes on working'
  }),
  key: option({
    words: `${AREA} [service] [config] key`,
    value: 'KEY',
    group: 'Connection',
    says: 'the access key; else VERNACULAR_KEY, else config @key'
  }),
  region: option({
    words: `${AREA} [service] [config] region`,
    value: 'REGION',
    group: 'Connection',
    says: 'taken for the sake of scripts; only "local" has a meaning, http://127.0.0.1:8640'
  }),
  apiVersion: option({
    words: `${AREA} api version`,
    value: 'v3.2',
    group: 'Connection',
    says: 'taken for the sake of scripts; the commands speak v3.2'
  }),
  timeout: option({
    words: 'timeout',
    value: 'MS',
    group: 'Connection',
    says: 'milliseconds that a request may take; 100000 when absent'
  }),

  name: option({ words: `${AREA} ${ENTITY} name`, value: 'NAME', group: 'Input', says: 'the name shown' }),
  description: option({
    words: `${AREA} ${ENTITY} description`,
    value: 'TEXT',
    group: 'Input',
    says: 'what people should know of it'
  }),
  language: option({
    words: `${AREA} ${ENTITY} language`,
    value: 'LOCALE',
    group: 'Input',
    says: 'the locale; en-US when absent'
  }),
  project: option({
    words: `${AREA} project [id]`,
    value: 'ID|URL',
    group: 'Input',
    says: 'a project'
  }),
  dataset: option({
    words: `${AREA} dataset [id]`,
    value: 'ID|URL',
    group: 'Input',
    says: 'a dataset'
  }),
  datasets: option({
    words: `${AREA} datasets`,
    value: 'ID;ID…',
    group: 'Input',
    says: 'datasets to learn from, parted by semicolons or lines'
  }),
  model: option({
    words: `${AREA} model [id]`,
    value: 'ID|URL',
    group: 'Input',
    says: 'a model, a base model too'
  }),
  model1: option({ words: `${AREA} model1 [id]`, value: 'ID|URL', group: 'Input', says: 'the first model' }),
  model2: option({
    words: `${AREA} model2 [id]`,
    value: 'ID|URL',
    group: 'Input',
    says: 'the second model; may be the first again'
  }),
  evaluation: option({
    words: `${AREA} evaluation [id]`,
    value: 'ID|URL',
    group: 'Input',
    says: 'an evaluation'
  }),
  endpoint: option({
    words: `${AREA} endpoint [id]`,
    value: 'ID|URL',
    group: 'Input',
    says: 'an endpoint'
  }),
  transcription: option({
    words: `${AREA} transcription [id]`,
    value: 'ID|URL',
    group: 'Input',
    says: 'a transcription'
  }),
  webhook: option({
    words: `${AREA} webhook [id]`,
    value: 'ID|URL',
    group: 'Input',
    says: 'a web hook'
  }),
  id: option({ words: 'id', value: 'ID|URL', group: 'Input', says: 'the entity of the command, in short' }),
  base: option({
    words: `${AREA} [model] base [model]`,
    value: 'ID|URL',
    group: 'Input',
    says: 'the base model; the newest of the language when absent'
  }),
  kind: option({
    words: `${AREA} [dataset] kind`,
    value: 'KIND',
    group: 'Input',
    says: 'Language, Acoustic, Pronunciation, AudioFiles or LanguageMarkdown'
  }),
  content: option({
    words: `${AREA} [dataset] content [url|urls]`,
    value: 'URL',
    group: 'Input',
    says: 'where the service fetches the data; several parted by semicolons or lines, for transcriptions'
  }),
  container: option({
    words: `${AREA} content container`,
    value: 'URL',
    group: 'Input',
    says: 'a container, bucket or file:// folder of recordings'
  }),
  data: option({
    words: `${AREA} [dataset] data`,
    value: 'FILE',
    group: 'Input',
    says: 'the file to send'
  }),
  text: option({
    words: `${AREA} [model] text`,
    value: 'TEXT|@FILE',
    group: 'Input',
    says: 'sentences to learn from, without a dataset'
  }),
  weight: option({
    words: `${AREA} [custom] [model] weight [percent]`,
    value: '1…100',
    group: 'Input',
    says: 'how much your own text weighs beside the base; chosen by the service when absent'
  }),
  logging: option({
    words: `${AREA} [content] logging [enabled]`,
    value: '[true|false]',
    group: 'Input',
    says: 'whether the endpoint keeps what it hears'
  }),
  timeToLive: option({
    words: `${AREA} time to live`,
    value: 'P7D',
    group: 'Input',
    says: 'deleted that long after its end, as an ISO 8601 duration'
  }),
  wordTimes: option({
    words: `${AREA} word level timing`,
    value: '[true|false]',
    group: 'Input',
    says: 'each word with its time'
  }),
  profanity: option({
    words: `${AREA} profanity`,
    value: 'MODE',
    group: 'Input',
    says: 'None, Removed, Tags or Masked'
  }),
  punctuation: option({
    words: `${AREA} punctuation`,
    value: 'MODE',
    group: 'Input',
    says: 'None, Dictated, Automatic or DictatedAndAutomatic'
  }),
  channels: option({
    words: `${AREA} channels`,
    value: '0;1',
    group: 'Input',
    says: 'the channels to hear, each apart'
  }),
  email: option({
    words: `${AREA} email`,
    value: 'ADDRESS',
    group: 'Input',
    says: 'told when the work has ended'
  }),
  property: option({
    words: `${AREA} (property|properties)`,
    value: 'NAME=VALUE',
    many: true,
    group: 'Input',
    says: 'any other property of the request'
  }),
  webUrl: option({
    words: `${AREA} [web] url`,
    value: 'URL',
    group: 'Input',
    says: 'the receiver that is told'
  }),
  events: option({
    words: `${AREA} events`,
    value: 'NAME;NAME…',
    group: 'Input',
    says: 'datasetCompletion, modelCompletion, evaluationCompletion, transcriptionCompletion …'
  }),
  secret: option({
    words: `${AREA} secret`,
    value: 'TEXT',
    group: 'Input',
    says: 'signs what is sent; an update without it turns signing off'
  }),
  targetKey: option({
    words: `${AREA} target key`,
    value: 'KEY',
    group: 'Input',
    says: 'the key of the service that takes the copy'
  }),
  targetUrl: option({
    words: `${AREA} target url`,
    value: 'URL',
    group: 'Input',
    says: 'the service that takes the copy; this one when absent'
  }),
  file: option({
    words: `${AREA} ${ENTITY} file`,
    value: 'FILE',
    group: 'Input',
    says: 'one file: of this machine for recognize, a file of the service (its address) for download'
  }),
  files: option({
    words: `${AREA} files`,
    value: 'PATTERN|@LIST',
    many: true,
    group: 'Input',
    says: 'files by a pattern with * and ?, or as a list'
  }),
  link: option({
    words: `${AREA} url`,
    value: 'URL',
    group: 'Input',
    says: 'a content address, read as it is'
  }),
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
  deploy: option({ words: 'deploy', value: '[true|false]', group: 'Options', says: 'deploys the model too' }),

  projects: option({ words: `${AREA} projects`, group: 'Input', says: 'lists projects' }),
  listDatasets: option({ words: `${AREA} datasets`, group: 'Input', says: 'lists datasets' }),
  models: option({ words: `${AREA} models`, group: 'Input', says: 'lists models' }),
  evaluations: option({ words: `${AREA} evaluations`, group: 'Input', says: 'lists evaluations' }),
  endpoints: option({ words: `${AREA} endpoints`, group: 'Input', says: 'lists endpoints' }),
  transcriptions: option({ words: `${AREA} transcriptions`, group: 'Input', says: 'lists transcriptions' }),
  webhooks: option({ words: `${AREA} webhooks`, group: 'Input', says: 'lists web hooks' }),
  baseModels: option({ words: `${AREA} base [models]`, group: 'Input', says: 'lists base models' }),
  languages: option({
    words: `${AREA} ${ENTITY} languages`,
    group: 'Input',
    says: 'lists the locales that are supported'
  }),
  listFiles: option({ words: `${AREA} files`, group: 'Input', says: 'lists the files of the entity named' }),
  logs: option({ words: `${AREA} logs`, group: 'Input', says: 'lists the logs of the endpoint named' }),
  top: option({
    words: `${AREA} top`,
    value: 'N',
    group: 'Options',
    says: 'at most so many; all when absent'
  }),
  skip: option({ words: `${AREA} skip`, value: 'N', group: 'Options', says: 'leaves out the first N' }),
  filter: option({
    words: `${AREA} filter`,
    value: 'CONDITION',
    group: 'Options',
    says: "narrows the list, as in status eq 'Succeeded'"
  }),

  wait: option({
    words: `${AREA} wait [timeout]`,
    value: '[MS]',
    group: 'Options',
    says: 'waits for the end of the work, at most so long (10 days); exits with 1 unless it succeeded'
  }),
  once: option({
    words: `${AREA} once`,
    group: 'Options',
    says: 'one utterance of at most 60 s, by the short audio request'
  }),
  transcript: option({
    words: `${AREA} transcript`,
    value: 'TEXT|@FILE',
    group: 'Checks',
    says: 'what was said; with several files, lines of file, tab, words'
  }),
  check: option({
    words: 'check',
    value: 'wer OP N',
    many: true,
    group: 'Checks',
    says: 'word error rate in percent: eq, ne, lt, le, gt or ge a number; exits with 1 when it is not so'
  }),
  foreach: option({
    words: 'foreach',
    value: 'OPTION;OPTION… in @FILE',
    many: true,
    group: 'Options',
    says: 'runs once for each line; tab-parted columns fill the options named, or those in the first line'
  }),
  max: option({ words: 'max', value: 'N', group: 'Options', says: 'at most so many lines of --foreach' }),
  expect: option({
    words: 'expect',
    value: 'REGEX',
    group: 'Checks',
    says: 'exits with 1 unless the output matches'
  }),
  notExpect: option({
    words: 'not expect',
    value: 'REGEX',
    group: 'Checks',
    says: 'exits with 1 when the output matches'
  }),
  ignoreChecks: option({
    words: 'ignore check failures',
    value: '[true|false]',
    group: 'Checks',
    says: 'failed checks warn only'
  }),
  maxWer: option({
    words: 'max wer',
    value: 'PERCENT',
    group: 'Checks',
    says: 'refuses a word error rate above it'
  }),

  outputId: option({
    words: `${AREA} output ${ENTITY} id`,
    value: '@NAME',
    group: 'Output',
    says: 'keeps the id as @NAME'
  }),
  outputUrl: option({
    words: `${AREA} output ${ENTITY} (url|self)`,
    value: '@NAME',
    group: 'Output',
    says: 'keeps the address as @NAME'
  }),
  addId: option({
    words: `${AREA} output add ${ENTITY} id`,
    value: '@NAME',
    group: 'Output',
    says: 'adds the id to @NAME as a line'
  }),
  addUrl: option({
    words: `${AREA} output add ${ENTITY} url`,
    value: '@NAME',
    group: 'Output',
    says: 'adds the address to @NAME as a line'
  }),
  outputIds: option({
    words: `${AREA} output ${ENTITY} ids`,
    value: '@NAME',
    group: 'Output',
    says: 'keeps the ids listed, a line each'
  }),
  outputUrls: option({
    words: `${AREA} output ${ENTITY} urls`,
    value: '@NAME',
    group: 'Output',
    says: 'keeps the addresses listed, a line each'
  }),
  lastId: option({
    words: `${AREA} output last ${ENTITY} id`,
    value: '@NAME',
    group: 'Output',
    says: 'keeps the last id listed'
  }),
  lastUrl: option({
    words: `${AREA} output last ${ENTITY} url`,
    value: '@NAME',
    group: 'Output',
    says: 'keeps the last address listed'
  }),
  outputJson: option({
    words: `${AREA} output json [file]`,
    value: 'FILE',
    group: 'Output',
    says: 'writes the answer to a file as JSON; - is standard output'
  }),
  outputFile: option({
    words: `${AREA} output file`,
    value: 'FILE',
    group: 'Output',
    says: 'writes what is received to a file; - is standard output'
  }),
  outputPath: option({
    words: `${AREA} output path`,
    value: 'FOLDER',
    group: 'Output',
    says: 'where files are written; here when absent'
  }),
  outputSrt: option({
    words: `${AREA} output srt [file]`,
    value: '[FILE]',
    group: 'Output',
    says: 'subtitles; output.NAME.srt when no file is named'
  }),
  outputVtt: option({
    words: `${AREA} output vtt [file]`,
    value: '[FILE]',
    group: 'Output',
    says: 'WebVTT; output.NAME.vtt when no file is named'
  }),
  outputTsv: option({
    words: `${AREA} output tsv [file]`,
    value: '[FILE]',
    group: 'Output',
    says: 'lines of file, tab, text; output.tsv when no file is named'
  }),
  json: option({ words: 'json', value: '[true|false]', group: 'Output', says: 'JSON, on a terminal too' }),
  table: option({
    words: '[output] table',
    value: '[true|false]',
    group: 'Output',
    says: 'a table, off a terminal too'
  }),
  quiet: option({
    words: 'quiet',
    value: '[true|false]',
    group: 'Output',
    says: 'no progress and no remarks, and nothing on standard output that an option writes elsewhere'
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
} as const satisfies Record<string, Option>

export type OptionKey = keyof typeof OPTIONS

export const CONNECTION = ['url', 'key', 'region', 'apiVersion', 'timeout'] as const satisfies OptionKey[]
export const CHECKS = ['expect', 'notExpect', 'ignoreChecks'] as const satisfies OptionKey[]
export const LOOPS = ['foreach', 'max'] as const satisfies OptionKey[]
export const SHOWN = ['json', 'table', 'quiet'] as const satisfies OptionKey[]
