/** The phrase list as it is entered: phrases that recognition favors, and by how much. @module */

export type PhraseList = Readonly<{
  phrases: readonly string[]
  /** 0 to 2. */
  weight: number
}>

export const DEFAULT_WEIGHT = 1
export const MAX_WEIGHT = 2

/** Phrases are separated by commas, semicolons, or line breaks. */
export const parsePhrases = (text: string): readonly string[] =>
  text
    .split(/[,;\n]/)
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '')

/** @param stepped the value set by a step button @param typed the text, if it was typed */
export function clampWeight(stepped: number | null | undefined, typed: string | undefined): number {
  const weight = stepped ?? Number(typed)
  return Number.isFinite(weight) ? Math.min(MAX_WEIGHT, Math.max(0, weight)) : DEFAULT_WEIGHT
}
