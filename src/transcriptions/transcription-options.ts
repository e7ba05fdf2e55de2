/** `properties` of a new transcription, checked before anything is stored. @module */
import { Problem } from '../platform/index.ts'
import {
  invalidPayload,
  type RequestFields,
  readAll,
  requestFields,
  type sharedSchemas
} from '../resources/index.ts'
import type { TranscriptionOptions } from './transcription.ts'
import { transcriptionSchemas } from './transcription-schema.ts'

type Schemas = typeof transcriptionSchemas & typeof sharedSchemas
type Given = RequestFields<Schemas['TranscriptionProperties'], Schemas>

const { default: DEFAULT_CHANNELS } = transcriptionSchemas.TranscriptionProperties.properties.channels
/** As many as a WAV file may have here. */
const MAX_CHANNELS = 32
const { maximum: MAX_SPEAKERS } = transcriptionSchemas.DiarizationSpeakersProperties.properties.maxCount
const MAX_CANDIDATES = 10

/**
 * What the engine cannot do is rejected only once it is well-formed: a wrong value is the client's error, the rest is
 * not.
 * @throws Problem naming every field that is wrong
 */
export function transcriptionOptions(properties: Given | undefined, locale: string): TranscriptionOptions {
  const parsed = properties ?? requestFields(transcriptionSchemas, 'TranscriptionProperties', {})
  const { destinationContainerUrl, timeToLive, email, speakers, languages, ...options } = readAll({
    wordLevelTimestampsEnabled: () => parsed.wordLevelTimestampsEnabled() ?? false,
    displayFormWordLevelTimestampsEnabled: () => parsed.displayFormWordLevelTimestampsEnabled() ?? false,
    channels: () => channelsOf(parsed),
    punctuationMode: () => parsed.punctuationMode() ?? 'DictatedAndAutomatic',
    profanityFilterMode: () => parsed.profanityFilterMode() ?? 'Masked',
    destinationContainerUrl: parsed.destinationContainerUrl,
    timeToLive: parsed.timeToLive,
    email: parsed.email,
    speakers: () => speakersOf(parsed),
    languages: () => checkLanguageIdentification(parsed, locale)
  })
  if (languages) throw cannotIdentifyLanguages(locale)
  return {
    ...options,
    ...(speakers ? { speakers } : {}),
    ...(destinationContainerUrl === undefined ? {} : { destinationContainerUrl }),
    ...(timeToLive === undefined ? {} : { timeToLive }),
    ...(email === undefined ? {} : { email })
  }
}

function channelsOf(parsed: Given): readonly number[] {
  const codes = {
    inner: 'InvalidChannels',
    accepted: `a list of different channel numbers from 0 to ${MAX_CHANNELS - 1}, for example [0, 1]`
  }
  const channels = parsed.channels(codes) ?? DEFAULT_CHANNELS
  const inRange = channels.every((channel) => channel >= 0 && channel < MAX_CHANNELS)
  if (channels.length > 0 && inRange && new Set(channels).size === channels.length) return channels
  throw new Problem(
    'InvalidRequest',
    codes.inner,
    `properties.channels must be ${codes.accepted}; found [${channels.slice(0, MAX_CHANNELS).join(', ')}].`,
    'properties.channels'
  )
}

/** Without a number, it is a conversation of two. @throws Problem when it is not as the contract has it */
function speakersOf(parsed: Given): TranscriptionOptions['speakers'] {
  const enabled = parsed.diarizationEnabled() ?? false
  const speakers = parsed.diarization()?.speakers()
  if (speakers === undefined) return enabled ? { least: 1, most: 2 } : undefined
  const minCount = speakers.minCount() ?? 1
  const maxCount = speakers.maxCount() ?? MAX_SPEAKERS
  if (minCount > maxCount) {
    throw invalidPayload(
      `properties.diarization.speakers must have minCount <= maxCount; found ${minCount} and ${maxCount}.`,
      'properties.diarization.speakers'
    )
  }
  if (enabled) return { least: minCount, most: maxCount }
  throw invalidPayload(
    'properties.diarization needs diarizationEnabled: true. Add it, or leave out diarization.',
    'properties.diarization'
  )
}

/** Whether it is requested. @throws Problem when it is not as the contract has it */
function checkLanguageIdentification(parsed: Given, locale: string): boolean {
  const identification = parsed.languageIdentification()
  if (identification === undefined) return false
  const target = 'properties.languageIdentification'
  const mode = identification.mode() ?? 'Continuous'
  const candidates = new Set([locale, ...identification.candidateLocales()].map((name) => name.toLowerCase()))
  if (mode === 'Continuous' && (candidates.size < 2 || candidates.size > MAX_CANDIDATES)) {
    throw invalidPayload(
      `${target}.candidateLocales must have 2 to ${MAX_CANDIDATES} locales, including the main one, in mode Continuous; found ${candidates.size}.`,
      `${target}.candidateLocales`
    )
  }
  const unknown = Object.keys(identification.speechModelMapping('models') ?? {}).find(
    (name) => !candidates.has(name.toLowerCase())
  )
  if (unknown === undefined) return true
  throw invalidPayload(
    `${target}.speechModelMapping must name candidate locales only; found ${JSON.stringify(unknown.slice(0, 80))}.`,
    `${target}.speechModelMapping`
  )
}

const cannotIdentifyLanguages = (locale: string): Problem =>
  invalidPayload(
    `The speech engine of this service cannot identify languages. Leave out properties.languageIdentification; all speech is recognized as ${locale}.`,
    'properties.languageIdentification'
  )
