/**
 * Spoken forms of a written name (`B2B`: `b two b`): acronyms by letters or as words, names split at capitals, digits
 * and hyphens.
 * @module
 */
import type { Phones } from './lexicon.ts'
import type { SpokenLanguage } from './spoken-language.ts'

export type SpokenForm = Readonly<{
  /** Lower-case words and letters, as in a pronunciation file. */
  spoken: string
  /** `letters`: all letter names; `parts`: split into tokens; `word`: pronounced as one word. */
  as: 'word' | 'letters' | 'parts'
  /** Ends in the plural or possessive `s`, which `spoken` leaves out: see `withSuffixS`. */
  hasSuffix: boolean
}>

export type SpokenFormOptions = Readonly<{
  language: SpokenLanguage
  /** Digits in words, the most usual form first: `15` as `fifteen`, `one five`. */
  verbalizeNumber: (digits: string) => readonly string[]
  /** Whether the dictionary has the lower-case word. */
  inDictionary: (word: string) => boolean
}>

const MAX_SPOKEN_FORMS = 4
/** Acronyms, capitalized and lower-case runs (`i` and `Phone` of `iPhone`), digits, signs. */
const TOKENS = /\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{M}']+|\p{Lu}|\p{N}+|[&+@.#%]/gu
/** Family names with a prefix, which are not split: `McDonald`, `O'Neill`, `DeVries`. */
const PREFIXED_FAMILY_NAME = /^(?:Mc|Mac|O'|D'|L'|De|Di|Du|La|Le|Van|Von|Fitz)\p{Lu}[\p{Ll}\p{M}]+$/u
const ACRONYM_WITH_SUFFIX = /^(?=.*\p{Lu}{2})([\p{Lu}\p{N}]+)(?:'?s)$/u
const VOWEL = /[aeiouyàâäéèêëîïôöùûüáíóúøåæœ]/u
/** Consonant clusters that make an acronym unpronounceable as a word. */
const CONSONANT_CLUSTER = /[^aeiouy]{4}|[^aeiouylrs]{3}/u
/** Onsets that no word of English or French has. */
const ILLEGAL_ONSET = /^(?:[hlvxjz][^aeiouylrwsh]|[mn][flmnpqrstvwxz]|[bcdfgkpt][bcdfgjkmpqtvx])/u

/** Whether a short lower-case name can only be pronounced by its letter names: `html`, `hvac`. */
export const isUnpronounceable = (word: string): boolean => !VOWEL.test(word) || ILLEGAL_ONSET.test(word)

const SIGNS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  en: { '&': 'and', '+': 'plus', '@': 'at', '.': 'dot', '#': 'sharp', '%': 'percent' },
  fr: { '&': 'et', '+': 'plus', '@': 'arobase', '.': 'point', '#': 'dièse', '%': 'pour cent' }
}

/** Spoken forms of `written`, most likely first, at most four; none if some sign has no spoken form. */
export function spokenFormsOf(written: string, options: SpokenFormOptions): readonly SpokenForm[] {
  const plain = written.trim().replaceAll('’', "'").normalize('NFC')
  const stem = options.language.possessives ? (/^(.+?)'s$/iu.exec(plain)?.[1] ?? acronymOf(plain)) : undefined
  const name = stem ?? plain
  const parts = name.split(/[\s\-‐‑–_/]+/u).filter((part) => part !== '')
  const tokens = parts.flatMap((part) => tokenize(part, options))
  const rest = parts.join('').replace(TOKENS, '')
  if (tokens.length === 0 || rest !== '') return []
  const rows = tokens.reduce<readonly (readonly TokenForm[])[]>(
    (all, token) =>
      bestSequences(
        all.flatMap((row) => tokenForms(token, tokens.length, options).map((form) => [...row, form]))
      ),
    [[]]
  )
  const split = rows.map((row) => ({
    spoken: row.map(({ spoken }) => spoken).join(' '),
    as: kindOf(row),
    hasSuffix: stem !== undefined
  }))
  const lower = options.language.fold(name)
  // A name split only at its capitals may still be one word of the dictionary: `YouTube`, `McDonald`.
  const whole: SpokenForm = { spoken: lower, as: 'word', hasSuffix: stem !== undefined }
  const one = tokens.length > 1 && /^[\p{L}\p{M}']+$/u.test(name)
  return distinct(
    one
      ? options.inDictionary(lower)
        ? [whole, ...split]
        : [...split.slice(0, MAX_SPOKEN_FORMS - 1), whole]
      : split
  )
}

/** The lower-case words that `spokenFormsOf` looks up in the dictionary. */
export function wordsInName(written: string, { fold }: SpokenLanguage): readonly string[] {
  const plain = written.replaceAll('’', "'").normalize('NFC')
  const tokens = plain.match(TOKENS) ?? []
  const parts = plain.split(/[\s\-‐‑–_/]+/u).flatMap((part) => [part, part.replace(/'?s$/iu, '')])
  return [...new Set([...tokens, ...parts, plain].map((part) => fold(part.trim())))].filter(
    (word) => word !== ''
  )
}

type TokenForm = Readonly<{ spoken: string; as: SpokenForm['as']; rank: number }>

const acronymOf = (written: string): string | undefined => ACRONYM_WITH_SUFFIX.exec(written)?.[1]

/** A capital after a small letter or beside another capital. */
function hasInnerCapital(part: string): boolean {
  const small = part.search(/\p{Ll}/u)
  return /\p{Lu}{2}/u.test(part) || (small >= 0 && /\p{Lu}/u.test(part.slice(small)))
}

function tokenize(part: string, { inDictionary, language }: SpokenFormOptions): readonly string[] {
  if (PREFIXED_FAMILY_NAME.test(part) || (/^[\p{L}\p{M}']+$/u.test(part) && !hasInnerCapital(part)))
    return [part]
  if (/^\p{L}+$/u.test(part) && part !== part.toUpperCase() && inDictionary(language.fold(part)))
    return [part]
  return part.match(TOKENS) ?? []
}

function tokenForms(token: string, of: number, options: SpokenFormOptions): readonly TokenForm[] {
  const { language, verbalizeNumber } = options
  if (/^\p{N}/u.test(token)) {
    return verbalizeNumber(token).map((spoken, rank) => ({ spoken, as: 'parts', rank }))
  }
  const sign = SIGNS[language.language]?.[token]
  if (sign !== undefined) return [{ spoken: sign, as: 'parts', rank: 0 }]
  if (!/\p{L}/u.test(token)) return []
  const word = language.fold(token)
  const letters = [...word].filter((letter) => letter !== "'")
  const spelled: TokenForm = { spoken: letters.join(' '), as: 'letters', rank: 0 }
  const asWord: TokenForm = { spoken: word, as: 'word', rank: 0 }
  if (letters.length === 1) return [spelled]
  const nameable = letters.every((letter) => language.letterName(letter) !== undefined)
  const capitals = token === token.toUpperCase() && token !== token.toLowerCase()
  if (!nameable) return [asWord]
  // Next to digits, short runs are codes (`kx9`); alone, only what has no vowel cannot be a word.
  const code = capitals || (of > 1 && !options.inDictionary(word) && letters.length <= 3)
  if (!VOWEL.test(word))
    return options.inDictionary(word) && !capitals ? [asWord, { ...spelled, rank: 1 }] : [spelled]
  if (!code) return [asWord]
  const readable =
    options.inDictionary(word) ||
    (letters.length >= 4 && !isUnpronounceable(word) && !CONSONANT_CLUSTER.test(word))
  return readable ? [asWord, { ...spelled, rank: 1 }] : [spelled, { ...asWord, rank: 1 }]
}

function bestSequences(rows: readonly (readonly TokenForm[])[]): readonly (readonly TokenForm[])[] {
  const rankOf = (row: readonly TokenForm[]): number => row.reduce((sum, { rank }) => sum + rank, 0)
  return rows.toSorted((a, b) => rankOf(a) - rankOf(b)).slice(0, MAX_SPOKEN_FORMS)
}

function kindOf(row: readonly TokenForm[]): SpokenForm['as'] {
  if (row.every(({ as }) => as === 'letters')) return 'letters'
  return row.length === 1 && row[0]?.as === 'word' ? 'word' : 'parts'
}

/** Adds the English plural or possessive suffix, which assimilates to the last sound: "fox's", "cat's", "dog's". */
export function withSuffixS(phones: Phones): Phones {
  const last = phones.at(-1) ?? ''
  if (['S', 'Z', 'SH', 'ZH', 'CH', 'JH'].includes(last)) return [...phones, 'IH', 'Z']
  return [...phones, ['P', 'T', 'K', 'F', 'TH'].includes(last) ? 'S' : 'Z']
}

/** `kx9` of `kx9's`. */
export const possessorOf = (word: string): string | undefined =>
  word.endsWith("'s") ? word.slice(0, -2) : undefined

function distinct(forms: readonly SpokenForm[]): readonly SpokenForm[] {
  const seen = new Set<string>()
  return forms.filter(({ spoken }) => !seen.has(spoken) && seen.add(spoken)).slice(0, MAX_SPOKEN_FORMS)
}
