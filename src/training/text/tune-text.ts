/** What a text is worth beside the base, on sentences held back from its training. @module */
import { type Engine, requireCapability, type TextScorer } from '../../recognizers/index.ts'
import {
  type ClassItems,
  canWeighDatasets,
  type DatasetsReport,
  estimateDatasetWeights,
  estimateInterpolationWeight,
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
  /** The same sentences by where they come from. */
  sources?: readonly TextSource[]
  /** Proportions of the sources that the customer asks for. */
  requestedWeights?: readonly number[] | undefined
  signal: AbortSignal
  onProgress?: OnProgress
}>

export type TunedText = Readonly<{
  /** Good enough to be delivered; absent where a better one can be had at little cost. */
  model?: LanguageModel
  choice: InterpolationWeight
  rows: readonly SentenceProbabilities[]
  baseRows: readonly SentenceProbabilities[]
  datasets?: DatasetsReport
  /** Of the sources, where each is a model of its own. */
  shares?: readonly number[]
  method: string
  sentences: number
  words: number
}>

/**
 * Nats a word, 5 % of perplexity. Around its minimum the curve is flat: so much less of the held-back text cost no word of
 * human or synthetic test sets, and half the weight saves half of what everyday speech loses. Fewer held-back words
 * than these do not tell so well that the curve is flat.
 */
const WEIGHT_TOLERANCE_NATS = 0.05
const MIN_WORDS_FOR_TOLERANCE = 200

/** Of small texts, as a fraction: where choosing the weight has ended, and the model that is delivered begins. */
export const TUNED_AT = 0.8

export const progressBetween =
  (onProgress: OnProgress | undefined, from: number, to: number): OnProgress =>
  (fraction, stage) =>
    onProgress?.(from + fraction * (to - from), stage)

/** Undefined where there are no two different sentences to hold one of them back. */
export async function tuneText({
  engine,
  base,
  scoreText,
  sentences,
  classes = new Map(),
  sources = [],
  requestedWeights,
  signal,
  onProgress
}: TextParts): Promise<TunedText | undefined> {
  const folds = await textFolds(sentences, signal)
  if (folds === undefined) return undefined
  const held: (readonly string[])[] = []
  const rows: SentenceProbabilities[] = []
  const weighsDatasets = canWeighDatasets(sources)
  const rowsBySource: SentenceProbabilities[][] = weighsDatasets ? sources.map(() => []) : []
  let tuned: LanguageModel | undefined
  const end = isLargeText(sentences) ? 1 : TUNED_AT
  for (const [fold, { training, heldOut }] of folds.entries()) {
    const progress = progressBetween(
      onProgress,
      (end * fold) / folds.length,
      (end * (fold + 1)) / folds.length
    )
    const model = await trainDomainModel(training, classes, signal, progress)
    tuned = model
    const known = weighsDatasets ? new Set(heldOut.map((words) => words.join(' '))) : new Set<string>()
    const bySource: (LanguageModel | undefined)[] = []
    for (const source of weighsDatasets ? sources : []) {
      const unread = source.sentences.filter((words) => !known.has(words.join(' ')))
      bySource.push(await trainIfAny(unread, classes, signal))
    }
    for (const sentence of heldOut) {
      // What is held back is the sentence: the items of its classes are known to both sides of the comparison.
      const words = substituteItems(sentence, classes, held.length)
      held.push(words)
      rows.push(wordProbabilities(model, words))
      for (const [index, own] of bySource.entries())
        rowsBySource[index]?.push(own ? wordProbabilities(own, words) : Array(words.length + 1).fill(null))
    }
  }
  const score = scoreText ?? ((...own) => requireCapability(engine, base, 'textScorer').scoreText(...own))
  const baseRows = await score(base, held, { signal })
  const weighed = weighsDatasets
    ? estimateDatasetWeights(sources, classes, rowsBySource, rows, baseRows, requestedWeights)
    : undefined
  const words = held.reduce((sum, sentence) => sum + sentence.length, 0)
  const tolerance = words < MIN_WORDS_FOR_TOLERANCE ? 0 : WEIGHT_TOLERANCE_NATS
  const delivered = weighed?.shares ? interpolateRows(rowsBySource, weighed.shares) : rows
  return {
    ...(tuned && isLargeText(sentences) ? { model: tuned } : {}),
    ...(weighed ? { datasets: weighed.report } : {}),
    ...(weighed?.shares ? { shares: weighed.shares } : {}),
    choice: estimateInterpolationWeight(delivered, baseRows, { tolerance }),
    rows: delivered,
    baseRows,
    method: folds.length === 1 ? 'one part held back' : `${folds.length} parts, each held back in turn`,
    sentences: held.length,
    words
  }
}
