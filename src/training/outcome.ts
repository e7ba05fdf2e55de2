/** The verdict on a trained model: better or worse than its base, on data that it was not trained on. @module */

import type { AcousticsReport } from './recipes/ngram-gmm/acoustics-report.ts'
import type { ComparedText, TextReport } from './recipes/ngram-gmm/text-report.ts'

export type TrainingOutcome = Readonly<{
  /** `null` where it cannot be told: too little was held back, or the difference may be chance. */
  worseThanBase: boolean | null
  measuredOn: 'held-back utterances' | 'held-back text' | 'nothing'
  /** Word errors over words, or perplexity: lower is better. */
  base?: number
  custom?: number | null
  /** One sentence for people. */
  summary: string
}>

type ErrorCounts = Readonly<{ errors: number; words: number; errorRate: number }>

/** Of a standard normal distribution: 95 % lie within. */
const Z_95 = 1.96
const MIN_WORDS = 50

/** Errors heard decide; where there is no audio, how well held-back text is expected. */
export function trainingOutcome(
  text: TextReport | undefined,
  acoustics: AcousticsReport | undefined
): TrainingOutcome {
  // Confidence is the model's own opinion: no measure of it.
  const heldBack = acoustics?.heldBack?.judgedBy === 'transcripts' ? acoustics.heldBack : undefined
  const base = heldBack?.candidates.base
  const custom = heldBack?.candidates[acoustics?.method ?? 'none']
  if (heldBack && base && custom) return onUtterances(base, custom, heldBack.utterances)
  if (text?.comparedWithBase) return onText(text.comparedWithBase)
  return {
    worseThanBase: null,
    measuredOn: 'nothing',
    summary: 'not compared with the base: too little data to hold any back; evaluate it on a test set'
  }
}

function onUtterances(base: ErrorCounts, custom: ErrorCounts, utterances: number): TrainingOutcome {
  const rates = `${percent(custom.errorRate)} word errors on ${utterances} held-back utterances, the base ${percent(base.errorRate)}`
  // Errors that only one of them makes are at most all errors of both: no smaller difference than this is clear.
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

function onText({ base, mixed, sentences, words, ratio }: ComparedText): TrainingOutcome {
  const found = { measuredOn: 'held-back text', base, custom: mixed } as const
  if (mixed === null) {
    const summary = `${head(true)}the model makes words of held-back text impossible, which the base expects with perplexity ${base}`
    return { ...found, worseThanBase: true, summary }
  }
  const perplexities = `the model has perplexity ${mixed} on held-back text, the base ${base}`
  if (!ratio) {
    const summary = `${tooLittle(`${words} words in ${sentences} sentences`)}: ${perplexities}`
    return { ...found, worseThanBase: null, summary }
  }
  const worse = ratio.low > 1 ? true : ratio.high < 1 ? false : null
  return { ...found, worseThanBase: worse, summary: `${head(worse)}${perplexities}` }
}

const head = (worse: boolean | null): string =>
  worse === null ? 'no clear difference to the base: ' : worse ? 'WORSE THAN THE BASE: ' : ''
const tooLittle = (held: string): string =>
  `too little held back to judge by (${held}), evaluate it on a test set`
const percent = (rate: number): string => `${(100 * rate).toFixed(1)} %`
