/** Words, their pronunciations, and how to ask for them, as schemas. @module */
import { type Answers, ref, type Schemas } from '../../resources/index.ts'

const pronunciation = {
  phones: { type: 'string' },
  ups: { type: 'string' },
  sample: { type: 'string', format: 'uri' }
} as const

export const pronunciationSchemas = {
  WordsToPronounce: {
    type: 'object',
    required: ['words'],
    properties: {
      words: { type: 'array', minItems: 1, maxItems: 100, items: ref('WordToPronounce') }
    }
  },
  WordToPronounce: {
    type: 'object',
    required: ['word'],
    properties: {
      word: { type: 'string', maxLength: 60 },
      spoken: { type: 'string', maxLength: 200 },
      phones: { type: 'string', maxLength: 300 },
      language: { type: 'string', maxLength: 20 }
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
