/** How the owner of a model writes the words that it recognizes. @module */
import type { DisplayRules } from '../speech/display/index.ts'

export type ModelDisplay = Readonly<{
  /** Lexical words, separated by spaces, and the text that they are written as. */
  names: ReadonlyMap<string, string>
  /** The display rules that the model was trained with. */
  rules?: DisplayRules
  /** Lexical words as written (`KX9`), without sentence capitals or punctuation. */
  spell: (lexical: string) => string
}>

/** Lexical word → how it is written. */
export type DisplayWords = Readonly<Record<string, string>>

/** English writes these with a capital in every position. */
const ALWAYS_CAPITAL = new Map(['i', "i'm", "i'll", "i've", "i'd"].map((word) => [word, `I${word.slice(1)}`]))

export function modelDisplay(words: DisplayWords, rules?: DisplayRules): ModelDisplay {
  const names = new Map(Object.entries(words))
  return {
    names,
    ...(rules === undefined ? {} : { rules }),
    spell: (lexical) =>
      lexical
        .split(' ')
        .filter((word) => word !== '')
        .map((word) => names.get(word) ?? ALWAYS_CAPITAL.get(word) ?? possessive(word, names) ?? word)
        .join(' ')
  }
}

/** `KX9's` of `kx9's`. */
function possessive(word: string, names: ReadonlyMap<string, string>): string | undefined {
  if (!word.endsWith("'s")) return undefined
  const written = names.get(word.slice(0, -2))
  return written === undefined ? undefined : `${written}'s`
}
