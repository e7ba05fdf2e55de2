/**
 * A class n-gram model as a plain one. The classes are words of the n-gram model that is trained, so that a sentence
 * "play {title}" is counted once, whatever the number of titles, and says the same of each of them (P. F. Brown et
 * al., "Class-based n-gram models of natural language", Computational Linguistics 18, 1992). The model is then
 * spread over the words of the items:
 *
 *   p(first word of an item | h)  = p(class | h) * share of the items that begin so
 *   p(next word inside an item)   = relative frequency in the items, after up to `order - 1` words
 *   p(w | last word of an item)   = p(w | class)
 *
 * A word may be plain, inside an item and the end of one; it then follows the mixture of the three, weighted by how
 * often it is each. Back-off weights are chosen so that every history's probabilities sum to one.
 *
 * The other way, to repeat each sentence with every item and to train on that, gives the same answer only in the
 * limit: sentences with long lists drown the others, counts of counts lose the meaning that smoothing needs, and
 * 35,000 items in 50,000 sentences do not fit anywhere.
 * @module
 */

import type { ClassItems } from './class-items.ts'
import type { Sentences } from './count-ngrams.ts'
import { EventLoopYielder } from './event-loop-yielder.ts'
import { ClassExpansion } from './expand-classes.ts'
import type { LanguageModel } from './language-model.ts'
import { prune } from './prune.ts'
import { type TrainingOptions, trainLanguageModel } from './train-language-model.ts'

export type ClassTrainingOptions = TrainingOptions &
  Readonly<{
    /** N-grams of each length that are spread: those of a large text are pruned first. Default: all. */
    maxNgrams?: number
  }>

/**
 * Trains on sentences in which words of `classes` stand for their items; a plain model where there are no classes.
 * @throws as `trainLanguageModel`
 */
export async function trainClassModel(
  sentences: Iterable<readonly string[]>,
  classes: ClassItems,
  options: ClassTrainingOptions = {}
): Promise<LanguageModel> {
  const used = classes.size === 0 ? new Map<string, number>() : await countTokens(sentences, options)
  const model = await trainLanguageModel(sentences as Sentences, options)
  const present = new Map(
    [...classes].filter(([name, items]) => items.length > 0 && model.vocabulary.idOf(name) !== undefined)
  )
  if (present.size === 0) return model
  const { maxNgrams } = options
  const small = maxNgrams === undefined ? model : await prune(model, maxNgrams, options)
  return new ClassExpansion(small, present, used, new EventLoopYielder(options)).run()
}

/** Occurrences of each word. */
async function countTokens(
  sentences: Iterable<readonly string[]>,
  options: TrainingOptions
): Promise<ReadonlyMap<string, number>> {
  const pace = new EventLoopYielder(options)
  const counts = new Map<string, number>()
  for (const words of sentences) {
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
    if (pace.isDue()) await pace.yieldToEventLoop()
  }
  return counts
}
