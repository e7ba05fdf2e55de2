/** How well a model expects a text. @module */

import type { SentenceProbabilities } from './language-model.ts'

export type Perplexity = Readonly<{
  /** 10 to the mean of -log10 p over known words and sentence ends; `null` when there are none. */
  perplexity: number | null
  /** Words and sentence ends the mean is over. */
  events: number
  /** Words the model does not know: left out of the mean. */
  unknownWords: number
}>

/** @param rows one a sentence, as `wordProbabilities` gives them */
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
