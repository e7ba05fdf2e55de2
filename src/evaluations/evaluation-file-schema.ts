/** The utterances of an evaluation, as schemas: its files and its stream of results. @module */
import {
  type Answers,
  countSchema,
  durationSchema,
  listSchema,
  numberSchema,
  ref,
  type Schemas,
  textSchema,
  urlSchema,
  wordSchema
} from '../resources/index.ts'

const counts = {
  words: countSchema('Words of the reference.'),
  substitutions: countSchema('Words recognized as others.'),
  deletions: countSchema('Words that were not recognized.'),
  insertions: countSchema('Words recognized that the reference lacks.')
} as const
const COUNTS = ['words', 'substitutions', 'deletions', 'insertions'] as const

const operation = wordSchema(['equal', 'substitute', 'insert', 'delete'], 'How both sides relate.')
const reference = textSchema('Word of the reference; absent for an insertion.')
const hyp = textSchema('Recognized word; absent for a deletion.')

export const evaluationFileSchemas = {
  UtteranceScore: {
    type: 'object',
    description: 'Content of a file of kind EvaluationDetails: one utterance, recognized by one model.',
    required: [
      'audio',
      'reference',
      'recognition',
      'referenceLexical',
      'recognitionLexical',
      'normaliser',
      'durationTicks',
      'decodingMs',
      'score'
    ],
    properties: {
      audio: textSchema('Name of the recording in the dataset.'),
      reference: textSchema('The human-labeled transcript.'),
      recognition: textSchema('What the model recognized, in display form.'),
      referenceLexical: textSchema('The normalized transcript.'),
      recognitionLexical: textSchema('What the model recognized, normalized.'),
      normaliser: textSchema('Version of the text normalization.'),
      durationTicks: countSchema('Length of the recording, in ticks of 100 ns.'),
      decodingMs: numberSchema('Time that recognition took, in milliseconds.'),
      failure: textSchema('Why recognition failed; all words then count as deletions.'),
      score: ref('WordScore'),
      tokens: ref('TokenScore')
    }
  },
  WordScore: {
    type: 'object',
    description: 'Alignment of the normalized words.',
    required: [...COUNTS, 'steps'],
    properties: { ...counts, steps: listSchema(ref('AlignmentStep'), 'The alignment, column by column.') }
  },
  AlignmentStep: {
    type: 'object',
    description: 'A column of an alignment.',
    required: ['op'],
    properties: { op: operation, ref: reference, hyp }
  },
  TokenScore: {
    type: 'object',
    description: 'Alignment of the display text, token by token; only if the transcripts have display text.',
    required: [...COUNTS, 'steps'],
    properties: { ...counts, steps: listSchema(ref('TokenStep'), 'The alignment, column by column.') }
  },
  TokenStep: {
    type: 'object',
    description: 'A column of an alignment of display text.',
    required: ['op'],
    properties: { op: operation, ref: reference, hyp, kind: ref('TokenErrorKind') }
  },
  TokenErrorKind: {
    type: 'string',
    description: 'Kind of an error in display text.',
    enum: ['punctuation', 'capitalization', 'inverseTextNormalization', 'lexical', 'others']
  },
  UtteranceResult: {
    type: 'object',
    description: 'A line of the utterances of an evaluation: one utterance, recognized by both models.',
    required: ['audio', 'duration', 'durationInTicks', 'reference', 'model1', 'model2'],
    properties: {
      audio: textSchema('Name of the recording in the dataset.'),
      contentUrl: urlSchema('Address of the recording, valid for some time; absent if it was deleted.'),
      duration: durationSchema('Length of the recording.'),
      durationInTicks: countSchema('Length of the recording, in ticks of 100 ns.'),
      reference: textSchema('The human-labeled transcript.'),
      model1: ref('RecognizedUtterance'),
      model2: ref('RecognizedUtterance')
    }
  },
  RecognizedUtterance: {
    type: 'object',
    description: 'An utterance as one model recognized it.',
    required: ['recognition', 'score'],
    properties: {
      recognition: textSchema('What the model recognized, in display form.'),
      failure: textSchema('Why recognition failed; all words then count as deletions.'),
      score: ref('WordScore'),
      tokens: ref('TokenErrorCounts')
    }
  },
  TokenErrorCounts: {
    type: 'object',
    description: 'Errors in display text by their kind.',
    required: [...COUNTS, 'kinds'],
    properties: { ...counts, kinds: ref('TokenErrorKindCounts') }
  },
  TokenErrorKindCounts: {
    type: 'object',
    description: 'Number of errors of each kind.',
    required: ['punctuation', 'capitalization', 'inverseTextNormalization', 'lexical', 'others'],
    properties: {
      punctuation: countSchema('Errors in punctuation.'),
      capitalization: countSchema('Errors in capitalization.'),
      inverseTextNormalization: countSchema('Errors in the written form of numbers, dates and the like.'),
      lexical: countSchema('Wrong words.'),
      others: countSchema('All other errors.')
    }
  }
} as const satisfies Schemas

export type EvaluationFileAnswers = Answers<typeof evaluationFileSchemas>
