/** The options that create or change one kind of resource. @module */
import { AREA, option } from '../command-line/option.ts'

export const dataKind = option({
  name: `${AREA} [dataset] kind`,
  value: 'KIND',
  help: 'Language, LanguageMarkdown, Pronunciation, Acoustic, AudioFiles or OutputFormatting'
})

export const content = option({
  name: `${AREA} [dataset] content [url|urls]`,
  value: 'URL',
  help: 'URL from which the service fetches the data; for transcriptions several, separated by semicolons'
})

export const container = option({
  name: `${AREA} content container`,
  value: 'URL',
  help: 'Container, bucket or file:// folder of recordings'
})

export const datasets = option({
  name: `${AREA} datasets`,
  value: 'ID;ID…',
  help: 'Datasets to train on, separated by semicolons or line breaks'
})

export const weight = option({
  name: `${AREA} [custom] [model] weight [percent]`,
  value: '1…100',
  default: 'chosen by the service',
  help: 'Weight of your own text relative to the base model, in percent'
})

export const model1 = option({ name: `${AREA} model1 [id]`, value: 'ID|URL', help: 'First model' })
export const model2 = option({
  name: `${AREA} model2 [id]`,
  value: 'ID|URL',
  help: 'Second model; may be the same as the first'
})

export const profanity = option({
  name: `${AREA} profanity`,
  value: 'MODE',
  help: 'None, Removed, Tags or Masked'
})

export const punctuation = option({
  name: `${AREA} punctuation`,
  value: 'MODE',
  help: 'None, Dictated, Automatic or DictatedAndAutomatic'
})

export const receiver = option({
  name: `${AREA} [web] url`,
  value: 'URL',
  help: 'URL that receives the events'
})

export const events = option({
  name: `${AREA} events`,
  value: 'NAME;NAME…',
  help: 'Events to send, such as datasetCompletion, modelCompletion, evaluationCompletion or transcriptionCompletion'
})

export const secret = option({
  name: `${AREA} secret`,
  value: 'TEXT',
  help: 'Secret that signs the events; an update without it turns signing off'
})
