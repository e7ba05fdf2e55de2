/** What every beam search can be asked for. @module */
import type { Calibration, SearchWord } from './search-result.ts'

export type BeamOptions = Readonly<{
  /** Hypotheses after each frame. Default 16. */
  beam?: number
  /** Hypotheses that much below the best, as a natural logarithm, are dropped. Default 14. */
  threshold?: number
  /** Tokens that hypotheses are extended by in each frame, the likeliest ones. Default 20. */
  tokens?: number
  /** Tokens less likely than this, as a natural logarithm, extend nothing. Default -9. */
  tokenThreshold?: number
  /** Add the probabilities of all alignments of a text; else that of the likeliest is its score. Default true. */
  sum?: boolean
  /** Gets words as soon as no hypothesis contests them; they are then kept no longer. For streams without an end. */
  onCommitted?: (words: readonly SearchWord[]) => void
  calibration?: Calibration
}>
