/** Training, the language: a small model of the customer's text, and its weight beside the base. @module */
import type { Engine } from '../recognizers/index.ts'
import {
  type ClassItems,
  chooseWeight,
  holdBack,
  type LanguageModel,
  type MixtureWeight,
  NoTrainingText,
  type SentenceProbabilities,
  trainApart,
  withItems,
  wordProbabilities
} from '../speech/language-model/index.ts'
import {
  type DatasetsReport,
  mixedRows,
  type TextSource,
  trainMixture,
  unweighed,
  weighDatasets,
  worthMixing
} from './mix-datasets.ts'

export const LANGUAGE_MODEL_ORDER = 3
export const SMOOTHING = 'modified Kneser-Ney, interpolated'

type Sentences = readonly (readonly string[])[]

/** N-grams of each length. Each decoder reads the model whole before it hears a word. */
const MOST_NGRAMS = 1_500_000

/** 0 to 1, and what is being done. */
export type OnProgress = (fraction: number, stage: string) => void

/** As it is delivered, and as it is judged. */
export const trainDomainModel = (
  sentences: Sentences,
  classes: ClassItems,
  signal: AbortSignal,
  onProgress: OnProgress = () => undefined
): Promise<LanguageModel> =>
  trainApart(sentences, classes, {
    order: LANGUAGE_MODEL_ORDER,
    mostNgrams: MOST_NGRAMS,
    signal,
    onProgress
  })

export type TextReport = Readonly<{
  sentences: number
  words: number
  vocabulary: number
  /** Of structured text: names that sentences refer to, and how many items stand for each. */
  classes?: Readonly<Record<string, number>>
  weight: number
  /** `held-back text`, `customModelWeightPercent`, or why neither could say. */
  weightFrom: string
  /** How the held-back text was made. */
  heldBack?: Readonly<{ method: string; sentences: number; words: number }>
  /** Of the held-back text; a lower one expects it better. Words unknown to a model are left out and counted. */
  perplexity?: Readonly<{ base: number | null; custom: number | null; mixed: number | null }>
  unknownWords?: Readonly<{ base: number; custom: number; mixed: number }>
  /** Perplexity of the held-back text by weight. */
  curve?: MixtureWeight['curve']
  /** Perplexity of the held-back words that the base knows; `null` = the mixture makes one of them impossible. */
  comparedWithBase?: ComparedText
  /** What each dataset weighs and bought; where there are several. */
  datasets?: DatasetsReport
}>

/** Perplexities over the held-back words that the base knows. */
export type ComparedText = Readonly<{
  base: number
  mixed: number | null
  sentences: number
  words: number
  /** 95 % interval of `mixed / base`, where there are sentences enough to give one. */
  ratio?: Readonly<{ low: number; high: number }>
}>

export type TrainedText = Readonly<{
  model: LanguageModel
  report: TextReport
  /** Of the sources, which sum to 1; absent where one model of all text is delivered. */
  shares?: readonly number[]
}>

/** Below this many different sentences every one of them is needed for training and for choosing in turn. */
const FOLDED_BELOW = 2000
const FOLDS = 5
/** Scoring more than this tells the weight no better. */
const MOST_HELD_BACK = 2000
/** From so many sentences on the model that was judged is delivered: what was held back would teach it nothing more. */
const LARGE = 200_000
/** The cloud service's own default, for text that is too little to choose by. */
const UNCHOSEN_WEIGHT = 0.3
/** Held-back words that the default outweighs. */
const DEFAULT_COUNTS_AS = 20
/**
 * Nats a word, 5 % of perplexity. Around its minimum the curve is flat: so much less of the held-back text cost no word of
 * human or synthetic test sets, and half the weight saves half of what everyday speech loses. Fewer held-back words
 * than these do not tell so well that the curve is flat.
 */
const LEFT_TO_BASE = 0.05
const WORDS_THAT_TELL = 200
/** Words without a sentence only need to be possible: with more weight they would be heard everywhere. */
const WORD_LIST_WEIGHT = 0.05

/**
 * The weight is chosen on sentences that the model choosing it was not trained on: a tenth held back, or, of a small
 * text, each fifth in turn. The model that is delivered is trained on all; of a large text on all but 2000 sentences,
 * whose words it knows: it would take as long again to make it anew.
 */
export async function trainText(
  parts: Readonly<{
    engine: Engine
    base: string
    /** Words of `classes` stand for any of their items. */
    sentences: Sentences
    classes?: ClassItems
    /** The same sentences by where they come from. */
    sources?: readonly TextSource[]
    /** Proportions of the sources that the customer asks for. */
    wantedShares?: readonly number[] | undefined
    wantedWeight: number | undefined
    signal: AbortSignal
    onProgress?: OnProgress
  }>
): Promise<TrainedText> {
  const { sentences, classes = new Map(), sources = [], wantedWeight, signal, onProgress } = parts
  const judged = await judge(parts)
  const last = within(onProgress, JUDGED_AT, 1)
  const shares = judged?.shares
  const model =
    judged?.model ??
    (shares
      ? await trainMixture(
          sources,
          shares,
          classes,
          (own) => trainDomainModel(own, classes, signal, last),
          signal
        )
      : await trainDomainModel(sentences, classes, signal, last))
  const size = {
    sentences: sentences.length,
    words: sentences.reduce((sum, words) => sum + words.length, 0),
    vocabulary: model.vocabulary.words.length,
    ...(classes.size === 0
      ? {}
      : { classes: Object.fromEntries([...classes].map(([name, items]) => [name, items.length])) }),
    ...(sources.length > 1 ? { datasets: judged?.datasets ?? unweighed(sources, classes) } : {})
  }
  if (!judged) {
    const wordList = sentences.every((words) => words.length === 1)
    const unchosen = wordList ? WORD_LIST_WEIGHT : UNCHOSEN_WEIGHT
    return {
      model,
      report: {
        ...size,
        weight: wantedWeight ?? unchosen,
        weightFrom:
          wantedWeight === undefined
            ? `default, because there is ${wordList ? 'no sentence' : 'only one sentence'} to choose it by`
            : 'customModelWeightPercent'
      }
    }
  }
  const { choice, method } = judged
  const weight = wantedWeight ?? wholePercent(tempered(choice))
  // The base's own perplexity says nothing of words that it does not know.
  const knownToBase = mixedPerplexity(judged, weight, (_, ofBase) => ofBase !== null)
  const base = roundedOrNull(choice.base.perplexity)
  return {
    model,
    ...(shares ? { shares } : {}),
    report: {
      ...size,
      weight,
      weightFrom: wantedWeight === undefined ? 'held-back text' : 'customModelWeightPercent',
      heldBack: { method, sentences: judged.sentences, words: judged.words },
      perplexity: {
        base,
        custom: roundedOrNull(choice.custom.perplexity),
        mixed: mixedPerplexity(judged, weight, (ofCustom, ofBase) => (ofCustom ?? ofBase) !== null)
      },
      unknownWords: {
        base: choice.base.unknownWords,
        custom: choice.custom.unknownWords,
        mixed: choice.mixed.unknownWords
      },
      curve: choice.curve.map((point) => ({
        weight: point.weight,
        perplexity: roundedOrNull(point.perplexity)
      })),
      ...(base === null
        ? {}
        : { comparedWithBase: { base, mixed: knownToBase, ...ratioToBase(judged, weight) } })
    }
  }
}

/** Of small texts: where choosing the weight has ended, and the model that is delivered begins. */
const JUDGED_AT = 0.8

const within =
  (onProgress: OnProgress | undefined, from: number, to: number): OnProgress =>
  (fraction, stage) =>
    onProgress?.(from + fraction * (to - from), stage)

/** A handful of held-back words would send the weight to an end: until there are more, the default has a say. */
const tempered = ({ weight, mixed: { events } }: MixtureWeight): number =>
  (events * weight + DEFAULT_COUNTS_AS * UNCHOSEN_WEIGHT) / (events + DEFAULT_COUNTS_AS)

type Judged = Readonly<{
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

async function judge({
  engine,
  base,
  sentences,
  classes = new Map(),
  sources = [],
  wantedShares,
  signal,
  onProgress
}: Parameters<typeof trainText>[0]): Promise<Judged | undefined> {
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

/** Undefined where all of the sentences were held back. */
async function trainedOn(
  sentences: Sentences,
  classes: ClassItems,
  signal: AbortSignal
): Promise<LanguageModel | undefined> {
  try {
    return await trainDomainModel(sentences, classes, signal)
  } catch (error) {
    if (error instanceof NoTrainingText) return undefined
    throw error
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

/** The contract speaks of whole percents, and the recipe shall hold what the contract shows. */
const wholePercent = (weight: number): number => Math.min(99, Math.max(1, Math.round(100 * weight))) / 100

/** Of the mixture over the words that `counts` admits; `null` where it makes one of them impossible. */
function mixedPerplexity(
  { rows, baseRows }: Judged,
  weight: number,
  counts: (ofCustom: number | null, ofBase: number | null) => boolean
): number | null {
  let [events, sum] = [0, 0]
  for (const [sentence, baseRow] of baseRows.entries()) {
    for (const [word, ofBase] of baseRow.entries()) {
      const ofCustom = rows[sentence]?.[word] ?? null
      if (!counts(ofCustom, ofBase)) continue
      events++
      sum -= Math.log10(weight * probability(ofCustom) + (1 - weight) * probability(ofBase))
    }
  }
  return events > 0 && Number.isFinite(sum) ? rounded(10 ** (sum / events)) : null
}

/** Fewer sentences say nothing of how much others would differ. */
const LEAST_SENTENCES = 10

/** Sentences are what was sampled: the ratio of two sums over them (Cochran, Sampling Techniques, 1977, section 2.11). */
function ratioToBase(
  { rows, baseRows }: Judged,
  weight: number
): Pick<ComparedText, 'sentences' | 'words' | 'ratio'> {
  const gains = baseRows.map((baseRow, sentence) => {
    let [words, gain] = [0, 0]
    for (const [word, ofBase] of baseRow.entries()) {
      if (ofBase === null) continue
      words++
      const mixed = weight * probability(rows[sentence]?.[word] ?? null) + (1 - weight) * 10 ** ofBase
      gain += ofBase - Math.log10(mixed)
    }
    return { words, gain }
  })
  const words = gains.reduce((sum, each) => sum + each.words, 0)
  const size = { sentences: gains.length, words }
  if (gains.length < LEAST_SENTENCES) return size
  const mean = gains.reduce((sum, { gain }) => sum + gain, 0) / words
  const squares = gains.reduce((sum, each) => sum + (each.gain - mean * each.words) ** 2, 0)
  const error = Math.sqrt((squares * gains.length) / (gains.length - 1)) / words
  if (!Number.isFinite(error)) return size
  const [low, high] = [10 ** (mean - 1.96 * error), 10 ** (mean + 1.96 * error)]
  return { ...size, ratio: { low: Number(low.toFixed(4)), high: Number(high.toFixed(4)) } }
}

const probability = (logarithm: number | null): number => (logarithm === null ? 0 : 10 ** logarithm)

const rounded = (perplexity: number): number => Math.round(100 * perplexity) / 100
const roundedOrNull = (perplexity: number | null): number | null =>
  perplexity === null ? null : rounded(perplexity)
