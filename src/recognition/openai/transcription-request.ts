/** The fields of POST /v1/audio/transcriptions, checked. @module */
import { checkParameter, Problem } from '../../platform/index.ts'
import { MAX_PHRASES } from '../phrase-list.ts'
import { openAiSchemas } from './openai-schema.ts'

const FORM = openAiSchemas.AudioTranscriptionForm.properties
const GRANULARITIES = 'timestamp_granularities[]'
export type ResponseFormat = (typeof FORM)['response_format']['enum'][number]
export type Granularity = (typeof FORM)[typeof GRANULARITIES]['items']['enum'][number]

export type TranscriptionRequest = Readonly<{
  model: string
  language?: string
  format: ResponseFormat
  stream: boolean
  granularities: readonly Granularity[]
  /** Of the prompt: what the client expects to hear. */
  phrases: readonly string[]
  /** How much is leaned on them: 0 not at all, 2 at most. */
  phraseWeight: number
}>

type Fields = ReadonlyMap<string, readonly string[]>

/** What these ask for cannot be had from this service; ignoring them would be an answer to another question. */
const UNSUPPORTED: Readonly<Record<string, string>> = {
  'include[]': 'log probabilities of tokens are not available; verbose_json has avg_logprob for each segment',
  'known_speaker_names[]': 'this API does not identify speakers',
  'known_speaker_references[]': 'this API does not identify speakers'
}
/** Said by many clients; whatever they say, the answer is the same. */
const IGNORED = ['temperature', 'chunking_strategy', 'user']
/** `prompt_weight` is this service's own. */
const READ = Object.keys(FORM)

/** @throws Problem InvalidArgument naming the field, what it holds and what is accepted */
export function readRequest(fields: Fields): TranscriptionRequest {
  const last = (name: string): string | undefined => fields.get(name)?.at(-1)?.trim() || undefined
  const field = <Name extends 'response_format' | 'stream' | 'prompt_weight'>(name: Name) =>
    checkParameter(last(name), FORM[name], name)
  for (const [name, why] of Object.entries(UNSUPPORTED)) {
    if (last(name) !== undefined) throw rejection(name, `${name} is not supported: ${why}.`)
  }
  for (const name of fields.keys()) {
    // Clients write one value of a list without the brackets, or several with places in them.
    const plain = name.replace(/\[\d*\]$/, '[]')
    if (![...READ, ...IGNORED, ...Object.keys(UNSUPPORTED), 'timestamp_granularities'].includes(plain)) {
      throw rejection(name, `${name} is not a field of a transcription. Fields are ${READ.join(', ')}.`)
    }
  }
  const model = last('model')
  if (model === undefined) throw rejection('model', 'model is missing; send for example model=base.')
  const language = last('language')
  const format = field('response_format') ?? FORM.response_format.default
  const stream = field('stream') ?? false
  if (stream && format !== 'json' && format !== 'text') {
    throw rejection('stream', `stream needs response_format json or text; found ${format}.`)
  }
  return {
    model,
    ...(language === undefined ? {} : { language }),
    format,
    stream,
    granularities: granularitiesOf(fields, format),
    phrases: phrasesOf(last('prompt')),
    phraseWeight: field('prompt_weight') ?? FORM.prompt_weight.default
  }
}

/** A prompt is a list of names, or sentences like those that will be said: its parts between marks. */
function phrasesOf(prompt = ''): readonly string[] {
  const phrases = prompt
    .split(/[,;:!?\n\r]+|\.(?=\s|$)/)
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '')
  if (phrases.length <= MAX_PHRASES) return phrases
  throw rejection('prompt', `prompt must have at most ${MAX_PHRASES} phrases; found ${phrases.length}.`)
}

function granularitiesOf(fields: Fields, format: ResponseFormat): readonly Granularity[] {
  const requested = [...fields]
    .filter(([field]) => /^timestamp_granularities(\[\d*\])?$/.test(field))
    .flatMap(([, values]) => values)
  if (requested.length === 0) return ['segment']
  if (format !== 'verbose_json') {
    throw rejection(GRANULARITIES, `${GRANULARITIES} needs response_format verbose_json; found ${format}.`)
  }
  const { items } = FORM[GRANULARITIES]
  return requested.flatMap((each) => checkParameter(each, items, GRANULARITIES) ?? [])
}

const rejection = (name: string, message: string): Problem =>
  new Problem('InvalidArgument', 'InvalidParameterValue', message, name)
