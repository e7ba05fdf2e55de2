/** The weight of a custom model beside its base, chosen on text that neither was trained on. @module */

import type { SentenceProbabilities } from '../language-model.ts'
import { type Perplexity, perplexity } from '../perplexity.ts'

export type WeightPoint = Readonly<{
  /** Of the custom model, 0 to 1; the base has the rest. */
  weight: number
  /** `null` where some word would be impossible (weight 0 or 1) or nothing was scored. */
  perplexity: number | null
}>

export type InterpolationWeight = Readonly<{
  weight: number
  /** Over the words that either model knows. */
  mixed: Perplexity
  custom: Perplexity
  base: Perplexity
  /** Weights 0, 0.05 … 1, for a chart. */
  curve: readonly WeightPoint[]
}>

export type InterpolationWeightOptions = Readonly<{
  /**
   * Made-up words that each model is said to have predicted: a little held-back text must not shut one model out.
   * Default 1.
   */
  smoothing?: number
  /**
   * How much less likely, in nats a word, held-back text may be so that the base keeps more of its weight. Default 0, the
   * likeliest weight.
   */
  tolerance?: number
}>

const CURVE_STEPS = 20
const MAX_EM_ITERATIONS = 500
const CONVERGENCE_THRESHOLD = 1e-7

/**
 * Maximises the likelihood of held-back text under `weight * custom + (1 - weight) * base` by expectation
 * maximisation (Jelinek & Mercer 1980). Rows are one a sentence, the same sentences on both sides; `null` is a word
 * unknown to that model, which then gives it no probability; a word unknown to both is counted and left out.
 * @throws RangeError when the rows do not match
 */
export function estimateInterpolationWeight(
  customRows: readonly SentenceProbabilities[],
  baseRows: readonly SentenceProbabilities[],
  { smoothing = 1, tolerance = 0 }: InterpolationWeightOptions = {}
): InterpolationWeight {
  const { custom, base, unknownWords } = pairEvents(customRows, baseRows)
  let weight = 0.5
  for (let round = 0; round < MAX_EM_ITERATIONS && custom.length + smoothing > 0; round++) {
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
  const at = (candidate: number): number | null => mixedPerplexity(custom, base, candidate)
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
 * The least weight, up to `likeliest`, under which the events are at most `tolerance` nats less likely on average. Their
 * likelihood is concave in the weight, so that halving finds it.
 */
function smallestWeightWithin(
  custom: Float64Array,
  base: Float64Array,
  likeliest: number,
  tolerance: number
): number {
  const best = mixedPerplexity(custom, base, likeliest)
  if (best === null) return likeliest
  let [low, high] = [0, likeliest]
  while (high - low > CONVERGENCE_THRESHOLD) {
    const middle = (low + high) / 2
    const here = mixedPerplexity(custom, base, middle)
    if (here !== null && Math.log(here / best) <= tolerance) high = middle
    else low = middle
  }
  return high
}

/**
 * The same for any number of models: their weights sum to one. Rows are by model, then one a sentence.
 * @throws RangeError when the rows do not match
 */
export function estimateInterpolationWeights(
  rows: readonly (readonly SentenceProbabilities[])[],
  { smoothing = 1 }: Pick<InterpolationWeightOptions, 'smoothing'> = {}
): Readonly<{ weights: readonly number[]; mixed: Perplexity }> {
  const { events, unknownWords } = jointEvents(rows)
  let weights: readonly number[] = rows.map(() => 1 / rows.length)
  const made = events.length + rows.length * smoothing
  for (let round = 0; round < MAX_EM_ITERATIONS && made > 0; round++) {
    const predicted = rows.map(() => smoothing)
    for (const event of events) {
      const sum = mixedProbability(event, weights)
      for (const [model, ofModel] of event.entries())
        predicted[model] = (predicted[model] ?? 0) + ((weights[model] ?? 0) * ofModel) / sum
    }
    const next = predicted.map((words) => words / made)
    const moved = Math.max(...next.map((weight, model) => Math.abs(weight - (weights[model] ?? 0))))
    weights = next
    if (moved < CONVERGENCE_THRESHOLD) break
  }
  const sum = events.reduce((all, event) => all + Math.log(mixedProbability(event, weights)), 0)
  const mean = Math.exp(-sum / events.length)
  return {
    weights,
    mixed: { perplexity: Number.isFinite(mean) ? mean : null, events: events.length, unknownWords }
  }
}

const mixedProbability = (event: readonly number[], weights: readonly number[]): number =>
  event.reduce((sum, ofModel, model) => sum + (weights[model] ?? 0) * ofModel, 0)

/** By event: the probability that each model gives it; what no model knows is counted. */
function jointEvents(
  rows: readonly (readonly SentenceProbabilities[])[]
): Readonly<{ events: readonly (readonly number[])[]; unknownWords: number }> {
  const events: number[][] = []
  let unknownWords = 0
  const [first = []] = rows
  if (rows.some((own) => own.some((row, sentence) => row.length !== first[sentence]?.length)))
    throw new RangeError('The models have scored different sentences')
  for (const [sentence, row] of first.entries()) {
    for (const word of row.keys()) {
      const all = rows.map((own) => own[sentence]?.[word] ?? null)
      if (all.every((ofModel) => ofModel === null)) unknownWords++
      else events.push(all.map((ofModel) => (ofModel === null ? 0 : 10 ** ofModel)))
    }
  }
  return { events, unknownWords }
}

/** Probabilities (not logarithms) of the events at least one model knows. */
function pairEvents(
  customRows: readonly SentenceProbabilities[],
  baseRows: readonly SentenceProbabilities[]
): Readonly<{ custom: Float64Array; base: Float64Array; unknownWords: number }> {
  if (customRows.length !== baseRows.length) {
    throw new RangeError(
      `${customRows.length} sentences on the custom side, ${baseRows.length} on the base side`
    )
  }
  const custom: number[] = []
  const base: number[] = []
  let unknownWords = 0
  for (const [sentence, customRow] of customRows.entries()) {
    const baseRow = baseRows[sentence] ?? []
    if (customRow.length !== baseRow.length) {
      throw new RangeError(
        `Sentence ${sentence + 1} has ${customRow.length} and ${baseRow.length} probabilities`
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

function mixedPerplexity(custom: Float64Array, base: Float64Array, weight: number): number | null {
  let sum = 0
  for (let i = 0; i < custom.length; i++)
    sum += Math.log(weight * (custom[i] ?? 0) + (1 - weight) * (base[i] ?? 0))
  const mean = Math.exp(-sum / custom.length)
  return Number.isFinite(mean) ? mean : null
}
