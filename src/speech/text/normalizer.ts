/** A text normalizer: a versioned chain of named steps from the written form to the lexical form. @module */
import { splitAtProtectedWords, type TextSegment } from './protected-words.ts'
import type { NormalizationStep } from './step.ts'

/** Results store `version`: figures made by different versions do not compare. */
export type Normalizer = Readonly<{
  version: string
  steps: readonly string[]
  /**
   * Returns lower-case words separated by single spaces. `protectedWords` holds lower-case display forms ("3cpo", "at&t"),
   * one word each, that stay as they are. Never throws. Idempotent.
   */
  apply(text: string, protectedWords?: ReadonlySet<string>): string
}>

/** @example chain('en-lexical-1', foldUnicode, foldCase).apply('Café') === 'cafe' */
export function chain(version: string, ...steps: readonly NormalizationStep[]): Normalizer {
  const run = (text: string): string => steps.reduce((changed, step) => step.apply(changed), text)
  const lexicalOf = (segment: TextSegment): string => ('word' in segment ? segment.word : run(segment.text))
  return Object.freeze({
    version,
    steps: Object.freeze(steps.map(({ name }) => name)),
    apply: (text: string, protectedWords?: ReadonlySet<string>) =>
      protectedWords === undefined || protectedWords.size === 0
        ? run(text)
        : splitAtProtectedWords(protectedWords, text)
            .map(lexicalOf)
            .filter((part) => part !== '')
            .join(' ')
  })
}
