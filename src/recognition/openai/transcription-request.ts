/** The fields of POST /v1/audio/transcriptions, checked. @module */
import { Problem } from '../../platform/index.ts'
import { MAX_PHRASES } from '../phrase-list.ts'

const FORMATS = ['json', 'text', 'srt', 'vtt', 'verbose_json'] as const
export type ResponseFormat = (typeof FORMATS)[number]
const GRANULARITIES = ['word', 'segment'] as const
export type Granularity = (typeof GRANULARITIES)[number]

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
  'include[]': 'log probabilities of tokens are not given; verbose_json has avg_logprob of each segment',
  'known_speaker_names[]': 'speakers are not told apart',
  'known_speaker_references[]': 'speakers are not told apart'
}
/** Said by many clients; whatever they say, the answer is the same. */
const IGNORED = ['temperature', 'chunking_strategy', 'user']
/** `prompt_weight` is this service's own. */
const READ = [
  'model',
  'language',
  'prompt',
  'prompt_weight',
  'response_format',
  'stream',
  'timestamp_granularities[]',
  'file'
]

/** @throws Problem InvalidArgument naming the field, what it holds and what is accepted */
export function readRequest(fields: Fields): TranscriptionRequest {
  const last = (name: string): string | undefined => fields.get(name)?.at(-1)?.trim() || undefined
  for (const [name, why] of Object.entries(UNSUPPORTED)) {
    if (last(name) !== undefined) throw rejection(name, `${name} is not supported: ${why}.`)
  }
  for (const name of fields.keys()) {
    // Clients write one value of a list without the brackets, or several with places in them.
    const plain = name.replace(/\[\d*\]$/, '[]')
    if (![...READ, ...IGNORED, ...Object.keys(UNSUPPORTED), 'timestamp_granularities'].includes(plain)) {
      throw rejection(name, `${name} is not a field of a transcription; accepted are ${READ.join(', ')}.`)
    }
  }
  const model = last('model')
  if (model === undefined) throw rejection('model', 'model is missing; for example model=base.')
  const language = last('language')
  const format = oneOf('response_format', last('response_format') ?? 'json', FORMATS)
  const stream = oneOf('stream', last('stream') ?? 'false', ['true', 'false']) === 'true'
  if (stream && format !== 'json' && format !== 'text') {
    throw rejection('stream', `response_format is ${format}; accepted with stream are json and text.`)
  }
  return {
    model,
    ...(language === undefined ? {} : { language }),
    format,
    stream,
    granularities: granularitiesOf(fields, format),
    phrases: phrasesOf(last('prompt')),
    phraseWeight: weightOf(last('prompt_weight') ?? '1')
  }
}

/** A prompt is a list of names, or sentences like those that will be said: its parts between marks. */
function phrasesOf(prompt = ''): readonly string[] {
  const phrases = prompt
    .split(/[,;:!?\n\r]+|\.(?=\s|$)/)
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '')
  if (phrases.length <= MAX_PHRASES) return phrases
  throw rejection('prompt', `prompt has ${phrases.length} phrases; accepted are at most ${MAX_PHRASES}.`)
}

function weightOf(text: string): number {
  const weight = Number(text)
  if (weight >= 0 && weight <= 2) return weight
  throw rejection(
    'prompt_weight',
    `prompt_weight is ${JSON.stringify(text)}; accepted is a number from 0 to 2.`
  )
}

function granularitiesOf(fields: Fields, format: ResponseFormat): readonly Granularity[] {
  const name = 'timestamp_granularities[]'
  const requested = [...fields]
    .filter(([field]) => /^timestamp_granularities(\[\d*\])?$/.test(field))
    .flatMap(([, values]) => values)
  if (requested.length === 0) return ['segment']
  if (format !== 'verbose_json') {
    throw rejection(name, `response_format is ${format}; accepted with ${name} is verbose_json.`)
  }
  return requested.map((each) => oneOf(name, each, GRANULARITIES))
}

function oneOf<T extends string>(name: string, value: string, accepted: readonly T[]): T {
  const found = accepted.find((each) => each === value.toLowerCase())
  if (found !== undefined) return found
  throw rejection(name, `${name} is ${JSON.stringify(value)}; accepted are ${accepted.join(', ')}.`)
}

const rejection = (name: string, message: string): Problem =>
  new Problem('InvalidArgument', 'InvalidParameterValue', message, name)
