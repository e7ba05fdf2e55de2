/** Training, the words: each word that the base cannot say gets its pronunciations. @module */

import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { DisplayWords } from '../../../models/index.ts'
import { JobRejected } from '../../../platform/index.ts'
import { type BaseModel, type Engine, requireCapability } from '../../../recognizers/index.ts'
import {
  type Lexicon,
  type Phones,
  possessorOf,
  pronounceSpokenForms,
  type RejectedWord,
  spokenLanguageFor,
  withSuffixS,
  wordsOfSpokenForm
} from '../../../speech/pronunciation/index.ts'
import type { ChosenVariants, PronunciationCounts } from './choose-pronunciations-by-audio.ts'
import { pronounceNewWords, type WordsAudio } from './pronounce-new-words.ts'

export type AddedWord = Readonly<{
  word: string
  display: string
  pronunciations: readonly string[]
  /**
   * The customer's own data, its owner's pronunciation (`kx9's`), the names of its letters, the pieces of a name
   * (`kx9`), or its spelling.
   */
  source: 'phonetic lexicon' | 'pronunciation data' | 'possessive' | 'letter names' | 'parts' | 'spelling'
  /** How often each way that was thought of fitted the audio best; absent where no audio holds the word. */
  heard?: PronunciationCounts
}>

export type WordsReport = Readonly<{
  added: readonly AddedWord[]
  /** Words of the base dictionary that gained a pronunciation from the customer's data. */
  extended: readonly AddedWord[]
  /** Words of the training data that cannot be recognised, because nobody can say how they sound. */
  unpronounceable: readonly Readonly<{ word: string; reason: string }>[]
}>

export type TrainedWords = Readonly<{
  lexicon: Lexicon
  /** How many ways the base dictionary has to say each of these words. */
  known: ReadonlyMap<string, number>
  report: WordsReport
  /** Names and versions of the programs that guessed by rule. */
  tools: Readonly<Record<string, string>>
}>

/**
 * The lexicon as engines read it, sorted. A further way to say a word of the base is numbered after those it has
 * (`tomato(3)`), so that it joins them and replaces none.
 */
export function lexiconText({ lexicon, known }: Pick<TrainedWords, 'lexicon' | 'known'>): string {
  const lines = [...lexicon.keys()].sort().flatMap((word) =>
    (lexicon.get(word) ?? []).map((phones, index) => {
      const variant = (known.get(word) ?? 0) + index + 1
      return `${variant === 1 ? word : `${word}(${variant})`} ${phones.join(' ')}\n`
    })
  )
  return lines.join('')
}

export async function trainWords(
  parts: Readonly<{
    engine: Engine
    base: string
    vocabulary: readonly string[]
    spokenForms: ReadonlyMap<string, readonly string[]>
    /** Pronunciations that need no spelling out. Of a word neither in the vocabulary nor in the base they have no use. */
    phonetic?: ReadonlyMap<string, readonly Phones[]>
    display: DisplayWords
    /** Where the words may be heard. */
    audio?: WordsAudio
    signal: AbortSignal
  }>
): Promise<TrainedWords> {
  const { engine, spokenForms, phonetic = new Map(), display, audio, signal } = parts
  const baseModel = baseModelOf(engine, parts.base)
  const base = baseModel.name
  const vocabulary = [...new Set([...parts.vocabulary, ...spokenForms.keys()])].sort()
  const { locale, phones: basePhones } = baseModel
  const language = spokenLanguageFor(locale, basePhones)
  const ownerOf = (word: string) => (language.possessives ? possessorOf(word) : undefined)
  const spokenWords = [...spokenForms.values()].flat().flatMap(wordsOfSpokenForm)
  const owners = vocabulary.flatMap((word) => ownerOf(word) ?? [])
  const dictionary = await inDictionary(engine, base, new Set(basePhones), [
    ...new Set([...vocabulary, ...spokenWords, ...owners])
  ])
  const lexicon = new Map<string, Phones[]>()
  const inVocabulary = new Set(vocabulary)
  for (const [word, ways] of phonetic)
    if (inVocabulary.has(word)) lexicon.set(word, distinct(ways, dictionary.get(word) ?? []))
  const fromLexicon = new Set([...lexicon].filter(([, phones]) => phones.length > 0).map(([word]) => word))
  const unpronounceable: { word: string; reason: string }[] = []
  const guess = (words: readonly string[]) =>
    requireCapability(engine, base, 'pronouncer').predict(base, words, signal)

  const entries = [...spokenForms].flatMap(([word, forms]) => forms.map((spoken) => ({ word, spoken })))
  const spelled = await pronounceSpokenForms(
    entries.map(({ spoken }) => spoken),
    (word) => dictionary.get(word) ?? [],
    guess,
    language
  )
  for (const [index, { word }] of entries.entries()) {
    const { candidates = [], rejected = [] } = spelled[index] ?? {}
    for (const { word: part, reason } of rejected) {
      unpronounceable.push({ word, reason: `"${part}" in its spoken form ${reason}` })
    }
    lexicon.set(word, distinct([...(lexicon.get(word) ?? []), ...candidates], dictionary.get(word) ?? []))
  }
  const fromData = new Set([...lexicon].filter(([, phones]) => phones.length > 0).map(([word]) => word))

  const possessives = new Map<string, string>()
  const lacking = new Set<string>()
  const sayable = (word: string): boolean =>
    (lexicon.get(word) ?? []).length > 0 || (dictionary.get(word) ?? []).length > 0
  for (const word of vocabulary) {
    if (sayable(word)) continue
    const owner = ownerOf(word)
    if (owner !== undefined) possessives.set(word, owner)
    if (owner === undefined || !sayable(owner)) lacking.add(owner ?? word)
  }
  const known = (): ReadonlyMap<string, number> =>
    new Map([...dictionary].map(([word, ways]) => [word, ways.length]))
  const said = await pronounceNewWords([...lacking], {
    engine,
    base: baseModel,
    language,
    lexiconText: (words) => lexiconText({ lexicon: new Map([...lexicon, ...words]), known: known() }),
    ...(audio === undefined ? {} : { audio }),
    signal
  })
  const waysOf = (word: string): readonly Phones[] => [
    ...(said.variants.get(word) ?? lexicon.get(word) ?? []),
    ...(dictionary.get(word) ?? [])
  ]
  for (const [word, owner] of possessives) lexicon.set(word, waysOf(owner).map(withSuffixS))
  for (const [word, ways] of said.variants) if (inVocabulary.has(word)) lexicon.set(word, [...ways])
  unpronounceable.push(...said.rejected.flatMap((refused) => withOwned(refused, possessives, inVocabulary)))

  const sourceOf = (word: string): AddedWord['source'] =>
    fromLexicon.has(word)
      ? 'phonetic lexicon'
      : fromData.has(word)
        ? 'pronunciation data'
        : possessives.has(word)
          ? 'possessive'
          : (said.sources.get(word) ?? 'spelling')
  const described = [...lexicon]
    .filter(([, phones]) => phones.length > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([word, phones]) => ({
      known: (dictionary.get(word) ?? []).length > 0,
      word: {
        word,
        display: display[word] ?? word,
        pronunciations: phones.map((variant) => variant.join(' ')),
        source: sourceOf(word),
        ...heardOf(said.decidedByAudio.get(word))
      }
    }))
  return {
    lexicon: new Map([...lexicon].filter(([, phones]) => phones.length > 0)),
    known: new Map([...lexicon.keys()].map((word) => [word, dictionary.get(word)?.length ?? 0])),
    tools: said.byRule.length > 0 ? await guesserVersion(signal) : {},
    report: {
      added: described.filter(({ known }) => !known).map(({ word }) => word),
      extended: described.filter(({ known }) => known).map(({ word }) => word),
      unpronounceable
    }
  }
}

/** A word that cannot be said, and those that are its possessives. */
const withOwned = (
  { word, reason }: RejectedWord,
  possessives: ReadonlyMap<string, string>,
  vocabulary: ReadonlySet<string>
): readonly RejectedWord[] => [
  ...(vocabulary.has(word) ? [{ word, reason }] : []),
  ...[...possessives].flatMap(([owned, owner]) => (owner === word ? [{ word: owned, reason }] : []))
]

const heardOf = (chosen: ChosenVariants | undefined): Pick<AddedWord, 'heard'> =>
  chosen === undefined ? {} : { heard: chosen.heard }

async function inDictionary(
  engine: Engine,
  base: string,
  phones: ReadonlySet<string>,
  words: readonly string[]
): Promise<ReadonlyMap<string, readonly Phones[]>> {
  const found = await requireCapability(engine, base, 'pronouncer').pronounce(base, words)
  const phonesOf = (text: string): Phones => text.split(' ').filter((phone) => phones.has(phone))
  return new Map(words.map((word, index) => [word, (found[index] ?? []).map(phonesOf)]))
}

function baseModelOf(engine: Engine, name: string): BaseModel {
  const found = engine.baseModels.find((model) => model.name === name)
  if (!found) throw new JobRejected('ModelUnusable', `The base model ${name} is not installed any more.`)
  return found
}

/** Each way once, without those that the base dictionary already has. */
function distinct(candidates: readonly Phones[], known: readonly Phones[]): Phones[] {
  const seen = new Set(known.map((phones) => phones.join(' ')))
  return candidates.filter((phones) => {
    const text = phones.join(' ')
    if (seen.has(text)) return false
    seen.add(text)
    return true
  })
}

/** `{ "espeak-ng": "1.51" }`, for the recipe: another version guesses otherwise. */
async function guesserVersion(signal: AbortSignal): Promise<Readonly<Record<string, string>>> {
  const { stdout } = await promisify(execFile)('espeak-ng', ['--version'], { signal })
  const version = /(\d+(?:\.\d+)+)/.exec(stdout)?.[1]
  return version === undefined ? {} : { 'espeak-ng': version }
}
