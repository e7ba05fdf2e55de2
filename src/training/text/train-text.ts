/**
 * Training step: a small model of the user's text, and its weight in the interpolation with the base.
 * @module
 */
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
  /** Of the sources, with sum 1; absent if one model of all text is delivered. */
  shares?: readonly number[]
}>

/** The default of the cloud service, for text that is too small to tune. */
const UNCHOSEN_WEIGHT = 0.3
/** Number of held-out words that the default counts as. */
const DEFAULT_COUNTS_AS = 20

/**
 * Words without sentences only need to be possible: with a higher weight they would be recognized everywhere.
 */
const WORD_LIST_WEIGHT = 0.05

/**
 * The weight is tuned on sentences that the model was not trained on: a tenth is held out, or, for a small
 * text, each fifth in turn. The delivered model is trained on all sentences; for a large text, on all but
 * 2000, whose words it knows, because training it again would take as long as before.
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
            ? `default, because there ${wordList ? 'are no sentences' : 'is only one sentence'} to hold out`
            : 'customModelWeightPercent'
      }
    }
  }
  const { choice, method } = tuned
  const weight = requestedWeight ?? wholePercent(tempered(choice))
  // The base has no perplexity for words that it does not know.
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

/** With few held-out words the optimum would be 0 or 1: until there are more, the default counts too. */
const tempered = ({ weight, mixed: { events } }: InterpolationWeight): number =>
  (events * weight + DEFAULT_COUNTS_AS * UNCHOSEN_WEIGHT) / (events + DEFAULT_COUNTS_AS)

/** The contract has whole percents, and the recipe must store what the contract shows. */
const wholePercent = (weight: number): number => Math.min(99, Math.max(1, Math.round(100 * weight))) / 100
