/** Linear interpolation weights of language models, estimated on held-out text. @module */

import type { SentenceProbabilities } from '../language-model.ts'
import { type Perplexity, perplexity } from '../perplexity.ts'

export type WeightPoint = Readonly<{
  /** Weight of the custom model, 0 to 1; the base model has the rest. */
  weight: number
  /** `null` if some word would have probability 0 (weight 0 or 1) or nothing was scored. */
  perplexity: number | null
}>

export type InterpolationWeight = Readonly<{
  weight: number
  /** Of the interpolated model, over the words that either model knows. */
  mixed: Perplexity
  custom: Perplexity
  base: Perplexity
  /** Weights 0, 0.05 … 1, for a chart. */
  curve: readonly WeightPoint[]
}>

export type InterpolationWeightOptions = Readonly<{
  /**
   * Pseudo-counts of words predicted by each model, so that little held-out text does not exclude a model. Default 1.
   */
  smoothing?: number
  /**
   * Allowed increase of the mean negative log-likelihood, in nats per word, for a lower weight of the custom model.
   * Default 0, the maximum likelihood weight.
   */
  tolerance?: number
}>

const CURVE_STEPS = 20
const MAX_EM_ITERATIONS = 500
const CONVERGENCE_THRESHOLD = 1e-7

/**
 * Maximizes the likelihood of held-out text under `weight * custom + (1 - weight) * base` by expectation maximization
 * (Jelinek & Mercer 1980). Both models have one row of log10 probabilities per sentence, for the same sentences. `null` is
 * an out-of-vocabulary word, with probability 0 in that model; a word unknown to both is counted and left out.
 * @throws RangeError when the rows do not match
 */
export function estimateInterpolationWeight(
  customRows: readonly SentenceProbabilities[],
  baseRows: readonly SentenceProbabilities[],
  { smoothing = 1, tolerance = 0 }: InterpolationWeightOptions = {}
): InterpolationWeight {
  const { custom, base, unknownWords } = pairEvents(customRows, baseRows)
  let weight = 0.5
  for (let iteration = 0; iteration < MAX_EM_ITERATIONS && custom.length + smoothing > 0; iteration++) {
    let predicted = smoothing
    for (let i = 0; i < custom.length; i++) {
      const own = weight * (custom[i] ?? 0)
      predicted += own / (own + (1 - weight) * (base[i] ?? 0))
    }
    const next = predicted / (custom.length + 2 * smoothing)
    const moved = Math.abs(next - weight)
    weight = next
    if (moved < CONVERGENCE_THRESHOLD) break
  }
  if (tolerance > 0) weight = smallestWeightWithin(custom, base, weight, tolerance)
  const at = (candidate: number): number | null => interpolatedPerplexity(custom, base, candidate)
  return {
    weight,
    mixed: { perplexity: at(weight), events: custom.length, unknownWords },
    custom: perplexity(customRows),
    base: perplexity(baseRows),
    curve: Array.from({ length: CURVE_STEPS + 1 }, (_, step) => {
      const candidate = step / CURVE_STEPS
      return { weight: candidate, perplexity: at(candidate) }
    })
  }
}

/**
 * The smallest weight up to `optimum` whose mean log-likelihood is at most `tolerance` nats lower. The likelihood is
 * concave in the weight, so bisection finds it.
 */
function smallestWeightWithin(
  custom: Float64Array,
  base: Float64Array,
  optimum: number,
  tolerance: number
): number {
  const best = interpolatedPerplexity(custom, base, optimum)
  if (best === null) return optimum
  let [low, high] = [0, optimum]
  while (high - low > CONVERGENCE_THRESHOLD) {
    const middle = (low + high) / 2
    const here = interpolatedPerplexity(custom, base, middle)
    if (here !== null && Math.log(here / best) <= tolerance) high = middle
    else low = middle
  }
  return high
}

/**
 * The same for any number of models, with weights that sum to one. Rows are by model, then by sentence.
 * @throws RangeError when the rows do not match
 */
export function estimateInterpolationWeights(
  rows: readonly (readonly SentenceProbabilities[])[],
  { smoothing = 1 }: Pick<InterpolationWeightOptions, 'smoothing'> = {}
): Readonly<{ weights: readonly number[]; mixed: Perplexity }> {
  const { events, unknownWords } = jointEvents(rows)
  let weights: readonly number[] = rows.map(() => 1 / rows.length)
  const made = events.length + rows.length * smoothing
  for (let iteration = 0; iteration < MAX_EM_ITERATIONS && made > 0; iteration++) {
    const predicted = rows.map(() => smoothing)
    for (const event of events) {
      const sum = interpolatedProbability(event, weights)
      for (const [model, ofModel] of event.entries())
        predicted[model] = (predicted[model] ?? 0) + ((weights[model] ?? 0) * ofModel) / sum
    }
    const next = predicted.map((words) => words / made)
    const moved = Math.max(...next.map((weight, model) => Math.abs(weight - (weights[model] ?? 0))))
    weights = next
    if (moved < CONVERGENCE_THRESHOLD) break
  }
  const sum = events.reduce((all, event) => all + Math.log(interpolatedProbability(event, weights)), 0)
  const mean = Math.exp(-sum / events.length)
  return {
    weights,
    mixed: { perplexity: Number.isFinite(mean) ? mean : null, events: events.length, unknownWords }
  }
}

const interpolatedProbability = (event: readonly number[], weights: readonly number[]): number =>
  event.reduce((sum, ofModel, model) => sum + (weights[model] ?? 0) * ofModel, 0)

/** Probabilities (not logarithms) of each event under each model, and the number of words that no model knows. */
function jointEvents(
  rows: readonly (readonly SentenceProbabilities[])[]
): Readonly<{ events: readonly (readonly number[])[]; unknownWords: number }> {
  const events: number[][] = []
  let unknownWords = 0
  const [first = []] = rows
  if (rows.some((own) => own.some((row, sentence) => row.length !== first[sentence]?.length)))
    throw new RangeError('The models scored different sentences; score the same sentences with each model')
  for (const [sentence, row] of first.entries()) {
    for (const word of row.keys()) {
      const all = rows.map((own) => own[sentence]?.[word] ?? null)
      if (all.every((ofModel) => ofModel === null)) unknownWords++
      else events.push(all.map((ofModel) => (ofModel === null ? 0 : 10 ** ofModel)))
    }
  }
  return { events, unknownWords }
}

/** Probabilities (not logarithms) of the events that at least one model knows. */
function pairEvents(
  customRows: readonly SentenceProbabilities[],
  baseRows: readonly SentenceProbabilities[]
): Readonly<{ custom: Float64Array; base: Float64Array; unknownWords: number }> {
  if (customRows.length !== baseRows.length) {
    throw new RangeError(
      `The custom model scored ${customRows.length} sentences, the base model ${baseRows.length}; score the same sentences with both`
    )
  }
  const custom: number[] = []
  const base: number[] = []
  let unknownWords = 0
  for (const [sentence, customRow] of customRows.entries()) {
    const baseRow = baseRows[sentence] ?? []
    if (customRow.length !== baseRow.length) {
      throw new RangeError(
        `Sentence ${sentence + 1} has ${customRow.length} probabilities from the custom model and ${baseRow.length} from the base model`
      )
    }
    for (const [word, ofCustom] of customRow.entries()) {
      const ofBase = baseRow[word] ?? null
      if (ofCustom === null && ofBase === null) unknownWords++
      else {
        custom.push(ofCustom === null ? 0 : 10 ** ofCustom)
        base.push(ofBase === null ? 0 : 10 ** ofBase)
      }
    }
  }
  return { custom: Float64Array.from(custom), base: Float64Array.from(base), unknownWords }
}

function interpolatedPerplexity(custom: Float64Array, base: Float64Array, weight: number): number | null {
  let sum = 0
  for (let i = 0; i < custom.length; i++)
    sum += Math.log(weight * (custom[i] ?? 0) + (1 - weight) * (base[i] ?? 0))
  const mean = Math.exp(-sum / custom.length)
  return Number.isFinite(mean) ? mean : null
}
