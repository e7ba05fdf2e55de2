/** Training step: pronunciations of each word that is not in the base dictionary. @module */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { DisplayWords } from '../../../models/index.ts'
import { JobRejected } from '../../../platform/index.ts'
import { type Engine, requireCapability } from '../../../recognizers/index.ts'
import {
  type Lexicon,
  type Phones,
  possessorOf,
  pronounceSpokenForms,
  type SpokenLanguage,
  spokenLanguageFor,
  wordsOfSpokenForm
} from '../../../speech/pronunciation/index.ts'
import { type PhoneticBase, phoneticBase } from '../../pronunciation/base-phones.ts'
import type { AddedWord, WordsReport } from '../../words-report.ts'
import {
  findMissingWords,
  fromPhoneticLexicons,
  fromSpokenForms,
  hasVariants,
  joinLexicon,
  type PronouncedForm,
  type Variants,
  withPossessives
} from './lexicon-steps.ts'
import { pronounceNewWords, type WordsAudio } from './pronounce-new-words.ts'
import { reportWords } from './report-words.ts'

export type TrainedWords = Readonly<{
  lexicon: Lexicon
  /** Number of pronunciations in the base dictionary, by word. */
  known: ReadonlyMap<string, number>
  report: WordsReport
  /** Names and versions of the programs that predicted pronunciations by rule. */
  tools: Readonly<Record<string, string>>
}>

export type WordsRequest = Readonly<{
  engine: Engine
  base: string
  vocabulary: readonly string[]
  spokenForms: ReadonlyMap<string, readonly string[]>
  /** Pronunciations in phones. Those of words outside the vocabulary are ignored. */
  phonetic?: ReadonlyMap<string, readonly Phones[]>
  display: DisplayWords
  /** Audio that may contain the words. */
  audio?: WordsAudio
  signal: AbortSignal
}>

/** @throws JobRejected; PronunciationUnavailable; the signal's reason */
export async function trainWords(request: WordsRequest): Promise<TrainedWords> {
  const { engine, spokenForms, phonetic = new Map(), display, audio, signal } = request
  const base = requireBaseModel(engine, request.base)
  const language = spokenLanguageFor(base.locale, base.phones)
  const ownerOf = (word: string) => (language.possessives ? possessorOf(word) : undefined)
  const words = [...new Set([...request.vocabulary, ...spokenForms.keys()])].sort()
  const vocabulary = new Set(words)

  const dictionary = await lookUp(engine, base, [
    ...words,
    ...[...spokenForms.values()].flat().flatMap(wordsOfSpokenForm),
    ...words.flatMap((word) => ownerOf(word) ?? [])
  ])
  const fromLexicons = fromPhoneticLexicons(phonetic, vocabulary, dictionary)
  const forms = await pronounceForms(spokenForms, { engine, base, language, dictionary, signal })
  const { variants: provided, unpronounceable } = fromSpokenForms(forms, fromLexicons, dictionary)

  const isPronounced = (word: string) => hasVariants(provided, word) || hasVariants(dictionary, word)
  const { words: missing, possessives } = findMissingWords(words, ownerOf, isPronounced)
  const known = new Map([...dictionary].map(([word, variants]) => [word, variants.length]))
  const predicted = await pronounceNewWords(missing, {
    engine,
    base,
    language,
    lexiconText: (some) => lexiconText({ lexicon: new Map([...provided, ...some]), known }),
    ...(audio === undefined ? {} : { audio }),
    signal
  })

  const lexicon = joinLexicon({
    provided,
    predicted: predicted.variants,
    dictionary,
    possessives,
    vocabulary
  })
  const sourceOf = (word: string): AddedWord['source'] => {
    if (hasVariants(fromLexicons, word)) return 'phonetic lexicon'
    if (hasVariants(provided, word)) return 'pronunciation data'
    return possessives.has(word) ? 'possessive' : (predicted.sources.get(word) ?? 'spelling')
  }
  return {
    lexicon,
    known,
    tools: predicted.byRule.length > 0 ? await versionOfRules(signal) : {},
    report: reportWords({
      lexicon,
      isInDictionary: (word) => hasVariants(dictionary, word),
      display,
      sourceOf,
      decidedByAudio: predicted.decidedByAudio,
      unpronounceable: [...unpronounceable, ...withPossessives(predicted.rejected, possessives, vocabulary)]
    })
  }
}

/**
 * The sorted lexicon in the format of engines. Additional pronunciations of a base word are numbered after
 * those of the base (`tomato(3)`), so that they do not replace any.
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

/** The pronunciations in the base dictionary; empty for other words. */
async function lookUp(engine: Engine, base: PhoneticBase, words: readonly string[]): Promise<Variants> {
  const unique = [...new Set(words)]
  const found = await requireCapability(engine, base.name, 'pronouncer').pronounce(base.name, unique)
  const phones = new Set(base.phones)
  const phonesOf = (text: string): Phones => text.split(' ').filter((phone) => phones.has(phone))
  return new Map(unique.map((word, index) => [word, (found[index] ?? []).map(phonesOf)]))
}

/** Each spoken form of each word, in order. */
async function pronounceForms(
  spokenForms: WordsRequest['spokenForms'],
  parts: Readonly<{
    engine: Engine
    base: PhoneticBase
    language: SpokenLanguage
    dictionary: Variants
    signal: AbortSignal
  }>
): Promise<readonly PronouncedForm[]> {
  const { engine, base, language, dictionary, signal } = parts
  const entries = [...spokenForms].flatMap(([word, forms]) => forms.map((spoken) => ({ word, spoken })))
  const pronounced = await pronounceSpokenForms(
    entries.map(({ spoken }) => spoken),
    (word) => dictionary.get(word) ?? [],
    (words) => requireCapability(engine, base.name, 'pronouncer').predict(base.name, words, signal),
    language
  )
  return entries.map(({ word }, index) => {
    const { candidates = [], rejected = [] } = pronounced[index] ?? {}
    return { word, candidates, rejected }
  })
}

function requireBaseModel(engine: Engine, name: string): PhoneticBase {
  const found = engine.baseModels.find((model) => model.name === name)
  if (found) return phoneticBase(engine, found)
  throw new JobRejected(
    'ModelUnusable',
    `The base model ${name} is no longer installed. Install it and train again.`
  )
}

/** `{ "espeak-ng": "1.51" }`, for the manifest: other versions predict differently. */
async function versionOfRules(signal: AbortSignal): Promise<Readonly<Record<string, string>>> {
  const { stdout } = await promisify(execFile)('espeak-ng', ['--version'], { signal })
  const version = /(\d+(?:\.\d+)+)/.exec(stdout)?.[1]
  return version === undefined ? {} : { 'espeak-ng': version }
}
