/** What a text is worth beside the base, on sentences held back from its training. @module */
import type { Engine } from '../recognizers/index.ts'
import {
  type ClassItems,
  chooseWeight,
  holdBack,
  type LanguageModel,
  type MixtureWeight,
  type SentenceProbabilities,
  withItems,
  wordProbabilities
} from '../speech/language-model/index.ts'
import {
  type DatasetsReport,
  mixedRows,
  type TextSource,
  weighDatasets,
  worthMixing
} from './mix-datasets.ts'
import { type OnProgress, type Sentences, trainDomainModel, trainedOn } from './train-domain-model.ts'

export type TextParts = Readonly<{
  engine: Engine
  base: string
  /** Words of `classes` stand for any of their items. */
  sentences: Sentences
  classes?: ClassItems
  /** The same sentences by where they come from. */
  sources?: readonly TextSource[]
  /** Proportions of the sources that the customer asks for. */
  wantedShares?: readonly number[] | undefined
  signal: AbortSignal
  onProgress?: OnProgress
}>

export type Judged = Readonly<{
  /** Good enough to be delivered; absent where a better one can be had at little cost. */
  model?: LanguageModel
  choice: MixtureWeight
  rows: readonly SentenceProbabilities[]
  baseRows: readonly SentenceProbabilities[]
  datasets?: DatasetsReport
  /** Of the sources, where each is a model of its own. */
  shares?: readonly number[]
  method: string
  sentences: number
  words: number
}>

/** Below this many different sentences every one of them is needed for training and for choosing in turn. */
const FOLDED_BELOW = 2000
const FOLDS = 5
/** Scoring more than this tells the weight no better. */
const MOST_HELD_BACK = 2000
/** From so many sentences on the model that was judged is delivered: what was held back would teach it nothing more. */
const LARGE = 200_000

/**
 * Nats a word, 5 % of perplexity. Around its minimum the curve is flat: so much less of the held-back text cost no word of
 * human or synthetic test sets, and half the weight saves half of what everyday speech loses. Fewer held-back words
 * than these do not tell so well that the curve is flat.
 */
const LEFT_TO_BASE = 0.05
const WORDS_THAT_TELL = 200

/** Of small texts, as a fraction: where choosing the weight has ended, and the model that is delivered begins. */
export const JUDGED_AT = 0.8

export const within =
  (onProgress: OnProgress | undefined, from: number, to: number): OnProgress =>
  (fraction, stage) =>
    onProgress?.(from + fraction * (to - from), stage)

/** Undefined where there are no two different sentences to hold one of them back. */
export async function judge({
  engine,
  base,
  sentences,
  classes = new Map(),
  sources = [],
  wantedShares,
  signal,
  onProgress
}: TextParts): Promise<Judged | undefined> {
  const distinct = firstDistinct(sentences, FOLDED_BELOW)
  if (distinct.length < 2) return undefined
  const held: (readonly string[])[] = []
  const rows: SentenceProbabilities[] = []
  const mixing = worthMixing(sources)
  const rowsBySource: SentenceProbabilities[][] = mixing ? sources.map(() => []) : []
  let judged: LanguageModel | undefined
  const folds = await divisions(sentences, distinct, signal)
  const end = sentences.length >= LARGE ? 1 : JUDGED_AT
  for (const [fold, { training, heldBack }] of folds.entries()) {
    const progress = within(onProgress, (end * fold) / folds.length, (end * (fold + 1)) / folds.length)
    const model = await trainDomainModel(training, classes, signal, progress)
    judged = model
    const known = mixing ? new Set(heldBack.map((words) => words.join(' '))) : new Set<string>()
    const bySource: (LanguageModel | undefined)[] = []
    for (const source of mixing ? sources : []) {
      const unread = source.sentences.filter((words) => !known.has(words.join(' ')))
      bySource.push(await trainedOn(unread, classes, signal))
    }
    for (const sentence of heldBack) {
      // What is held back is the sentence: the items of its classes are known to both sides of the comparison.
      const words = withItems(sentence, classes, held.length)
      held.push(words)
      rows.push(wordProbabilities(model, words))
      for (const [index, own] of bySource.entries())
        rowsBySource[index]?.push(own ? wordProbabilities(own, words) : Array(words.length + 1).fill(null))
    }
  }
  const baseRows = await engine.scoreText(base, held, { signal })
  const weighed = mixing
    ? weighDatasets(sources, classes, rowsBySource, rows, baseRows, wantedShares)
    : undefined
  const words = held.reduce((sum, sentence) => sum + sentence.length, 0)
  const tolerance = words < WORDS_THAT_TELL ? 0 : LEFT_TO_BASE
  const delivered = weighed?.shares ? mixedRows(rowsBySource, weighed.shares) : rows
  return {
    ...(judged && sentences.length >= LARGE ? { model: judged } : {}),
    ...(weighed ? { datasets: weighed.report } : {}),
    ...(weighed?.shares ? { shares: weighed.shares } : {}),
    choice: chooseWeight(delivered, baseRows, { tolerance }),
    rows: delivered,
    baseRows,
    method: folds.length === 1 ? 'one part held back' : `${folds.length} parts, each held back in turn`,
    sentences: held.length,
    words
  }
}

/** Different sentences of two words or more, until there are enough. */
function firstDistinct(sentences: Sentences, most: number): Sentences {
  const found = new Map<string, readonly string[]>()
  for (const words of sentences) {
    if (found.size === most) break
    if (words.length > 1) found.set(words.join(' '), words)
  }
  return [...found.values()]
}

async function divisions(
  sentences: Sentences,
  distinct: Sentences,
  signal: AbortSignal
): Promise<readonly Readonly<{ training: Sentences; heldBack: Sentences }>[]> {
  if (distinct.length >= FOLDED_BELOW || sentences.length >= LARGE) {
    // The model of a large text is delivered as it is judged: no word of the text may be lost.
    const large = sentences.length >= LARGE
    const fraction = large ? MOST_HELD_BACK / sentences.length : 0.1
    const { training, heldBack } = await holdBack(sentences, { fraction, keepWords: large, signal })
    return [{ training, heldBack: heldBack.slice(0, MOST_HELD_BACK) }]
  }
  const folds = Math.min(FOLDS, distinct.length)
  return Array.from({ length: folds }, (_, fold) => {
    const heldBack = distinct.filter((_sentence, index) => index % folds === fold)
    const held = new Set(heldBack.map((words) => words.join(' ')))
    return { training: sentences.filter((words) => !held.has(words.join(' '))), heldBack }
  })
}
