/**
 * Predicts how a model would pronounce names, before it is trained: from the dictionary, the request, or G2P.
 * @module
 */
import { type Engine, requireCapability } from '../../recognizers/index.ts'
import {
  type Phones,
  type PredictedPronunciations,
  possessorOf,
  pronounceForeignName,
  pronounceSpokenForms,
  type SpokenForm,
  type SpokenFormPronunciation,
  type SpokenLanguage,
  spokenFormsOf,
  spokenLanguageFor,
  withSuffixS,
  wordsInName,
  wordsOfSpokenForm
} from '../../speech/pronunciation/index.ts'
import { normalizerFor } from '../../speech/text/index.ts'
import type { PhoneticBase } from './base-phones.ts'
import { parsePhones } from './given-phones.ts'

export type RequestedName = Readonly<{
  word: string
  /** As in a pronunciation file. */
  spoken?: string
  /** In UPS, or in the phones of the base model. */
  phones?: string
  /** The language of a foreign name: `de`, `pt-BR`. */
  language?: string
}>

/**
 * The source of a pronunciation. `Letters`: the names of the letters; `Parts`: known words that form the
 * name; `Spelling`: predicted from the spelling; `Language`: the rules of the language of the name.
 */
export type Source =
  | 'Dictionary'
  | 'Model'
  | 'Possessive'
  | 'Phones'
  | 'SpokenForm'
  | 'Letters'
  | 'Parts'
  | 'Spelling'
  | 'Language'

export type NameCandidate = Readonly<{
  phones: Phones
  source: Source
  /** The words and letters that it consists of. */
  spoken?: string
  /** The probability among the candidates predicted from the spelling, 0 to 1. */
  score?: number
}>

export type PronouncedName = Readonly<{
  word: string
  /** Most likely first; empty if the name was rejected. */
  candidates: readonly NameCandidate[]
  /** Why it cannot be pronounced, or why a part of the request was ignored. */
  reason?: string
}>

export type NamesWork = Readonly<{
  engine: Engine
  base: PhoneticBase
  /** Pronunciations of a custom model, by lexical word. */
  own?: ReadonlyMap<string, readonly Phones[]>
  signal?: AbortSignal
}>

const MAX_CANDIDATES = 5

/**
 * One entry for each name, in order.
 * @throws CapabilityMissing, PronunciationUnavailable; the signal's reason
 */
export async function pronounceNames(
  names: readonly RequestedName[],
  { engine, base, own = new Map(), signal }: NamesWork
): Promise<readonly PronouncedName[]> {
  const language = spokenLanguageFor(base.locale, base.phones)
  const accepted = new Set(base.phones)
  const words = names.flatMap(({ word, spoken = '' }) => [
    ...wordsInName(word, language),
    ...wordsOfSpokenForm(spoken)
  ])
  const numbers = numbersIn(base.locale)
  const lookedUp = [...new Set([...words, ...names.flatMap(({ word }) => numbersOf(word, numbers))])]
  const pronouncer = requireCapability(engine, base.name, 'pronouncer')
  const found = await pronouncer.pronounce(base.name, lookedUp)
  const dictionary = new Map<string, readonly Phones[]>(
    lookedUp.map((word, index) => [
      word,
      (found[index] ?? []).map((pronunciation) =>
        pronunciation.split(' ').filter((phone) => accepted.has(phone))
      )
    ])
  )
  const lookUp = (word: string): readonly Phones[] => [
    ...(own.get(word) ?? []),
    ...(dictionary.get(word) ?? [])
  ]
  const options = {
    language,
    verbalizeNumber: numbers,
    inDictionary: (word: string) => lookUp(word).length > 0
  }

  const readings = names.map((name): readonly SpokenForm[] => {
    if (name.spoken !== undefined) return [{ spoken: name.spoken, as: 'word', hasSuffix: false }]
    return name.phones === undefined ? spokenFormsOf(name.word, options) : []
  })
  const predict = (some: readonly string[]) =>
    pronouncer.predict(base.name, some, ...(signal ? [signal] : []))
  const predictions = await predict(plainWords(readings, names, lookUp))
  const forms = readings.flat().map(({ spoken }) => spoken)
  const spelled = await pronounceSpokenForms(forms, lookUp, predict, language)
  const spelledForms = new Map(forms.map((spoken, index) => [spoken, spelled[index]]))

  return Promise.all(
    names.map(async (name, index) => {
      const ready = directly(name, { lookUp, own, base, language })
      if (ready !== undefined) return ready
      const { word, spoken, language: foreign } = name
      const phonesText =
        foreign === undefined || spoken !== undefined
          ? undefined
          : await pronounceForeignName(word, foreign, language, signal ? { signal } : {})
      const variantsOf = (reading: SpokenForm): NameVariants =>
        variantsOfReading(reading, {
          spelled: spelledForms.get(reading.spoken),
          predictions: predictions,
          lookUp,
          provided: spoken !== undefined
        })
      const variants = (readings[index] ?? []).map(variantsOf)
      const candidates = distinct([
        ...(phonesText !== undefined && 'phones' in phonesText
          ? [{ phones: phonesText.phones, source: 'Language' } satisfies NameCandidate]
          : []),
        ...variants.flatMap(({ candidates }) => candidates)
      ]).slice(0, MAX_CANDIDATES)
      const reasons = [
        ...(phonesText !== undefined && 'reason' in phonesText ? [phonesText.reason] : []),
        ...(candidates.length > 0 ? [] : [...variants.flatMap(({ reasons }) => reasons), UNSAID])
      ]
      return { word, candidates, ...(reasons[0] === undefined ? {} : { reason: reasons[0] }) }
    })
  )
}

const UNSAID = 'has characters that are not pronounced; write it as it is spoken'

type NameVariants = Readonly<{ candidates: readonly NameCandidate[]; reasons: readonly string[] }>

/** The pronunciations of one reading of a name. */
function variantsOfReading(
  reading: SpokenForm,
  parts: Readonly<{
    spelled: SpokenFormPronunciation | undefined
    predictions: PredictedPronunciations
    lookUp: (word: string) => readonly Phones[]
    /** The reading is a spoken form of the user's. */
    provided: boolean
  }>
): NameVariants {
  const { spelled, predictions, lookUp, provided } = parts
  const { spoken } = reading
  const ended = (phones: Phones): Phones => (reading.hasSuffix ? withSuffixS(phones) : phones)
  const ranked = !provided && reading.as === 'word' ? predictions.ranked.get(spoken) : undefined
  if (ranked !== undefined) {
    const letters = predictions.spelled.includes(spoken)
    return {
      reasons: [],
      candidates: ranked.map(({ phones, probability }, place) => ({
        phones: ended(phones),
        source: letters && place === 0 ? 'Letters' : 'Spelling',
        score: Math.round(probability * 1000) / 1000
      }))
    }
  }
  return {
    candidates: (spelled?.candidates ?? []).map((phones) => ({
      phones: ended(phones),
      source: provided ? 'SpokenForm' : sourceOf(reading, lookUp),
      spoken
    })),
    reasons: (spelled?.rejected ?? []).map(({ word, reason }) =>
      word === spoken ? reason : `"${word}" in its spoken form ${reason}`
    )
  }
}

function sourceOf(reading: SpokenForm, lookUp: (word: string) => readonly Phones[]): Source {
  if (reading.as === 'letters') return 'Letters'
  if (reading.as === 'parts') return 'Parts'
  return lookUp(reading.spoken).length > 0 ? (reading.hasSuffix ? 'Possessive' : 'Dictionary') : 'Spelling'
}

/** Names that need no prediction: phones from the request, and words of the model or of the dictionary. */
function directly(
  { word, phones, spoken, language: foreign }: RequestedName,
  parts: Readonly<{
    lookUp: (word: string) => readonly Phones[]
    own: ReadonlyMap<string, readonly Phones[]>
    base: PhoneticBase
    language: SpokenLanguage
  }>
): PronouncedName | undefined {
  if (phones !== undefined) {
    const provided = parsePhones(phones, parts.base)
    if ('reason' in provided) return { word, candidates: [], reason: provided.reason }
    return { word, candidates: [{ phones: provided.phones, source: 'Phones' }] }
  }
  if (spoken !== undefined || foreign !== undefined) return undefined
  // A name in capitals may also be spelled out: its readings decide.
  if (/\p{Lu}{2}/u.test(word)) return undefined
  const lexical = parts.language.fold(word.trim())
  const own = parts.own.get(lexical) ?? []
  const known = parts.lookUp(lexical)
  if (known.length > 0) {
    return {
      word,
      candidates: distinct(
        known.map((text, index) => ({ phones: text, source: index < own.length ? 'Model' : 'Dictionary' }))
      )
    }
  }
  const owner = parts.language.possessives ? possessorOf(lexical) : undefined
  const ownerVariants = owner === undefined ? [] : parts.lookUp(owner)
  if (ownerVariants.length === 0) return undefined
  return {
    word,
    candidates: ownerVariants.map((pronunciation) => ({
      phones: withSuffixS(pronunciation),
      source: 'Possessive'
    }))
  }
}

/** Readings that are one word and not in the dictionary, which need a prediction with scores. */
const plainWords = (
  readings: readonly (readonly SpokenForm[])[],
  names: readonly RequestedName[],
  lookUp: (word: string) => readonly Phones[]
): readonly string[] => [
  ...new Set(
    readings.flatMap((some, index) =>
      names[index]?.spoken === undefined
        ? some.flatMap(({ as, spoken }) => (as === 'word' && lookUp(spoken).length === 0 ? [spoken] : []))
        : []
    )
  )
]

const numbersOf = (word: string, verbalize: (digits: string) => readonly string[]): readonly string[] =>
  (word.match(/\p{N}+/gu) ?? []).flatMap(verbalize).flatMap((pronunciation) => pronunciation.split(' '))

/** Digits as a number and one by one, in words of the locale. */
function numbersIn(locale: string): (digits: string) => readonly string[] {
  const normalizer = normalizerFor(locale)
  return (digits) => [
    ...new Set([normalizer.apply(digits), [...digits].map((digit) => normalizer.apply(digit)).join(' ')])
  ]
}

function distinct(candidates: readonly NameCandidate[]): readonly NameCandidate[] {
  const seen = new Set<string>()
  return candidates.filter(({ phones }) => {
    const pronunciation = phones.join(' ')
    return phones.length > 0 && !seen.has(pronunciation) && seen.add(pronunciation)
  })
}
