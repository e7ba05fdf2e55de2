/** Text scored by a base language model. @module */
import type { TaskOptions } from '../recognizer.ts'

/** log10 probabilities a sentence's words (and its end) have under a base language model; `null` = unknown word. */
export type WordProbabilities = readonly (number | null)[]

export interface TextScorer {
  /**
   * Scores sentences (lexical words) under the base language model, `order - 1` words of history, from `<s>` on, in the
   * background. A row has one entry per word and a last one for `</s>`.
   */
  scoreText(
    base: string,
    sentences: readonly (readonly string[])[],
    work?: TaskOptions
  ): Promise<readonly WordProbabilities[]>
}
