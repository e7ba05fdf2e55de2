/** What the schemas of evaluations are, in words. @module */
import type { Descriptions } from '../resources/index.ts'

/** The figures of each model stand under their name and its number. */
const figures = (model: 1 | 2): Descriptions =>
  Object.fromEntries(
    Object.entries({
      wordErrorRate: 'Word error rate',
      sentenceErrorRate: 'Fraction of the utterances, 0 to 1, with an error,',
      tokenErrorRate: 'Error rate of the display text, token by token,',
      sentenceCount: 'Number of utterances',
      wordCount: 'Number of words in the transcripts',
      correctWordCount: 'Correct words',
      wordSubstitutionCount: 'Words recognized as others',
      wordDeletionCount: 'Words that were not recognized',
      wordInsertionCount: 'Words recognized that the transcripts lack',
      tokenCount: 'Number of tokens in the transcripts',
      correctTokenCount: 'Correct tokens',
      tokenSubstitutionCount: 'Tokens recognized as others',
      tokenDeletionCount: 'Tokens that were not recognized',
      tokenInsertionCount: 'Tokens recognized that the transcripts lack'
    }).map(([name, text]) => [
      `EvaluationProperties.${name}${model}`,
      `${text} of model ${model}; -1 until the evaluation has succeeded.`
    ])
  )

const edits = (schema: string): Descriptions => ({
  [`${schema}.numberOfEdits`]: 'Number of errors.',
  [`${schema}.percentageOfAllEdits`]: 'Percentage of all errors.'
})

const interval = (schema: string): Descriptions => ({
  [`${schema}.low`]: 'Lower end of the 95 % confidence interval.',
  [`${schema}.high`]: 'Upper end of the 95 % confidence interval.',
  [`${schema}.resamples`]: 'Number of bootstrap samples.'
})

export const evaluationDescriptions: Descriptions = {
  Evaluation: 'An evaluation: the errors of two models on one test set.',
  EvaluationLinks: 'Links of an evaluation.',
  EvaluationProperties: 'Properties of an evaluation: the figures of both models.',
  ...figures(1),
  ...figures(2),
  EvaluationUpdate: 'Changes to an evaluation.',
  PaginatedEvaluations: 'A page of evaluations.',
  CapitalizationErrors: 'Errors in capitalization.',
  ...edits('CapitalizationErrors'),
  CapitalizationSubgroups: 'Errors in capitalization by group.',
  EditsSummary: 'A number of errors.',
  ...edits('EditsSummary'),
  InverseTextNormalizationErrors: 'Errors in the written form of numbers, dates and the like.',
  ...edits('InverseTextNormalizationErrors'),
  InverseTextNormalizationSubgroups: 'Errors in written forms by group.',
  PunctuationErrors: 'Errors in punctuation.',
  ...edits('PunctuationErrors'),
  PunctuationSubgroups: 'Errors in punctuation by group.',
  TokenDetailedErrors: 'Errors in display text by kind.',
  TokenErrorDetails: 'Errors in display text.',
  EvaluationComparison: 'How the two models of an evaluation differ.',
  'EvaluationComparison.utterances': 'Number of utterances.',
  ErrorRateDifference: 'Word error rate of model 2 minus that of model 1.',
  'ErrorRateDifference.difference': 'The difference.',
  ...interval('ErrorRateDifference'),
  'ErrorRateDifference.probabilityOfImprovement': 'Probability, 0 to 1, that model 2 is better.',
  'ErrorRateDifference.significant': 'Whether the interval does not include 0.',
  ErrorRateInterval: 'An error rate with its confidence interval.',
  'ErrorRateInterval.rate': 'The error rate, as a fraction of 1.',
  ...interval('ErrorRateInterval'),
  ModelErrors: 'Errors of one model.',
  'ModelErrors.confusedWords': 'Words recognized as others, most frequent first.',
  'ModelErrors.missedWords': 'Words of the transcripts that were not recognized, most frequent first.',
  'ModelErrors.missedNewWords': 'Those of them that the dictionary of the base model lacks.',
  'ModelErrors.insertedWords': 'Words recognized that the transcripts lack, most frequent first.',
  ConfusedWords: 'A word that was recognized as another.',
  'ConfusedWords.ref': 'Word of the transcript.',
  'ConfusedWords.hyp': 'Recognized word.',
  'ConfusedWords.count': 'How often.',
  MissedWord: 'A word that was not recognized.',
  'MissedWord.word': 'The word.',
  'MissedWord.said': 'How often the transcripts have it.',
  'MissedWord.missed': 'How often it was not recognized.',
  'MissedWord.substituted': 'How often it was recognized as another word.',
  'MissedWord.deleted': 'How often it was left out.',
  InsertedWord: 'A word that the transcripts lack.',
  'InsertedWord.word': 'The word.',
  'InsertedWord.count': 'How often it was recognized.'
}
