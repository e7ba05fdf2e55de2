/** The results of a test: every utterance as the service gives them, a line each, and what can be chosen of them. @module */
import { align, errorRate, errors, type WordScore } from '../../../src/speech/scoring/index.ts'
import type { Evaluation } from './entities.ts'
import type { Rest } from './rest.ts'

export type Heard = Readonly<{
  /** As readers see it. */
  recognition: string
  failure?: string
  score: WordScore
}>

/** What both models made of one utterance. */
export type Utterance = Readonly<{
  audio: string
  /** Of the recording, good for a while. */
  contentUrl?: string
  durationInTicks: number
  /** As its writer wrote it. */
  reference: string
  model1: Heard
  model2: Heard
}>

export type Rate = Readonly<{ rate: number; low: number; high: number }>
export type MissedWord = Readonly<{ word: string; said: number; missed: number }>
export type ComparedModel = Readonly<{
  wordErrorRate: Rate
  tokenErrorRate?: Rate
  confusedWords: readonly Readonly<{ ref: string; hyp: string; count: number }>[]
  missedWords: readonly MissedWord[]
  missedNewWords: readonly MissedWord[]
  insertedWords: readonly Readonly<{ word: string; count: number }>[]
}>
export type Comparison = Readonly<{
  utterances: number
  model1: ComparedModel
  model2: ComparedModel
  /** Of model 2 less that of model 1. */
  wordErrorRateDifference: Readonly<{ difference: number; low: number; high: number; significant: boolean }>
}>

export const readComparison = (rest: Rest, { self }: Evaluation, signal: AbortSignal): Promise<Comparison> =>
  rest.get<Comparison>(`${self}/comparison`, signal)

/** All of them in one answer, however many there are. */
export async function readUtterances(rest: Rest, { self }: Evaluation): Promise<readonly Utterance[]> {
  const lines = (await (await rest.bytes(`${self}/utterances`)).text()).split('\n')
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Utterance)
}

export const utteranceFilters = ['substitute', 'delete', 'insert', 'differ'] as const
export type UtteranceFilter = (typeof utteranceFilters)[number]
export const utteranceOrders = [
  'errors2',
  'errors1',
  'rate2',
  'better',
  'worse',
  'difference',
  'order'
] as const
export type UtteranceOrder = (typeof utteranceOrders)[number]

export type Choice = Readonly<{
  /** Each shown utterance has at least one of them, by either model; none shows all. */
  filters: ReadonlySet<UtteranceFilter>
  order: UtteranceOrder
  /** Somewhere in the reference or in what was heard, in any case. */
  text: string
}>

export function chosenUtterances(
  utterances: readonly Utterance[],
  { filters, order, text }: Choice
): readonly Utterance[] {
  const wanted = text.trim().toLowerCase()
  const shown = utterances.filter((one) => passes(one, filters) && mentions(one, wanted))
  const value = VALUES[order]
  if (!value) return shown
  // Computed once each: sorting asks for them again and again.
  const valued = shown.map((utterance) => [value(utterance), utterance] as const)
  return valued.sort(([a], [b]) => b - a).map(([, utterance]) => utterance)
}

function passes({ model1, model2 }: Utterance, filters: ReadonlySet<UtteranceFilter>): boolean {
  if (filters.size === 0) return true
  if (filters.has('differ') && differ(model1.score, model2.score)) return true
  const has = ({ steps }: WordScore) => steps.some(({ op }) => op !== 'equal' && filters.has(op))
  return has(model1.score) || has(model2.score)
}

const heardWords = ({ steps }: WordScore): readonly string[] => steps.flatMap(({ hyp }) => hyp ?? [])
const differ = (one: WordScore, other: WordScore): boolean =>
  heardWords(one).join(' ') !== heardWords(other).join(' ')

/** What the second model heard, held against what the first one heard. */
export const differences = ({ model1, model2 }: Utterance): WordScore =>
  align(heardWords(model1.score), heardWords(model2.score))

const mentions = ({ audio, reference, model1, model2 }: Utterance, wanted: string): boolean =>
  wanted === '' ||
  [audio, reference, model1.recognition, model2.recognition].some((text) =>
    text.toLowerCase().includes(wanted)
  )

const lost = ({ model1, model2 }: Utterance): number => errors(model2.score) - errors(model1.score)

const VALUES: Readonly<Record<UtteranceOrder, ((utterance: Utterance) => number) | undefined>> = {
  errors2: ({ model2 }) => errors(model2.score),
  errors1: ({ model1 }) => errors(model1.score),
  rate2: ({ model2 }) => errorRate(model2.score),
  better: (utterance) => -lost(utterance),
  worse: lost,
  difference: (utterance) => errors(differences(utterance)),
  order: undefined
}

/** Links to recordings hold a grant of their own and expire: they are not for files that are handed on. */
export const resultsJson = (utterances: readonly Utterance[]): string =>
  JSON.stringify(
    utterances.map(({ contentUrl: _link, ...utterance }) => utterance),
    undefined,
    2
  )
