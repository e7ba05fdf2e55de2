/** Training, the language: a small model of the customer's text, and its weight beside the base. @module */
import {
  type InterpolationWeight,
  type LanguageModel,
  reportUnweighed,
  trainInterpolatedModel
} from '../../speech/language-model/index.ts'
import { interpolatedPerplexity, ratioToBase, roundedOrNull, type TextReport } from './text-report.ts'
import { trainDomainModel } from './train-domain-model.ts'
import { progressBetween, type TextParts, TUNED_AT, tuneText } from './tune-text.ts'

export type TrainedText = Readonly<{
  model: LanguageModel
  report: TextReport
  /** Of the sources, which sum to 1; absent where one model of all text is delivered. */
  shares?: readonly number[]
}>

/** The cloud service's own default, for text that is too little to choose by. */
const UNCHOSEN_WEIGHT = 0.3
/** Held-back words that the default outweighs. */
const DEFAULT_COUNTS_AS = 20

/** Words without a sentence only need to be possible: with more weight they would be heard everywhere. */
const WORD_LIST_WEIGHT = 0.05

/**
 * The weight is chosen on sentences that the model choosing it was not trained on: a tenth held back, or, of a small
 * text, each fifth in turn. The model that is delivered is trained on all; of a large text on all but 2000 sentences,
 * whose words it knows: it would take as long again to make it anew.
 */
export async function trainText(
  parts: TextParts & Readonly<{ requestedWeight: number | undefined }>
): Promise<TrainedText> {
  const { sentences, classes = new Map(), sources = [], requestedWeight, signal, onProgress } = parts
  const tuned = await tuneText(parts)
  const last = progressBetween(onProgress, TUNED_AT, 1)
  const shares = tuned?.shares
  const model =
    tuned?.model ??
    (shares
      ? await trainInterpolatedModel(
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
    ...(sources.length > 1 ? { datasets: tuned?.datasets ?? reportUnweighed(sources, classes) } : {})
  }
  if (!tuned) {
    const wordList = sentences.every((words) => words.length === 1)
    const unchosen = wordList ? WORD_LIST_WEIGHT : UNCHOSEN_WEIGHT
    return {
      model,
      report: {
        ...size,
        weight: requestedWeight ?? unchosen,
        weightFrom:
          requestedWeight === undefined
            ? `default, because there is ${wordList ? 'no sentence' : 'only one sentence'} to choose it by`
            : 'customModelWeightPercent'
      }
    }
  }
  const { choice, method } = tuned
  const weight = requestedWeight ?? wholePercent(tempered(choice))
  // The base's own perplexity says nothing of words that it does not know.
  const knownToBase = interpolatedPerplexity(tuned, weight, (_, ofBase) => ofBase !== null)
  const base = roundedOrNull(choice.base.perplexity)
  return {
    model,
    ...(shares ? { shares } : {}),
    report: {
      ...size,
      weight,
      weightFrom: requestedWeight === undefined ? 'held-back text' : 'customModelWeightPercent',
      heldBack: { method, sentences: tuned.sentences, words: tuned.words },
      perplexity: {
        base,
        custom: roundedOrNull(choice.custom.perplexity),
        mixed: interpolatedPerplexity(tuned, weight, (ofCustom, ofBase) => (ofCustom ?? ofBase) !== null)
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
        : { comparedWithBase: { base, mixed: knownToBase, ...ratioToBase(tuned, weight) } })
    }
  }
}

/** A handful of held-back words would send the weight to an end: until there are more, the default has a say. */
const tempered = ({ weight, mixed: { events } }: InterpolationWeight): number =>
  (events * weight + DEFAULT_COUNTS_AS * UNCHOSEN_WEIGHT) / (events + DEFAULT_COUNTS_AS)

/** The contract speaks of whole percents, and the recipe shall hold what the contract shows. */
const wholePercent = (weight: number): number => Math.min(99, Math.max(1, Math.round(100 * weight))) / 100
