/** The report of a training, and the pronunciations of a model. @module */
import type * as Api from '../../../src/openapi/api-types.ts'
import type { Answered } from '../../../src/openapi/api-types.ts'

/** Perplexity is null where it is not finite. */
export type CurvePoint = Readonly<{ weight: number; perplexity: number | null }>

export type DatasetWeight = Readonly<{
  /** ID of the dataset, or `text` for the text of the request. */
  source: string
  sentences: number
  words: number
  wordsOnlyHere: number
  weight?: number
  perplexityWithout?: number | null
  unknownWordsWithout?: number
}>
export type DatasetWeights = Readonly<{ because: string; sources: readonly DatasetWeight[] }>

type MeasuredErrors = Readonly<{ errors: number; words: number; errorRate: number }>

export type TrainingReport = Readonly<{
  verdict: Readonly<{ worseThanBase: boolean | null; summary: string }>
  languageModel?: Readonly<{
    weight: number
    weightFrom: string
    curve?: readonly CurvePoint[]
    perplexity?: Readonly<{ mixed: number | null }>
    datasets?: DatasetWeights
    comparedWithBase?: Readonly<{ base: number; mixed: number | null }>
  }>
  words?: Readonly<{
    added: readonly unknown[]
    unpronounceable: readonly Readonly<{ word: string; reason: string }>[]
  }>
  acoustics?: Readonly<{
    utterances: number
    because: string
    heldBack?: Readonly<{ candidates: Readonly<Record<string, MeasuredErrors | undefined>> }>
  }>
}>

/** `ups`: in the Universal Phone Set. `sample`: path of its synthetic speech, absent if no voice can speak it. */
export type Pronunciation = Answered<Api.WordPronunciation>
export type AddedWord = Answered<Api.AddedWord>
export type AddedWordPage = Answered<Api.PaginatedAddedWords>

/** How a model would pronounce a word; `spoken` is its spoken form. */
export type PronunciationCandidate = Answered<Api.PronunciationCandidate>
export type PronouncedWord = Answered<Api.PronouncedWord>
