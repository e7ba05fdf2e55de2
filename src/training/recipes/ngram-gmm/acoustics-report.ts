/** The section of the report about the acoustic model. @module */
import { errorRate, errors } from '../../../speech/scoring/index.ts'
import type { TrainingReportAnswers } from '../../training-report-schema.ts'
import type { CandidateScore } from './choose-acoustics.ts'

export type Measured = TrainingReportAnswers['CountedErrors']
export type AcousticsReport = TrainingReportAnswers['AcousticsReport']

export const measured = (counts: CandidateScore): Measured => ({
  errors: errors(counts),
  words: counts.words,
  errorRate: Math.round(errorRate(counts) * 10_000) / 10_000,
  ...(counts.sureWords === undefined || counts.sureWordsLost === undefined
    ? {}
    : { sureWords: counts.sureWords, sureWordsLost: counts.sureWordsLost })
})

export const rounded = (value: number): number => Math.round(value * 100) / 100
