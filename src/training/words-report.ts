/** The section `words` of `report.json`, which the lists of a model's words are read from. @module */
import type { TrainingReportAnswers } from './training-report-schema.ts'

export type WordsReport = TrainingReportAnswers['WordsReport']
export type AddedWord = TrainingReportAnswers['TrainedWord']
export type UnpronounceableWord = TrainingReportAnswers['UnpronounceableWord']
/** How often each pronunciation of a word was the one that fitted the audio, the likeliest first. */
export type PronunciationCounts = readonly TrainingReportAnswers['PronunciationCount'][]
