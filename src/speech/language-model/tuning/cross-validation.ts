/** Held-out sentences for estimating interpolation weights: cross-validation folds of a small text, one split of a large one. @module */
import { type HeldOutSplit, holdOut } from './held-out-text.ts'

type Sentences = readonly (readonly string[])[]

/** With fewer distinct sentences, every one is needed both for training and for estimating the weight. */
const MAX_FOLDED_SENTENCES = 2000
const TEXT_FOLDS = 5
/** More held-out sentences do not make the weight more accurate. */
const MAX_HELD_OUT_SENTENCES = 2000
const HELD_OUT_FRACTION = 0.1
const MIN_LARGE_TEXT_SENTENCES = 200_000

/** A text so large that the model of its training side is delivered: the held-out sentences would not improve it. */
export const isLargeText = (sentences: Sentences): boolean => sentences.length >= MIN_LARGE_TEXT_SENTENCES

/**
 * Splits a text into training and held-out sentences: up to five folds of a text with fewer than 2,000 distinct
 * sentences of two words or more, one split of a larger text. Copies of a held-out sentence are never in its training side.
 * Of a large text (`isLargeText`), every word stays in the training side.
 * @returns undefined without two distinct sentences of two words or more
 * @throws the signal's reason
 */
export async function textFolds(
  sentences: Sentences,
  signal: AbortSignal
): Promise<readonly HeldOutSplit[] | undefined> {
  const distinct = distinctSentences(sentences, MAX_FOLDED_SENTENCES)
  if (distinct.length < 2) return undefined
  if (distinct.length >= MAX_FOLDED_SENTENCES || isLargeText(sentences)) {
    const large = isLargeText(sentences)
    const fraction = large ? MAX_HELD_OUT_SENTENCES / sentences.length : HELD_OUT_FRACTION
    const { training, heldOut } = await holdOut(sentences, { fraction, keepVocabulary: large, signal })
    return [{ training, heldOut: heldOut.slice(0, MAX_HELD_OUT_SENTENCES) }]
  }
  const folds = Math.min(TEXT_FOLDS, distinct.length)
  return Array.from({ length: folds }, (_, fold) => {
    const heldOut = distinct.filter((_sentence, index) => index % folds === fold)
    const texts = new Set(heldOut.map((words) => words.join(' ')))
    return { training: sentences.filter((words) => !texts.has(words.join(' '))), heldOut }
  })
}

/** The first `max` distinct sentences of two words or more. */
function distinctSentences(sentences: Sentences, max: number): Sentences {
  const found = new Map<string, readonly string[]>()
  for (const words of sentences) {
    if (found.size === max) break
    if (words.length > 1) found.set(words.join(' '), words)
  }
  return [...found.values()]
}
