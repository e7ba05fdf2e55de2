/** Which utterances of a test are shown, and in which order. @module */
import { align, errorRate, errors, type WordScore } from '../../../src/speech/scoring/index.ts'
import type { Utterance } from '../api/evaluation-results.ts'

export const utteranceFilters = ['substitute', 'delete', 'insert', 'differ'] as const
export type UtteranceFilter = (typeof utteranceFilters)[number]
export const utteranceOrders = [
  'errors2',
  'errors1',
  'rate2',
  'better',
  'worse',
  'difference',
  'dataset'
] as const
export type UtteranceOrder = (typeof utteranceOrders)[number]

export type UtteranceSelection = Readonly<{
  /** An utterance is shown if either model has at least one of them; all are shown without filters. */
  filters: ReadonlySet<UtteranceFilter>
  order: UtteranceOrder
  /** Searched in the file name, the reference, and both hypotheses, ignoring case. */
  text: string
}>

export function selectUtterances(
  utterances: readonly Utterance[],
  { filters, order, text }: UtteranceSelection
): readonly Utterance[] {
  const query = text.trim().toLowerCase()
  const shown = utterances.filter((one) => matchesFilters(one, filters) && matchesText(one, query))
  const value = SORT_KEYS[order]
  if (!value) return shown
  // Computed once for each utterance, not once for each comparison.
  const valued = shown.map((utterance) => [value(utterance), utterance] as const)
  return valued.sort(([a], [b]) => b - a).map(([, utterance]) => utterance)
}

function matchesFilters({ model1, model2 }: Utterance, filters: ReadonlySet<UtteranceFilter>): boolean {
  if (filters.size === 0) return true
  if (filters.has('differ') && differ(model1.score, model2.score)) return true
  const has = ({ steps }: WordScore) => steps.some(({ op }) => op !== 'equal' && filters.has(op))
  return has(model1.score) || has(model2.score)
}

const hypothesisWords = ({ steps }: WordScore): readonly string[] => steps.flatMap(({ hyp }) => hyp ?? [])
const differ = (one: WordScore, other: WordScore): boolean =>
  hypothesisWords(one).join(' ') !== hypothesisWords(other).join(' ')

/** The hypothesis of model 2 aligned to that of model 1. */
export const modelDifferences = ({ model1, model2 }: Utterance): WordScore =>
  align(hypothesisWords(model1.score), hypothesisWords(model2.score))

const matchesText = ({ audio, reference, model1, model2 }: Utterance, query: string): boolean =>
  query === '' ||
  [audio, reference, model1.recognition, model2.recognition].some((text) =>
    text.toLowerCase().includes(query)
  )

const regression = ({ model1, model2 }: Utterance): number => errors(model2.score) - errors(model1.score)

const SORT_KEYS: Readonly<Record<UtteranceOrder, ((utterance: Utterance) => number) | undefined>> = {
  errors2: ({ model2 }) => errors(model2.score),
  errors1: ({ model1 }) => errors(model1.score),
  rate2: ({ model2 }) => errorRate(model2.score),
  better: (utterance) => -regression(utterance),
  worse: regression,
  difference: (utterance) => errors(modelDifferences(utterance)),
  dataset: undefined
}

/** Without links to recordings: each grants access and expires, so it does not belong in a file that is passed on. */
export const resultsJson = (utterances: readonly Utterance[]): string =>
  JSON.stringify(
    utterances.map(({ contentUrl: _link, ...utterance }) => utterance),
    undefined,
    2
  )
