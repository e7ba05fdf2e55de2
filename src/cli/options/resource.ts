/** Options: which resource a command works on, and how resources refer to each other. @module */
import { AREA, option, optionGroup, RESOURCE } from '../command-line/option.ts'

const reference = (name: string, help: string) => ({ name: `${AREA} ${name} [id]`, value: 'ID|URL', help })

export const id = option({
  name: 'id',
  value: 'ID|URL',
  help: 'Short form of the option that names the resource'
})

/** One of each kind. */
export const resourceReference = optionGroup('Options', {
  project: reference('project', 'Project'),
  dataset: reference('dataset', 'Dataset'),
  model: reference('model', 'Model or base model'),
  evaluation: reference('evaluation', 'Evaluation'),
  endpoint: reference('(endpoint|endpointid)', 'Endpoint'),
  transcription: reference('transcription', 'Transcription'),
  webhook: reference('webhook', 'Web hook')
})

export const name = option({
  name: `${AREA} ${RESOURCE} name`,
  value: 'NAME',
  help: 'Display name'
})

export const description = option({
  name: `${AREA} ${RESOURCE} description`,
  value: 'TEXT',
  help: 'Description'
})

export const language = option({
  name: `${AREA} ${RESOURCE} language`,
  value: 'LOCALE',
  default: 'en-US',
  help: 'Locale'
})

export const base = option({
  name: `${AREA} [model] base [model]`,
  value: 'ID|URL',
  default: 'the newest base model for the locale',
  help: 'Base model'
})

export const email = option({
  name: `${AREA} email`,
  value: 'ADDRESS',
  help: 'Send an email to this address when the work ends'
})

export const timeToLive = option({
  name: `${AREA} time to live`,
  value: 'DURATION',
  help: 'Delete it this long after it ends, as an ISO 8601 duration such as P7D'
})

export const property = option({
  name: `${AREA} (property|properties)`,
  value: 'NAME=VALUE',
  multiple: true,
  help: 'Set any other property of the request'
})

export const logging = option({
  name: `${AREA} [content] logging [enabled]`,
  value: '[true|false]',
  help: 'Whether the endpoint stores the audio and text that it recognizes'
})

export const wait = option({
  name: `${AREA} wait [timeout]`,
  value: '[MS]',
  help: 'Wait until the work ends, at most MS milliseconds (default: 10 days); exit with 1 if it does not succeed'
})

export const file = option({
  name: `${AREA} ${RESOURCE} [audio] [input] (file|log)`,
  value: 'ID|URL',
  help: 'Only this file of the resource'
})

export const inlineText = option({
  name: `${AREA} [model] text`,
  value: 'TEXT|@FILE',
  help: 'Sentences to train on, instead of a dataset'
})

export const data = option({
  name: `${AREA} [dataset] data`,
  value: 'FILE',
  help: 'File to send'
})
