/** What a client of fast transcription may ask for, checked before any work. @module */
import type { Models } from '../../models/index.ts'
import { checkValue, Problem, type RequestValue } from '../../platform/index.ts'
import { invalidPayload } from '../../resources/index.ts'
import type { SpeakerLimits } from '../../speech/diarization/index.ts'
import type { ProfanityMode } from '../../speech/display/index.ts'
import type { RequestedPhrases } from '../phrase-list.ts'
import { fastSchemas } from './fast-schema.ts'

export type Definition = Readonly<{
  locale: string
  modelId: string
  profanity: ProfanityMode
  phraseList: RequestedPhrases
  /** How many speakers there may be; absent, they are not told apart. */
  speakers?: SpeakerLimits
  /** Channels to transcribe separately; absent mixes them. */
  channels?: readonly number[]
  audioUrl?: string
}>

const SCHEMA = fastSchemas.FastTranscriptionDefinition
type Fields = RequestValue<typeof SCHEMA, typeof fastSchemas>

/**
 * @param text JSON of the part `definition`; all of it is optional
 * @throws Problem InvalidPayload, InvalidLocale and what `models.usable` throws
 */
export async function readDefinition(text: string | undefined, models: Models): Promise<Definition> {
  const fields = checkValue(enabledSections(parsed(text)), SCHEMA, fastSchemas, 'definition')
  if (fields.enhancedMode !== undefined) {
    throw invalidPayload(
      'enhancedMode is requested, but it needs a large language model, which this service does not have.',
      'definition.enhancedMode'
    )
  }
  const locale = localeOf(fields, models)
  const channels = [...new Set(fields.channels)].sort()
  const speakers = speakersOf(fields, channels)
  const { phrases = [], biasingWeight = 1 } = fields.phraseList ?? {}
  return {
    locale,
    modelId: await modelOf(fields, locale, models),
    profanity: fields.profanityFilterMode ?? SCHEMA.properties.profanityFilterMode.default,
    phraseList: { phrases, bias: biasingWeight },
    ...(speakers === undefined ? {} : { speakers }),
    ...(channels.length === 0 ? {} : { channels }),
    ...(fields.audioUrl === undefined ? {} : { audioUrl: fields.audioUrl })
  }
}

function parsed(text: string | undefined): object {
  if (text === undefined || text.trim() === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  } catch {
    throw invalidPayload('definition is not valid JSON. Send a JSON object, for example {}.', 'definition')
  }
  throw invalidPayload('definition is not a JSON object. Send a JSON object, for example {}.', 'definition')
}

/** Some clients switch a section on by sending it, others by `enabled`; what is in one that is off does not count. */
const enabledSections = (definition: object): object =>
  Object.fromEntries(
    Object.entries(definition).filter(
      ([, section]) => (section as { enabled?: unknown } | null)?.enabled !== false
    )
  )

function speakersOf({ diarization }: Fields, channels: readonly number[]): SpeakerLimits | undefined {
  if (diarization === undefined) return undefined
  if (channels.length > 1) {
    throw invalidPayload(
      'diarization and two channels are both requested. Choose one: separate channels already separate the speakers.',
      'definition.diarization'
    )
  }
  const { maxSpeakers = SCHEMA.properties.diarization.properties.maxSpeakers.default } = diarization
  return { min: 1, max: maxSpeakers }
}

const DEFAULT_LOCALE = 'en-US'

function localeOf({ locales }: Fields, models: Models): string {
  const [locale = DEFAULT_LOCALE, ...others] = [...new Set(locales)]
  if (others.length > 0) {
    throw new Problem(
      'InvalidArgument',
      'InvalidLocale',
      `locales are ${[locale, ...others].join(', ')}; the speech engine of this service cannot identify the spoken language. Name one locale.`,
      'definition.locales'
    )
  }
  return baseOf(locale, models).locale
}

async function modelOf({ models: named = {} }: Fields, locale: string, models: Models): Promise<string> {
  const chosen = Object.entries(named).find(([key]) => key.toLowerCase() === locale.toLowerCase())?.[1]
  return chosen === undefined
    ? baseOf(locale, models).id
    : models.usable({ self: chosen }, `definition.models.${locale}`, locale)
}

function baseOf(locale: string, models: Models): Readonly<{ id: string; locale: string }> {
  const base = models.defaultBase(locale)
  if (base) return base
  throw new Problem(
    'InvalidArgument',
    'InvalidLocale',
    `There is no base model for locale ${locale}.`,
    'definition.locales'
  )
}
