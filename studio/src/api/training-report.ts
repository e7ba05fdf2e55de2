/** The report of a training, and the pronunciations of a model. @module */
import type * as Api from '../../../src/openapi/api-types.ts'
import type { Answered } from '../../../src/openapi/api-types.ts'

/** Perplexity is null where it is not finite. */
export type CurvePoint = Api.WeightPoint
export type DatasetWeight = Api.DatasetContribution
export type DatasetWeights = Api.DatasetWeightsReport
export type TrainingReport = Api.TrainingReport

/** `ups`: in the Universal Phone Set. `sample`: path of its synthetic speech, absent if no voice can speak it. */
export type Pronunciation = Answered<Api.WordPronunciation>
export type AddedWord = Answered<Api.AddedWord>
export type AddedWordPage = Answered<Api.PaginatedAddedWords>

/** How a model would pronounce a word; `spoken` is its spoken form. */
export type PronunciationCandidate = Answered<Api.PronunciationCandidate>
export type PronouncedWord = Answered<Api.PronouncedWord>
