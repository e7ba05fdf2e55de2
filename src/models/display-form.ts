/** From the words that were said to the words that are read. @module */
import type { DisplayRules } from '../speech/display/index.ts'

export type DisplayForm = Readonly<{
  /** What the owner of the model writes in a way of his own, by its lexical form. */
  names: ReadonlyMap<string, string>
  /** The rules of display that the model was trained with. */
  rules?: DisplayRules
  /** Words as written (`KX9`), without capitals of sentences or punctuation. */
  written: (lexical: string) => string
  /** The same with a capital first and a full stop last. */
  display: (lexical: string) => string
}>

/** Lexical word → how it is written. */
export type DisplayWords = Readonly<Record<string, string>>

/** English writes these with a capital wherever they stand. */
const ALWAYS_CAPITAL = new Map(['i', "i'm", "i'll", "i've", "i'd"].map((word) => [word, `I${word.slice(1)}`]))

export function displayForm(words: DisplayWords, rules?: DisplayRules): DisplayForm {
  const own = new Map(Object.entries(words))
  const written = (lexical: string): string =>
    lexical
      .split(' ')
      .filter((word) => word !== '')
      .map((word) => own.get(word) ?? ALWAYS_CAPITAL.get(word) ?? possessive(word, own) ?? word)
      .join(' ')
  return {
    names: own,
    ...(rules === undefined ? {} : { rules }),
    written,
    display: (lexical) => {
      const text = written(lexical)
      if (text === '') return ''
      // A name with capitals of its own ("iPhone") begins a sentence as it is.
      const cased = /^\S*\p{Lu}/u.test(text) ? text : `${text[0]?.toUpperCase()}${text.slice(1)}`
      return /[.?!]$/.test(cased) ? cased : `${cased}.`
    }
  }
}

/** `KX9's` of `kx9's`. */
function possessive(word: string, own: ReadonlyMap<string, string>): string | undefined {
  if (!word.endsWith("'s")) return undefined
  const written = own.get(word.slice(0, -2))
  return written === undefined ? undefined : `${written}'s`
}
