/** Schemas of words, their pronunciations, and pronunciation requests. @module */
import { type Answers, ref, type Schemas } from '../../resources/index.ts'

const pronunciation = {
  phones: { type: 'string', description: 'Phones of the base model, separated by blanks.' },
  ups: { type: 'string', description: 'The same in the Universal Phone Set; English only.' },
  sample: {
    type: 'string',
    format: 'uri',
    description: 'Address of its synthetic speech; absent if no voice can speak it.'
  }
} as const

/** One line, without blanks around it. */
const line = (maxLength: number, description: string) =>
  ({
    type: 'string',
    minLength: 1,
    maxLength,
    pattern: '^\\P{Cc}*$',
    'x-accepted': `a line of 1 to ${maxLength} characters`,
    nullable: true,
    description
  }) as const

/** What one request may ask for: a page of words. */
const MAX_WORDS = 100

export const pronunciationSchemas = {
  WordsToPronounce: {
    type: 'object',
    description: 'Words whose pronunciation is requested.',
    required: ['words'],
    properties: {
      words: {
        type: 'array',
        minItems: 1,
        maxItems: MAX_WORDS,
        items: ref('WordToPronounce'),
        description: 'The words.'
      }
    }
  },
  WordToPronounce: {
    type: 'object',
    description: 'A word, with at most one of spoken and phones.',
    additionalProperties: false,
    required: ['word'],
    properties: {
      word: line(60, 'The word in display form.'),
      spoken: line(200, 'How it is said, in other words.'),
      phones: line(300, 'Phones of the base model or of the Universal Phone Set, separated by blanks.'),
      language: line(20, 'The language that the word comes from.')
    }
  },
  PronouncedWords: {
    type: 'object',
    required: ['model', 'words'],
    properties: {
      model: ref('EntityReference'),
      words: { type: 'array', items: ref('PronouncedWord') }
    }
  },
  PronouncedWord: {
    type: 'object',
    required: ['word', 'status', 'candidates'],
    properties: {
      word: { type: 'string' },
      status: {
        type: 'string',
        enum: [
          'Dictionary',
          'Model',
          'Possessive',
          'Phones',
          'SpokenForm',
          'Letters',
          'Parts',
          'Spelling',
          'Language',
          'Refused'
        ]
      },
      reason: { type: 'string' },
      candidates: { type: 'array', items: ref('PronunciationCandidate') }
    }
  },
  PronunciationCandidate: {
    type: 'object',
    required: ['phones', 'source'],
    properties: {
      ...pronunciation,
      source: { type: 'string' },
      spoken: { type: 'string' },
      score: { type: 'number' }
    }
  },
  WordPronunciation: { type: 'object', required: ['phones'], properties: pronunciation },
  AddedWord: {
    type: 'object',
    required: ['word', 'display', 'source', 'added', 'pronunciations'],
    properties: {
      word: { type: 'string' },
      display: { type: 'string' },
      source: { type: 'string' },
      added: { type: 'boolean' },
      pronunciations: { type: 'array', items: ref('WordPronunciation') }
    }
  },
  PaginatedAddedWords: {
    type: 'object',
    required: ['values'],
    properties: {
      values: { type: 'array', items: ref('AddedWord') },
      '@nextLink': { type: 'string', format: 'uri' }
    }
  }
} as const satisfies Schemas

export type PronunciationAnswers = Answers<typeof pronunciationSchemas>
