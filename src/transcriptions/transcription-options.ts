/** `properties` of a new transcription, checked field by field. @module */
import { Problem } from '../platform/index.ts'
import {
  type Fields,
  invalidPayload,
  objectOf,
  readAll,
  referencedId,
  requestFields,
  timeToLiveOf
} from '../resources/index.ts'
import { profanityFilterModes, punctuationModes, type TranscriptionOptions } from './transcription.ts'
import { transcriptionSchemas } from './transcription-schema.ts'

const DEFAULT_CHANNELS = [0, 1]
const MAX_SPEAKERS = 35
const MAX_CANDIDATES = 10

/**
 * What the engine at hand cannot do is refused only once it is well-formed: the shape is the client's fault, the rest
 * is not.
 * @throws Problem naming every field at fault
 */
export function transcriptionOptions(value: unknown, locale: string): TranscriptionOptions {
  const fields = value == null ? {} : objectOf(value, 'properties')
  const { destinationContainerUrl, timeToLive, email, speakers, languages, ...options } = readAll({
    wordLevelTimestampsEnabled: () => flag(fields, 'wordLevelTimestampsEnabled'),
    displayFormWordLevelTimestampsEnabled: () => flag(fields, 'displayFormWordLevelTimestampsEnabled'),
    channels: () => channelsOf(fields.channels),
    punctuationMode: () => oneOf(fields, 'punctuationMode', punctuationModes, 'DictatedAndAutomatic'),
    profanityFilterMode: () => oneOf(fields, 'profanityFilterMode', profanityFilterModes, 'Masked'),
    destinationContainerUrl: () => destinationOf(fields.destinationContainerUrl),
    timeToLive: () => (timeToLiveOf(fields.timeToLive) === undefined ? undefined : String(fields.timeToLive)),
    email: requestFields(fields, transcriptionSchemas.TranscriptionProperties, 'properties.').email,
    speakers: () => speakersOf(fields),
    languages: () => checkLanguageIdentification(fields.languageIdentification, locale)
  })
  if (languages) throw noLanguageIdentification(locale)
  return {
    ...options,
    ...(speakers ? { speakers } : {}),
    ...(destinationContainerUrl === undefined ? {} : { destinationContainerUrl }),
    ...(timeToLive === undefined ? {} : { timeToLive }),
    ...(email === undefined ? {} : { email })
  }
}

function flag(fields: Fields, name: string): boolean {
  const value = fields[name]
  if (value == null) return false
  if (typeof value === 'boolean') return value
  throw invalidPayload(
    `properties.${name} is ${JSON.stringify(value)}; accepted are true and false.`,
    `properties.${name}`
  )
}

function oneOf<Value extends string>(
  fields: Fields,
  name: string,
  accepted: readonly Value[],
  absent: Value
): Value {
  const value = fields[name]
  if (value == null) return absent
  const known = accepted.find(
    (mode) => typeof value === 'string' && mode.toLowerCase() === value.toLowerCase()
  )
  if (known !== undefined) return known
  throw invalidPayload(
    `properties.${name} is ${JSON.stringify(value)}; accepted are ${accepted.join(', ')}.`,
    `properties.${name}`
  )
}

function channelsOf(value: unknown): readonly number[] {
  if (value == null) return DEFAULT_CHANNELS
  const whole = (channel: unknown): channel is number =>
    typeof channel === 'number' && Number.isInteger(channel) && channel >= 0 && channel < 32
  if (Array.isArray(value) && value.length > 0 && value.every(whole) && new Set(value).size === value.length)
    return value
  throw new Problem(
    'InvalidRequest',
    'InvalidChannels',
    `properties.channels is ${JSON.stringify(value)}; accepted is a list of different channel numbers from 0, for example [0, 1].`,
    'properties.channels'
  )
}

function destinationOf(value: unknown): string | undefined {
  if (value == null) return undefined
  if (typeof value === 'string' && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol))
    return value
  throw invalidPayload(
    'properties.destinationContainerUrl is not an absolute http or https URL. Send the URL of a container that accepts PUT, with its grant in the query.',
    'properties.destinationContainerUrl'
  )
}

/** Asked for without a number, it is a conversation of two. @throws Problem when it is not as the contract has it */
function speakersOf(fields: Fields): TranscriptionOptions['speakers'] {
  const enabled = flag(fields, 'diarizationEnabled')
  if (fields.diarization == null) return enabled ? { least: 1, most: 2 } : undefined
  const target = 'properties.diarization.speakers'
  const diarization = objectOf(fields.diarization, 'properties.diarization')
  const { minCount, maxCount } = objectOf(diarization.speakers, target)
  const count = (value: unknown): boolean =>
    value == null || (Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MAX_SPEAKERS)
  if (!count(minCount) || !count(maxCount) || Number(minCount ?? 1) > Number(maxCount ?? MAX_SPEAKERS)) {
    throw invalidPayload(
      `${target} is ${JSON.stringify({ minCount, maxCount })}; accepted are whole numbers with 1 <= minCount <= maxCount <= ${MAX_SPEAKERS}.`,
      target
    )
  }
  if (enabled) return { least: Number(minCount ?? 1), most: Number(maxCount ?? MAX_SPEAKERS) }
  throw invalidPayload(
    'properties.diarization is given and diarizationEnabled is not true; it needs diarizationEnabled: true.',
    'properties.diarization'
  )
}

/** Whether it is asked for. @throws Problem when it is not as the contract has it */
function checkLanguageIdentification(value: unknown, locale: string): boolean {
  if (value == null) return false
  const target = 'properties.languageIdentification'
  const { candidateLocales, mode = 'Continuous', speechModelMapping } = objectOf(value, target)
  if (!Array.isArray(candidateLocales) || !candidateLocales.every((name) => typeof name === 'string')) {
    throw invalidPayload(
      `${target}.candidateLocales is missing or no list of texts; it is required.`,
      `${target}.candidateLocales`
    )
  }
  if (mode !== 'Continuous' && mode !== 'Single') {
    throw invalidPayload(
      `${target}.mode is ${JSON.stringify(mode)}; accepted are Continuous and Single.`,
      `${target}.mode`
    )
  }
  const candidates = new Set([locale, ...candidateLocales].map((name) => name.toLowerCase()))
  if (mode === 'Continuous' && (candidates.size < 2 || candidates.size > MAX_CANDIDATES)) {
    throw invalidPayload(
      `${target}.candidateLocales makes ${candidates.size} candidates with the main locale; mode Continuous takes 2 to ${MAX_CANDIDATES}.`,
      `${target}.candidateLocales`
    )
  }
  if (speechModelMapping == null) return true
  const mapping = objectOf(speechModelMapping, `${target}.speechModelMapping`)
  for (const [name, model] of Object.entries(mapping)) {
    if (!candidates.has(name.toLowerCase())) {
      throw invalidPayload(
        `${target}.speechModelMapping names ${JSON.stringify(name)}; accepted are the candidate locales.`,
        `${target}.speechModelMapping`
      )
    }
    referencedId(model, 'models', `${target}.speechModelMapping.${name}`)
  }
  return true
}

const noLanguageIdentification = (locale: string): Problem =>
  invalidPayload(
    `properties.languageIdentification is given; telling languages apart needs a language identification model and a base model for each candidate, which this engine does not have. Accepted is none: all speech is taken for ${locale}.`,
    'properties.languageIdentification'
  )
