/** The outcome of a training: whether the model is better or worse than its base on held-out data. @module */

import type { TrainingReportAnswers } from './training-report-schema.ts'

/** Undecided where too little was held out, or the difference may be chance. */
export type TrainingOutcome = TrainingReportAnswers['TrainingOutcome']

export type ErrorCounts = Readonly<{ errors: number; words: number; errorRate: number }>

/** Quantile of the standard normal distribution: 95 % of values are within ±1.96. */
const Z_95 = 1.96
const MIN_WORDS = 50

/** Perplexities of held-back text over the words that the base knows. */
export type ComparedPerplexities = TrainingReportAnswers['BaseComparison']

export const NOT_COMPARED: TrainingOutcome = {
  worseThanBase: null,
  measuredOn: 'nothing',
  summary: 'not compared with the base: too little data to hold out; evaluate the model on a test set'
}

/** By the word errors of both on the same utterances. */
export function outcomeOfErrors(base: ErrorCounts, custom: ErrorCounts, utterances: number): TrainingOutcome {
  const rates = `${percent(custom.errorRate)} word errors on ${utterances} held-out utterances, the base ${percent(base.errorRate)}`
  // At most all errors of both models are in words where they differ, so a smaller difference is not
  // significant.
  const standardDeviation = Math.sqrt(custom.errors + base.errors)
  const clear = Math.abs(custom.errors - base.errors) > Z_95 * standardDeviation
  const worse = !clear || base.words < MIN_WORDS ? null : custom.errors > base.errors
  const found = {
    measuredOn: 'held-back utterances',
    base: base.errorRate,
    custom: custom.errorRate
  } as const
  if (base.words < MIN_WORDS) {
    return { ...found, worseThanBase: worse, summary: `${tooLittle(`${base.words} words`)}: ${rates}` }
  }
  return { ...found, worseThanBase: worse, summary: `${head(worse)}${rates}` }
}

/** By how well each expects the same text. */
export function outcomeOfPerplexities({
  base,
  mixed,
  sentences,
  words,
  ratio
}: ComparedPerplexities): TrainingOutcome {
  const found = { measuredOn: 'held-back text', base, custom: mixed } as const
  if (mixed === null) {
    const summary = `${head(true)}the model gives words of the held-out text no probability (perplexity of the base: ${base})`
    return { ...found, worseThanBase: true, summary }
  }
  const perplexities = `perplexity ${mixed} on held-out text, the base ${base}`
  if (!ratio) {
    const summary = `${tooLittle(`${words} words in ${sentences} sentences`)}: ${perplexities}`
    return { ...found, worseThanBase: null, summary }
  }
  const worse = ratio.low > 1 ? true : ratio.high < 1 ? false : null
  return { ...found, worseThanBase: worse, summary: `${head(worse)}${perplexities}` }
}

const head = (worse: boolean | null): string =>
  worse === null ? 'no significant difference from the base: ' : worse ? 'WORSE THAN THE BASE: ' : ''
const tooLittle = (held: string): string =>
  `too little held-out data (${held}), evaluate the model on a test set`
const percent = (rate: number): string => `${(100 * rate).toFixed(1)} %`
