/** What a text is worth beside the base, on sentences held back from its training. @module */
import { type Engine, requireCapability, type TextScorer } from '../../recognizers/index.ts'
import {
  type ClassItems,
  canWeighDatasets,
  type DatasetsReport,
  estimateDatasetWeights,
  estimateInterpolationWeight,
  type HeldOutSplit,
  type InterpolationWeight,
  interpolateRows,
  isLargeText,
  type LanguageModel,
  type SentenceProbabilities,
  substituteItems,
  type TextSource,
  textFolds,
  wordProbabilities
} from '../../speech/language-model/index.ts'
import { type OnProgress, type Sentences, trainDomainModel, trainIfAny } from './train-domain-model.ts'

export type TextParts = Readonly<{
  engine: Engine
  base: string
  /** Scores sentences under the language of the base; by default, the engine does. */
  scoreText?: TextScorer['scoreText']
  /** Words of `classes` stand for any of their items. */
  sentences: Sentences
  classes?: ClassItems
  /** The same sentences by source. */
  sources?: readonly TextSource[]
  /** Weights of the sources that the user set. */
  requestedWeights?: readonly number[] | undefined
  signal: AbortSignal
  onProgress?: OnProgress
}>

export type TunedText = Readonly<{
  /** Good enough to deliver; absent if a better one is cheap to train. */
  model?: LanguageModel
  choice: InterpolationWeight
  rows: readonly SentenceProbabilities[]
  baseRows: readonly SentenceProbabilities[]
  datasets?: DatasetsReport
  /** Of the sources, if each has its own model. */
  shares?: readonly number[]
  method: string
  sentences: number
  words: number
}>

/**
 * In nats per word: 5 % of perplexity. The curve is flat around its minimum: this increase in perplexity cost
 * no word of human or synthetic test sets, and half the weight halves the loss on general speech. With fewer
 * held-out words than these, the flatness of the curve is uncertain.
 */
const WEIGHT_TOLERANCE_NATS = 0.05
const MIN_WORDS_FOR_TOLERANCE = 200

/** For small texts, as a fraction: where tuning ends, and training of the delivered model begins. */
export const TUNED_AT = 0.8

export const progressBetween =
  (onProgress: OnProgress | undefined, from: number, to: number): OnProgress =>
  (fraction, stage) =>
    onProgress?.(from + fraction * (to - from), stage)

/** Undefined where there are no two different sentences to hold one of them back. */
export async function tuneText(parts: TextParts): Promise<TunedText | undefined> {
  const { engine, base, sentences, classes = new Map(), sources = [], requestedWeights, signal } = parts
  const folds = await textFolds(sentences, signal)
  if (folds === undefined) return undefined
  const weighed = canWeighDatasets(sources) ? sources : []
  const { held, rows, rowsBySource, model } = await scoreHeldOut(folds, { ...parts, sources: weighed })
  const score =
    parts.scoreText ?? ((...own) => requireCapability(engine, base, 'textScorer').scoreText(...own))
  const baseRows = await score(base, held, { signal })
  const weights =
    weighed.length > 0
      ? estimateDatasetWeights(sources, classes, rowsBySource, rows, baseRows, requestedWeights)
      : undefined
  const words = held.reduce((sum, sentence) => sum + sentence.length, 0)
  const tolerance = words < MIN_WORDS_FOR_TOLERANCE ? 0 : WEIGHT_TOLERANCE_NATS
  const delivered = weights?.shares ? interpolateRows(rowsBySource, weights.shares) : rows
  return {
    ...(model && isLargeText(sentences) ? { model } : {}),
    ...(weights ? { datasets: weights.report } : {}),
    ...(weights?.shares ? { shares: weights.shares } : {}),
    choice: estimateInterpolationWeight(delivered, baseRows, { tolerance }),
    rows: delivered,
    baseRows,
    method: folds.length === 1 ? 'one part held out' : `${folds.length} parts, each held out in turn`,
    sentences: held.length,
    words
  }
}

type HeldOutScores = Readonly<{
  held: Sentences
  /** By held-back sentence, from the model of the other sentences. */
  rows: readonly SentenceProbabilities[]
  /** By source, then as `rows`, from the model of that source alone. */
  rowsBySource: readonly (readonly SentenceProbabilities[])[]
  /** Of the last fold. */
  model: LanguageModel | undefined
}>

/** Each part of the text scored by models of the others. */
async function scoreHeldOut(
  folds: readonly HeldOutSplit[],
  { sentences, classes = new Map(), sources = [], signal, onProgress }: TextParts
): Promise<HeldOutScores> {
  const held: (readonly string[])[] = []
  const rows: SentenceProbabilities[] = []
  const rowsBySource: SentenceProbabilities[][] = sources.map(() => [])
  const end = isLargeText(sentences) ? 1 : TUNED_AT
  let model: LanguageModel | undefined
  for (const [fold, { training, heldOut }] of folds.entries()) {
    const [from, to] = [fold, fold + 1].map((at) => (end * at) / folds.length) as [number, number]
    model = await trainDomainModel(training, classes, signal, progressBetween(onProgress, from, to))
    const bySource = await trainWithout(heldOut, sources, classes, signal)
    for (const sentence of heldOut) {
      // Sentences are held out: the items of their classes are known to both sides of the comparison.
      const words = substituteItems(sentence, classes, held.length)
      held.push(words)
      rows.push(wordProbabilities(model, words))
      for (const [index, own] of bySource.entries())
        rowsBySource[index]?.push(own ? wordProbabilities(own, words) : Array(words.length + 1).fill(null))
    }
  }
  return { held, rows, rowsBySource, model }
}

/** A model of each source, of the sentences that are not held back. */
async function trainWithout(
  heldOut: Sentences,
  sources: readonly TextSource[],
  classes: ClassItems,
  signal: AbortSignal
): Promise<readonly (LanguageModel | undefined)[]> {
  const known = new Set(sources.length > 0 ? heldOut.map((words) => words.join(' ')) : [])
  const models: (LanguageModel | undefined)[] = []
  for (const source of sources) {
    const unread = source.sentences.filter((words) => !known.has(words.join(' ')))
    models.push(await trainIfAny(unread, classes, signal))
  }
  return models
}
