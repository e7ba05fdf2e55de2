/** A normaliser: a versioned chain of named steps from text as written to words as said. @module */
import { type Segment, segmentsAround } from './kept-words.ts'

import type { Step } from './step.ts'

/** The version is stored in every result that the normaliser made, so that old figures can be told from new. */
export type Normaliser = Readonly<{
  version: string
  steps: readonly string[]
  /**
   * Lower-case words separated by single spaces. `keep` holds lower-cased display forms ("3cpo", "at&t"), one
   * word each, that are left whole. Never throws; applying it again changes nothing.
   */
  apply(text: string, keep?: ReadonlySet<string>): string
}>

/** @example chain('en-lexical-1', foldUnicode, foldCase).apply('Café') === 'cafe' */
export function chain(version: string, ...steps: readonly Step[]): Normaliser {
  const run = (text: string): string => steps.reduce((changed, step) => step.apply(changed), text)
  const spoken = (segment: Segment): string => ('kept' in segment ? segment.kept : run(segment.text))
  return Object.freeze({
    version,
    steps: Object.freeze(steps.map(({ name }) => name)),
    apply: (text: string, keep?: ReadonlySet<string>) =>
      keep === undefined || keep.size === 0
        ? run(text)
        : segmentsAround(keep, text)
            .map(spoken)
            .filter((part) => part !== '')
            .join(' ')
  })
}
