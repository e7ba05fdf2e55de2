/** The weights that a training chooses among: how much the language is trusted beside what is heard. @module */
import type { neuralSearch } from '../../../recognizers/index.ts'

export type FusionWeights = neuralSearch.FusionWeights

/** Recognized as by the base: the language has no say. */
export const AS_THE_BASE = 'base'

export type Candidate = Readonly<{ name: string; weights: FusionWeights }>

/**
 * Probability that a word is given where no general model tells of it, in nats for the word and for each of its letters:
 * about what everyday text has. Without the letters, short words would gain where nothing was said.
 */
const BACKGROUND = 0
const BACKGROUND_LETTER = -0.8
/** Where there is no audio to choose by; without a general model less, for a weak acoustic model would invent words. */
const DEFAULT_ALPHA = 0.4
const DEFAULT_ALPHA_ALONE = 0.25
const DEFAULT_BETA = 3
const ALPHAS = [0.25, 0.4, 0.6, 0.9]
/**
 * By word, in units of alpha: a general model costs each word about six nats. On recordings of a weak model, less than 3
 * lost words, and more than 5 invented them.
 */
const BETAS = [1, 3, 5]

/** The weights beside a general model, or without one. */
export function fusionWeights(
  { hasGeneral, domainWeight }: Readonly<{ hasGeneral: boolean; domainWeight: number }>,
  alpha: number,
  beta = DEFAULT_BETA
): FusionWeights {
  if (!hasGeneral)
    return {
      alpha,
      beta: 0,
      unknownWord: 0,
      unknownLetter: 0,
      domainWeight,
      background: BACKGROUND,
      backgroundLetter: BACKGROUND_LETTER,
      sentenceEnd: false
    }
  // Unknown words cost the more, the more the language is trusted.
  return {
    alpha,
    beta: alpha * beta,
    unknownWord: -8 * alpha,
    unknownLetter: -1.2 * alpha,
    domainWeight,
    sentenceEnd: true
  }
}

export const defaultWeights = (
  text: Readonly<{ hasGeneral: boolean; domainWeight: number }>
): FusionWeights => fusionWeights(text, text.hasGeneral ? DEFAULT_ALPHA : DEFAULT_ALPHA_ALONE)

/** What is tried on held-out audio, beside the base. */
export const candidatesFor = (
  text: Readonly<{ hasGeneral: boolean; domainWeight: number }>
): readonly Candidate[] =>
  ALPHAS.flatMap((alpha) =>
    (text.hasGeneral ? BETAS : [0]).map((beta) => ({
      name: text.hasGeneral ? `alpha ${alpha}, beta ${beta}` : `alpha ${alpha}`,
      weights: fusionWeights(text, alpha, beta)
    }))
  )

type Counts = Readonly<{ errors: number; words: number }>

/**
 * The candidate with the fewest errors; of equal ones the first, and the base before all: nothing is changed that brings
 * nothing.
 */
export function bestCandidate(
  base: Counts,
  tried: readonly Readonly<{ candidate: Candidate; counts: Counts }>[]
): Candidate | undefined {
  let best: Candidate | undefined
  let fewest = base.errors
  for (const { candidate, counts } of tried) {
    if (counts.errors >= fewest) continue
    fewest = counts.errors
    best = candidate
  }
  return best
}
