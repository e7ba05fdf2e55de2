/** The likeliest tokens of a frame: what hypotheses are extended by. @module */
import { NEVER } from './hypotheses.ts'

export class LikelyTokens {
  /** Best first; the first `count` are valid. */
  readonly tokens: Int32Array
  /** Natural logarithms of their probabilities. */
  readonly scores: Float64Array
  count = 0
  readonly #threshold: number

  /**
   * @param most tokens at most
   * @param threshold tokens of no greater probability, as a natural logarithm, are left out
   */
  constructor(most: number, threshold: number) {
    this.tokens = new Int32Array(most)
    this.scores = new Float64Array(most)
    this.#threshold = threshold
  }

  /**
   * Reads one row. Of equal tokens the one with the smaller number comes first.
   * @param total what is subtracted from each value to make it a probability's logarithm
   * @param counts by token: 1 for those that may be taken
   */
  select(row: Float32Array, offset: number, total: number, counts: Uint8Array): void {
    const { tokens, scores } = this
    let kept = 0
    let lowest = this.#threshold
    for (let token = 0; token < counts.length; token++) {
      const score = (row[offset + token] ?? NEVER) - total
      if (!(score > lowest) || counts[token] === 0) continue
      let place = kept < tokens.length ? kept++ : kept - 1
      while (place > 0 && (scores[place - 1] ?? NEVER) < score) {
        scores[place] = scores[place - 1] ?? NEVER
        tokens[place] = tokens[place - 1] ?? 0
        place--
      }
      scores[place] = score
      tokens[place] = token
      if (kept === tokens.length) lowest = scores[kept - 1] ?? lowest
    }
    this.count = kept
  }
}
