/** Options: what goes into the requests that make and change entities. @module */
import { AREA, option } from './option.ts'

export const requests = {
  kind: option({
    words: `${AREA} [dataset] kind`,
    value: 'KIND',
    group: 'Input',
    says: 'Language, LanguageMarkdown, Pronunciation, Acoustic, AudioFiles or OutputFormatting'
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
  diarization: option({
    words: `${AREA} (diarization|diarize) [enabled]`,
    value: '[true|false]',
    group: 'Input',
    says: 'tells speakers apart'
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
  deploy: option({ words: 'deploy', value: '[true|false]', group: 'Options', says: 'deploys the model too' }),
  wait: option({
    words: `${AREA} wait [timeout]`,
    value: '[MS]',
    group: 'Options',
    says: 'waits for the end of the work, at most so long (10 days); exits with 1 unless it succeeded'
  }),
  keepOld: option({
    words: 'keep old',
    group: 'Options',
    says: 'the old key goes on working'
  })
} as const
