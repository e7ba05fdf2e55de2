/** From a line that a person wrote to the words that are trained on. @module */
import { checkCharacters, checkRepeats } from './line-checks.ts'
import { type LineResult, quoted, reject, take } from './rejection.ts'

/** The part of a text normalizer (speech/text) that an import needs. */
export type Lexical = Readonly<{
  version: string
  apply(text: string, keep?: ReadonlySet<string>): string
}>

/** `None` = the uploader normalized the text: it is taken as it is, blanks apart, and only checked. */
export type TextNormalizationKind = 'Default' | 'None'

export type LexicalText = Readonly<{
  /** As uploaded, blanks at the ends and invisible characters apart. */
  original: string
  /** Words separated by single blanks. */
  lexical: string
}>

const normalizedWord = /^[\p{L}\p{M}\p{N}]+(?:['’._&+-][\p{L}\p{M}\p{N}]+)*['’]?$/u

/** Checks one sentence and brings it to its lexical form; the caller has dealt with columns and links. */
export function lexicalText(
  original: string,
  kind: TextNormalizationKind,
  lexical: Lexical
): LineResult<LexicalText> {
  const bad = checkCharacters(original)
  if (bad) return { rejection: bad }
  const words = kind === 'None' ? collapse(original) : lexical.apply(original)
  if (!/\p{L}/u.test(words))
    return reject('NormalizedTextEmpty', quoted(original), 'a sentence with at least one word')
  if (kind === 'None') {
    const odd = words.split(' ').find((word) => !normalizedWord.test(word))
    if (odd !== undefined)
      return reject(
        'NotNormalized',
        quoted(odd),
        'words without punctuation as a person says them, or a dataset with textNormalizationKind Default',
        original.indexOf(odd) + 1
      )
  }
  const repeats = checkRepeats(words)
  return repeats ? { rejection: repeats } : take({ original: collapse(original), lexical: words })
}

const collapse = (text: string): string => text.replace(/\s+/gu, ' ').trim()
