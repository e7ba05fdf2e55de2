/** Perplexity of a text under a model. @module */

import type { SentenceProbabilities } from './language-model.ts'

export type Perplexity = Readonly<{
  /** 10 to the mean of -log10 p over in-vocabulary words and sentence ends; `null` if there are none. */
  perplexity: number | null
  /** Number of words and sentence ends in the mean. */
  events: number
  /** Number of out-of-vocabulary words, which the mean leaves out. */
  unknownWords: number
}>

/** @param rows one per sentence, from `wordProbabilities` */
export function perplexity(rows: Iterable<SentenceProbabilities>): Perplexity {
  let [sum, events, unknownWords] = [0, 0, 0]
  for (const row of rows) {
    for (const probability of row) {
      if (probability === null) unknownWords++
      else {
        sum += probability
        events++
      }
    }
  }
  return { perplexity: events === 0 ? null : 10 ** (-sum / events), events, unknownWords }
}
