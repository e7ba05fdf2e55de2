/** How names would be said by a model, before it is trained: from the dictionary, as told, or worked out. @module */
import { type BaseModel, type Engine, requireCapability } from '../../recognizers/index.ts'
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
import { givenPhones } from './given-phones.ts'

export type AskedName = Readonly<{
  word: string
  /** As in a pronunciation file. */
  spoken?: string
  /** In UPS, or in the phones of the base model. */
  phones?: string
  /** Of a foreign name: `de`, `pt-BR`. */
  language?: string
}>

/**
 * Where a pronunciation comes from. `Letters`: the names of the letters; `Parts`: pieces of the name said one after
 * the other; `Spelling`: guessed as the dictionary spells; `Language`: the rules of the name's own language.
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
  /** Words and letters that it was put together from. */
  spoken?: string
  /** How likely among the candidates for a guess from the spelling, 0 to 1. */
  score?: number
}>

export type PronouncedName = Readonly<{
  word: string
  /** The likeliest first; empty when the name is refused. */
  candidates: readonly NameCandidate[]
  /** Why it cannot be said, or why what was asked for it was left aside. */
  reason?: string
}>

export type NamesWork = Readonly<{
  engine: Engine
  base: BaseModel
  /** Pronunciations of a custom model, by lexical word. */
  own?: ReadonlyMap<string, readonly Phones[]>
  signal?: AbortSignal
}>

const MOST_CANDIDATES = 5

/** One entry for each name, in order. @throws CapabilityMissing, PronunciationUnavailable; the signal's reason */
export async function pronounceNames(
  names: readonly AskedName[],
  { engine, base, own = new Map(), signal }: NamesWork
): Promise<readonly PronouncedName[]> {
  const language = spokenLanguageFor(base.locale, base.phones)
  const accepted = new Set(base.phones)
  const words = names.flatMap(({ word, spoken = '' }) => [
    ...wordsInName(word, language),
    ...wordsOfSpokenForm(spoken)
  ])
  const numbers = numbersIn(base.locale)
  const asked = [...new Set([...words, ...names.flatMap(({ word }) => numbersOf(word, numbers))])]
  const pronouncer = requireCapability(engine, base.name, 'pronouncer')
  const found = await pronouncer.pronounce(base.name, asked)
  const dictionary = new Map<string, readonly Phones[]>(
    asked.map((word, index) => [
      word,
      (found[index] ?? []).map((said) => said.split(' ').filter((phone) => accepted.has(phone)))
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
  const guess = (some: readonly string[]) => pronouncer.predict(base.name, some, ...(signal ? [signal] : []))
  const guesses = await guess(plainWords(readings, names, lookUp))
  const forms = readings.flat().map(({ spoken }) => spoken)
  const spelled = await pronounceSpokenForms(forms, lookUp, guess, language)
  const spelledForms = new Map(forms.map((spoken, index) => [spoken, spelled[index]]))

  return Promise.all(
    names.map(async (name, index) => {
      const ready = directly(name, { lookUp, own, base, language })
      if (ready !== undefined) return ready
      const { word, spoken, language: foreign } = name
      const said =
        foreign === undefined || spoken !== undefined
          ? undefined
          : await pronounceForeignName(word, foreign, language, signal ? { signal } : {})
      const waysOf = (reading: SpokenForm): Ways =>
        waysOfReading(reading, {
          spelled: spelledForms.get(reading.spoken),
          guesses,
          lookUp,
          given: spoken !== undefined
        })
      const ways = (readings[index] ?? []).map(waysOf)
      const candidates = distinct([
        ...(said !== undefined && 'phones' in said
          ? [{ phones: said.phones, source: 'Language' } satisfies NameCandidate]
          : []),
        ...ways.flatMap(({ candidates }) => candidates)
      ]).slice(0, MOST_CANDIDATES)
      const reasons = [
        ...(said !== undefined && 'reason' in said ? [said.reason] : []),
        ...(candidates.length > 0 ? [] : [...ways.flatMap(({ reasons }) => reasons), UNSAID])
      ]
      return { word, candidates, ...(reasons[0] === undefined ? {} : { reason: reasons[0] }) }
    })
  )
}

const UNSAID = 'has signs that nobody says; write it as it is spoken'

type Ways = Readonly<{ candidates: readonly NameCandidate[]; reasons: readonly string[] }>

/** What one reading of a name sounds like. */
function waysOfReading(
  reading: SpokenForm,
  parts: Readonly<{
    spelled: SpokenFormPronunciation | undefined
    guesses: PredictedPronunciations
    lookUp: (word: string) => readonly Phones[]
    /** The reading is a spoken form of the customer's. */
    given: boolean
  }>
): Ways {
  const { spelled, guesses, lookUp, given } = parts
  const { spoken } = reading
  const ended = (phones: Phones): Phones => (reading.hasSuffix ? withSuffixS(phones) : phones)
  const ranked = !given && reading.as === 'word' ? guesses.ranked.get(spoken) : undefined
  if (ranked !== undefined) {
    const letters = guesses.spelled.includes(spoken)
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
      source: given ? 'SpokenForm' : sourceOf(reading, lookUp),
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

/** What needs nothing worked out: phones that were given, and words of the model or of the dictionary. */
function directly(
  { word, phones, spoken, language: foreign }: AskedName,
  parts: Readonly<{
    lookUp: (word: string) => readonly Phones[]
    own: ReadonlyMap<string, readonly Phones[]>
    base: BaseModel
    language: SpokenLanguage
  }>
): PronouncedName | undefined {
  if (phones !== undefined) {
    const given = givenPhones(phones, parts.base)
    if ('reason' in given) return { word, candidates: [], reason: given.reason }
    return { word, candidates: [{ phones: given.phones, source: 'Phones' }] }
  }
  if (spoken !== undefined || foreign !== undefined) return undefined
  // A name in capitals may be said by its letters too: that is for its readings to tell.
  if (/\p{Lu}{2}/u.test(word)) return undefined
  const lexical = parts.language.fold(word.trim())
  const own = parts.own.get(lexical) ?? []
  const known = parts.lookUp(lexical)
  if (known.length > 0) {
    return {
      word,
      candidates: distinct(
        known.map((said, index) => ({ phones: said, source: index < own.length ? 'Model' : 'Dictionary' }))
      )
    }
  }
  const owner = parts.language.possessives ? possessorOf(lexical) : undefined
  const ways = owner === undefined ? [] : parts.lookUp(owner)
  if (ways.length === 0) return undefined
  return { word, candidates: ways.map((said) => ({ phones: withSuffixS(said), source: 'Possessive' })) }
}

/** Readings as one word that no dictionary has, to be told with their scores. */
const plainWords = (
  readings: readonly (readonly SpokenForm[])[],
  names: readonly AskedName[],
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

const numbersOf = (word: string, say: (digits: string) => readonly string[]): readonly string[] =>
  (word.match(/\p{N}+/gu) ?? []).flatMap(say).flatMap((said) => said.split(' '))

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
    const said = phones.join(' ')
    return phones.length > 0 && !seen.has(said) && seen.add(said)
  })
}
