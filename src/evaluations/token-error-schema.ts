/** Kinds of errors in display form, as schemas. @module */
import { ref, type Schemas } from '../resources/index.ts'

export const tokenErrorSchemas = {
  CapitalizationErrors: {
    type: 'object',
    properties: {
      numberOfEdits: {
        type: 'integer',
        format: 'int32'
      },
      percentageOfAllEdits: {
        type: 'number',
        format: 'double'
      },
      details: ref('CapitalizationSubgroups')
    },
    'x-revision': 'earlier-only'
  },
  CapitalizationSubgroups: {
    type: 'object',
    properties: {
      lowerCaseToUpperCase: ref('EditsSummary'),
      capitalizationOthers: ref('EditsSummary'),
      upperCaseToLowerCase: ref('EditsSummary')
    },
    'x-revision': 'earlier-only'
  },
  EditsSummary: {
    type: 'object',
    properties: {
      numberOfEdits: {
        type: 'integer',
        format: 'int32',
        nullable: true,
        readOnly: true
      },
      percentageOfAllEdits: {
        type: 'number',
        format: 'double',
        nullable: true,
        readOnly: true
      }
    },
    readOnly: true
  },
  InverseTextNormalizationErrors: {
    type: 'object',
    properties: {
      numberOfEdits: {
        type: 'integer',
        format: 'int32'
      },
      percentageOfAllEdits: {
        type: 'number',
        format: 'double'
      },
      details: ref('InverseTextNormalizationSubgroups')
    },
    'x-revision': 'earlier-only'
  },
  InverseTextNormalizationSubgroups: {
    type: 'object',
    properties: {
      alphaNumeric: ref('EditsSummary'),
      decimalNumbers: ref('EditsSummary'),
      mathematical: ref('EditsSummary'),
      currency: ref('EditsSummary'),
      numerical: ref('EditsSummary'),
      ordinalNumbers: ref('EditsSummary'),
      word: ref('EditsSummary')
    },
    'x-revision': 'earlier-only'
  },
  PunctuationErrors: {
    type: 'object',
    properties: {
      numberOfEdits: {
        type: 'integer',
        format: 'int32'
      },
      percentageOfAllEdits: {
        type: 'number',
        format: 'double'
      },
      details: ref('PunctuationSubgroups')
    },
    'x-revision': 'earlier-only'
  },
  PunctuationSubgroups: {
    type: 'object',
    properties: {
      commaToExclamationMark: ref('EditsSummary'),
      commaToNone: ref('EditsSummary'),
      commaToPeriod: ref('EditsSummary'),
      commaToQuestionMark: ref('EditsSummary'),
      commaToUnknown: ref('EditsSummary'),
      exclamationMarkToComma: ref('EditsSummary'),
      exclamationMarkToNone: ref('EditsSummary'),
      exclamationMarkToPeriod: ref('EditsSummary'),
      exclamationMarkToQuestionMark: ref('EditsSummary'),
      exclamationMarkToUnknown: ref('EditsSummary'),
      noneToComma: ref('EditsSummary'),
      noneToExclamationMark: ref('EditsSummary'),
      noneToPeriod: ref('EditsSummary'),
      noneToQuestionMark: ref('EditsSummary'),
      noneToUnknown: ref('EditsSummary'),
      periodToComma: ref('EditsSummary'),
      periodToExclamationMark: ref('EditsSummary'),
      periodToNone: ref('EditsSummary'),
      periodToQuestionMark: ref('EditsSummary'),
      periodToUnknown: ref('EditsSummary'),
      punctuationOthers: ref('EditsSummary'),
      questionMark: ref('EditsSummary'),
      questionMarkToComma: ref('EditsSummary'),
      questionMarkToExclamationMark: ref('EditsSummary'),
      questionMarkToNone: ref('EditsSummary'),
      questionMarkToPeriod: ref('EditsSummary'),
      questionMarkToUnknown: ref('EditsSummary'),
      unknownToComma: ref('EditsSummary'),
      unknownToExclamationMark: ref('EditsSummary'),
      unknownToNone: ref('EditsSummary'),
      unknownToPeriod: ref('EditsSummary'),
      unknownToQuestionMark: ref('EditsSummary')
    },
    'x-revision': 'earlier-only'
  },
  TokenDetailedErrors: {
    type: 'object',
    properties: {
      punctuation: ref('PunctuationErrors'),
      capitalization: ref('CapitalizationErrors'),
      inverseTextNormalization: ref('InverseTextNormalizationErrors'),
      lexical: ref('EditsSummary'),
      others: ref('EditsSummary')
    },
    readOnly: true,
    'x-revision': 'earlier-only'
  },
  TokenErrorDetails: {
    type: 'object',
    properties: {
      punctuation: ref('EditsSummary'),
      capitalization: ref('EditsSummary'),
      inverseTextNormalization: ref('EditsSummary'),
      lexical: ref('EditsSummary'),
      others: ref('EditsSummary')
    },
    readOnly: true
  }
} as const satisfies Schemas
