/**
 * A class-based n-gram model, expanded to a word n-gram model (P. F. Brown et al., "Class-based n-gram models of natural
 * language", Computational Linguistics 18, 1992). Training treats a class as a word: a sentence "play {title}" counts once,
 * whatever the number of titles. The model is then expanded over the words of the items:
 *
 *   p(first word of an item | h)  = p(class | h) * share of the items that begin with it
 *   p(next word inside an item)   = relative frequency in the items, after up to `order - 1` words
 *   p(w | last word of an item)   = p(w | class)
 *
 * A history may be outside items, inside an item and at the end of one; its distribution is then the mixture of the three,
 * weighted by their frequencies. Back-off weights are set so that every history's probabilities sum to one.
 *
 * Training on each sentence with every item would distort the model: sentences with long lists would dominate, counts of
 * counts would lose the meaning that smoothing relies on, and 35,000 items in 50,000 sentences would not fit in memory.
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
    /** N-grams of each length that are expanded: a larger model is pruned to this size first. Default: all. */
    maxNgrams?: number
  }>

/**
 * Trains on sentences in which class names stand for their items. Without classes this is `trainLanguageModel`.
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
  const yielder = new EventLoopYielder(options)
  const counts = new Map<string, number>()
  for (const words of sentences) {
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
    if (yielder.isDue()) await yielder.yieldToEventLoop()
  }
  return counts
}
