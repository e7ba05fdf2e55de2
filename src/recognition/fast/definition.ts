/** What a client of fast transcription may ask for, checked before any work. @module */
import type { Models } from '../../models/index.ts'
import { describeValue, Problem } from '../../platform/index.ts'
import { invalidPayload } from '../../resources/index.ts'
import type { SpeakerLimits } from '../../speech/diarization/index.ts'
import type { ProfanityMode } from '../../speech/display/index.ts'
import { MAX_PHRASES, type RequestedPhrases } from '../phrase-list.ts'

export type Definition = Readonly<{
  locale: string
  modelId: string
  profanity: ProfanityMode
  phraseList: RequestedPhrases
  /** How many people there may be; absent, they are not told apart. */
  speakers?: SpeakerLimits
  /** Channels to hear apart; absent mixes them. */
  channels?: readonly number[]
  audioUrl?: string
}>

const MAX_SPEAKERS = 35

const KNOWN = [
  'locales',
  'models',
  'channels',
  'profanityFilterMode',
  'diarization',
  'phraseList',
  'enhancedMode',
  'audioUrl'
]

/**
 * @param text JSON of the part `definition`; all of it is optional
 * @throws Problem InvalidPayload, InvalidLocale and what `models.usable` throws
 */
export async function readDefinition(text: string | undefined, models: Models): Promise<Definition> {
  const fields = parsed(text)
  for (const name of Object.keys(fields)) {
    if (!KNOWN.includes(name)) {
      throw invalidPayload(
        `definition has "${name}"; accepted are ${KNOWN.join(', ')}.`,
        `definition.${name}`
      )
    }
  }
  rejectUnsupported(fields)
  const locale = readLocale(fields.locales, models)
  const channels = readChannels(fields.channels)
  const speakers = readSpeakers(fields.diarization, channels)
  const { audioUrl } = fields
  if (audioUrl !== undefined && typeof audioUrl !== 'string') throw wrong('audioUrl', audioUrl, 'a URL')
  return {
    locale,
    modelId: await readModel(fields.models, locale, models),
    profanity: readProfanity(fields.profanityFilterMode),
    phraseList: readPhraseList(fields.phraseList),
    ...(speakers === undefined ? {} : { speakers }),
    ...(channels === undefined ? {} : { channels }),
    ...(audioUrl === undefined ? {} : { audioUrl })
  }
}

type Fields = Readonly<Record<string, unknown>>

function parsed(text: string | undefined): Fields {
  if (text === undefined || text.trim() === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      // The client of many languages writes what was left out as null.
      return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null))
    }
  } catch {
    throw invalidPayload('definition is not valid JSON. Send a JSON object, for example {}.', 'definition')
  }
  throw invalidPayload('definition is not a JSON object. Send a JSON object, for example {}.', 'definition')
}

const wrong = (name: string, value: unknown, accepted: string): Problem =>
  invalidPayload(`${name} is ${describeValue(value)}; accepted is ${accepted}.`, `definition.${name}`)

const isOn = (section: unknown): boolean =>
  typeof section === 'object' && section !== null && (section as { enabled?: unknown }).enabled !== false

function rejectUnsupported({ enhancedMode }: Fields): void {
  if (enhancedMode !== undefined && isOn(enhancedMode)) {
    throw invalidPayload(
      'enhancedMode is requested, but it needs a large language model, which this service does not have.',
      'definition.enhancedMode'
    )
  }
}

/** One client's presence of the section switches it on, another's says enabled. */
function readSpeakers(section: unknown, channels: readonly number[] | undefined): SpeakerLimits | undefined {
  if (section === undefined) return undefined
  if (typeof section !== 'object' || section === null || Array.isArray(section)) {
    throw wrong('diarization', section, 'an object, for example {"enabled": true, "maxSpeakers": 2}')
  }
  if (!isOn(section)) return undefined
  if ((channels ?? []).length > 1) {
    throw invalidPayload(
      'diarization and two channels are both requested. Choose one: separate channels already separate the speakers.',
      'definition.diarization'
    )
  }
  const { maxSpeakers = 2 } = section as { maxSpeakers?: unknown }
  const most = Number(maxSpeakers)
  if (!Number.isInteger(maxSpeakers) || most < 2 || most > MAX_SPEAKERS) {
    throw wrong('diarization.maxSpeakers', maxSpeakers, `a whole number from 2 to ${MAX_SPEAKERS}`)
  }
  return { min: 1, max: most }
}

function readPhraseList(value: unknown): RequestedPhrases {
  if (value === undefined) return { phrases: [], bias: 1 }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw wrong('phraseList', value, 'an object, for example {"phrases": ["Contoso"], "biasingWeight": 1}')
  }
  const { phrases, biasingWeight } = value as { phrases?: unknown; biasingWeight?: unknown }
  if (!Array.isArray(phrases) || !phrases.every((phrase) => typeof phrase === 'string')) {
    throw wrong('phraseList.phrases', phrases, 'a list of words and phrases, for example ["Contoso"]')
  }
  if (phrases.length > MAX_PHRASES) {
    throw wrong('phraseList.phrases', `${phrases.length} phrases`, `at most ${MAX_PHRASES}`)
  }
  const bias = biasingWeight ?? 1
  if (typeof bias !== 'number' || !(bias >= 0 && bias <= 2)) {
    throw wrong('phraseList.biasingWeight', biasingWeight, 'a number from 0 to 2')
  }
  return { phrases, bias }
}

const PROFANITY_MODES: readonly ProfanityMode[] = ['None', 'Removed', 'Tags', 'Masked']

function readProfanity(mode: unknown): ProfanityMode {
  if (mode === undefined) return 'Masked'
  const known = PROFANITY_MODES.find((each) => each === mode)
  if (known !== undefined) return known
  throw wrong('profanityFilterMode', mode, PROFANITY_MODES.join(', '))
}

function readLocale(locales: unknown, models: Models): string {
  if (locales === undefined || (Array.isArray(locales) && locales.length === 0)) return DEFAULT_LOCALE
  if (!Array.isArray(locales) || !locales.every((locale) => typeof locale === 'string')) {
    throw wrong('locales', locales, 'a list of one locale, for example ["en-US"]')
  }
  const [locale = DEFAULT_LOCALE, ...others] = [...new Set(locales as string[])]
  if (others.length > 0) {
    throw new Problem(
      'InvalidArgument',
      'InvalidLocale',
      `locales are ${[locale, ...others].join(', ')}; the speech engine of this service cannot identify the spoken language. Name one locale.`,
      'definition.locales'
    )
  }
  const base = models.defaultBase(locale)
  if (base) return base.locale
  throw new Problem(
    'InvalidArgument',
    'InvalidLocale',
    `There is no base model for locale ${locale}.`,
    'definition.locales'
  )
}

const DEFAULT_LOCALE = 'en-US'

async function readModel(named: unknown, locale: string, models: Models): Promise<string> {
  const chosen =
    named === undefined ? undefined : Object.entries(named as Fields).find(([key]) => same(key, locale))?.[1]
  if (chosen !== undefined) {
    return models.usable({ self: chosen }, `definition.models.${locale}`, locale)
  }
  const base = models.defaultBase(locale)
  if (base) return base.id
  throw new Problem('InvalidArgument', 'InvalidLocale', `There is no base model for locale ${locale}.`)
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

function readChannels(channels: unknown): readonly number[] | undefined {
  if (channels === undefined) return undefined
  if (Array.isArray(channels) && channels.every((each) => each === 0 || each === 1)) {
    return channels.length === 0 ? undefined : [...new Set(channels as number[])].sort()
  }
  throw wrong('channels', channels, '[0], [1] or [0, 1]')
}
