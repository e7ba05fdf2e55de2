/**
 * How a written name may be read aloud: acronyms by letters or as words, names cut at capitals, digits and hyphens.
 * What comes out are spoken forms (`b two b`), to be spelled out as any other.
 * @module
 */
import type { SpokenLanguage } from './spoken-language.ts'

export type Reading = Readonly<{
  /** Lower-case words and letters, as in a pronunciation file. */
  spoken: string
  /** `letters`: all of it by letter names; `parts`: cut somewhere; `word`: read as one word. */
  as: 'word' | 'letters' | 'parts'
  /** Whether a plural or possessive `s` follows the last sound. */
  ending: boolean
}>

export type ReadingHelp = Readonly<{
  language: SpokenLanguage
  /** Digits in words, the usual way first: `15` as `fifteen`, `one five`. */
  sayNumber: (digits: string) => readonly string[]
  /** Whether the dictionary has a lower-case word. */
  known: (word: string) => boolean
}>

const MOST_READINGS = 4
/** A lower-case letter before capitals (`iPhone`), capitals, capitalised and lower-case runs, digits, signs. */
const PIECES = /\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{M}']+|\p{Lu}|\p{N}+|[&+@.#%]/gu
/** Parts of family names that belong to the word: `McDonald`, `O'Neill`, `DeVries`. */
const WHOLE = /^(?:Mc|Mac|O'|D'|L'|De|Di|Du|La|Le|Van|Von|Fitz)\p{Lu}[\p{Ll}\p{M}]+$/u
const ACRONYM_WITH_ENDING = /^(?=.*\p{Lu}{2})([\p{Lu}\p{N}]+)(?:'?s)$/u
const VOWEL = /[aeiouyàâäéèêëîïôöùûüáíóúøåæœ]/u
/** Runs of consonants that end the reading of capitals as a word. */
const CLUSTER = /[^aeiouy]{4}|[^aeiouylrs]{3}/u
/** Beginnings that no word of English or French has. */
const ONSET = /^(?:[hlvxjz][^aeiouylrwsh]|[mn][flmnpqrstvwxz]|[bcdfgkpt][bcdfgjkmpqtvx])/u

/** Whether a short lower-case name can only be said by the names of its letters: `html`, `hvac`. */
export const unreadable = (word: string): boolean => !VOWEL.test(word) || ONSET.test(word)

const SIGNS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  en: { '&': 'and', '+': 'plus', '@': 'at', '.': 'dot', '#': 'sharp', '%': 'percent' },
  fr: { '&': 'et', '+': 'plus', '@': 'arobase', '.': 'point', '#': 'dièse', '%': 'pour cent' }
}

/** The ways to read `written`, the likeliest first; none when some sign of it is not said. */
export function readingsOf(written: string, help: ReadingHelp): readonly Reading[] {
  const plain = written.trim().replaceAll('’', "'").normalize('NFC')
  const owner = help.language.possessives ? (/^(.+?)'s$/iu.exec(plain)?.[1] ?? plural(plain)) : undefined
  const name = owner ?? plain
  const found = name.split(/[\s\-‐‑–_/]+/u).filter((part) => part !== '')
  const pieces = found.flatMap((part) => piecesOf(part, help))
  const rest = found.join('').replace(PIECES, '')
  if (pieces.length === 0 || rest !== '') return []
  const rows = pieces.reduce<readonly (readonly Said[])[]>(
    (all, piece) =>
      byRank(all.flatMap((row) => sayings(piece, pieces.length, help).map((said) => [...row, said]))),
    [[]]
  )
  const cut = rows.map((row) => ({
    spoken: row.map(({ spoken }) => spoken).join(' '),
    as: kindOf(row),
    ending: owner !== undefined
  }))
  const lower = help.language.fold(name)
  // A name that is cut only at its capitals may be a word all the same, as the dictionary tells: `YouTube`, `McDonald`.
  const whole: Reading = { spoken: lower, as: 'word', ending: owner !== undefined }
  const one = pieces.length > 1 && /^[\p{L}\p{M}']+$/u.test(name)
  return distinct(
    one ? (help.known(lower) ? [whole, ...cut] : [...cut.slice(0, MOST_READINGS - 1), whole]) : cut
  )
}

/** The lower-case words that `readingsOf` asks the dictionary for. */
export function wordsInName(written: string, { fold }: SpokenLanguage): readonly string[] {
  const plain = written.replaceAll('’', "'").normalize('NFC')
  const pieces = plain.match(PIECES) ?? []
  const parts = plain.split(/[\s\-‐‑–_/]+/u).flatMap((part) => [part, part.replace(/'?s$/iu, '')])
  return [...new Set([...pieces, ...parts, plain].map((part) => fold(part.trim())))].filter(
    (word) => word !== ''
  )
}

type Said = Readonly<{ spoken: string; as: Reading['as']; rank: number }>

const plural = (written: string): string | undefined => ACRONYM_WITH_ENDING.exec(written)?.[1]

function piecesOf(part: string, { known, language }: ReadingHelp): readonly string[] {
  if (WHOLE.test(part) || (/^[\p{L}\p{M}']+$/u.test(part) && !/\p{Ll}.*\p{Lu}|\p{Lu}{2}/u.test(part)))
    return [part]
  if (/^\p{L}+$/u.test(part) && part !== part.toUpperCase() && known(language.fold(part))) return [part]
  return part.match(PIECES) ?? []
}

function sayings(piece: string, of: number, help: ReadingHelp): readonly Said[] {
  const { language, sayNumber } = help
  if (/^\p{N}/u.test(piece)) {
    return sayNumber(piece).map((spoken, rank) => ({ spoken, as: 'parts', rank }))
  }
  const sign = SIGNS[language.language]?.[piece]
  if (sign !== undefined) return [{ spoken: sign, as: 'parts', rank: 0 }]
  if (!/\p{L}/u.test(piece)) return []
  const word = language.fold(piece)
  const letters = [...word].filter((letter) => letter !== "'")
  const spelled: Said = { spoken: letters.join(' '), as: 'letters', rank: 0 }
  const asWord: Said = { spoken: word, as: 'word', rank: 0 }
  if (letters.length === 1) return [spelled]
  const nameable = letters.every((letter) => language.letterName(letter) !== undefined)
  const capitals = piece === piece.toUpperCase() && piece !== piece.toLowerCase()
  if (!nameable) return [asWord]
  // Beside digits short runs are codes (`kx9`); alone only what has no vowel cannot be a word.
  const code = capitals || (of > 1 && !help.known(word) && letters.length <= 3)
  if (!VOWEL.test(word)) return help.known(word) && !capitals ? [asWord, { ...spelled, rank: 1 }] : [spelled]
  if (!code) return [asWord]
  const readable = help.known(word) || (letters.length >= 4 && !unreadable(word) && !CLUSTER.test(word))
  return readable ? [asWord, { ...spelled, rank: 1 }] : [spelled, { ...asWord, rank: 1 }]
}

function byRank(rows: readonly (readonly Said[])[]): readonly (readonly Said[])[] {
  const rankOf = (row: readonly Said[]): number => row.reduce((sum, { rank }) => sum + rank, 0)
  return rows.toSorted((a, b) => rankOf(a) - rankOf(b)).slice(0, MOST_READINGS)
}

function kindOf(row: readonly Said[]): Reading['as'] {
  if (row.every(({ as }) => as === 'letters')) return 'letters'
  return row.length === 1 && row[0]?.as === 'word' ? 'word' : 'parts'
}

function distinct(readings: readonly Reading[]): readonly Reading[] {
  const seen = new Set<string>()
  return readings.filter(({ spoken }) => !seen.has(spoken) && seen.add(spoken)).slice(0, MOST_READINGS)
}
