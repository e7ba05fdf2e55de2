/** The REST operations of pronunciations, described. @module */
import {
  type ApiDescription,
  jsonBody,
  type Operations,
  pagedQuery,
  type QueryParameters,
  ref
} from '../../resources/index.ts'
import { pronunciationDescriptions } from './pronunciation-descriptions.ts'
import { pronunciationSchemas } from './pronunciation-schema.ts'
import { SAMPLE_VOICES } from './speak-phones.ts'

const pronunciationQueryParameters = {
  phones: {
    schema: { type: 'string' },
    required: true,
    description: 'Up to 120 phones of the base model, separated by spaces: K UW B ER.'
  },
  voice: {
    schema: { type: 'string', enum: SAMPLE_VOICES, default: SAMPLE_VOICES[0] },
    description: 'The flite voice, for English; other languages have one voice each.'
  }
} as const satisfies QueryParameters

const pronounce = {
  summary: 'Get the pronunciations that a model would use for words, before it is trained with them',
  body: jsonBody(ref('WordsToPronounce')),
  answers: { 200: { schema: ref('PronouncedWords') } }
} as const

const speak = {
  summary: 'Get phones spoken by a synthetic voice',
  query: ['phones', 'voice'],
  answers: { 200: { content: { 'audio/wav': { type: 'string', format: 'binary' } } } }
} as const

const pronunciationOperations = {
  'POST /models/{id}:pronounce': { id: 'Models_Pronounce', ...pronounce },
  'POST /models/base/{id}:pronounce': { id: 'Models_PronounceWithBaseModel', ...pronounce },
  'GET /models/{id}:speak': { id: 'Models_Speak', ...speak },
  'GET /models/base/{id}:speak': { id: 'Models_SpeakWithBaseModel', ...speak },
  'GET /models/{id}/pronunciations': {
    id: 'Models_ListPronunciations',
    summary: 'Get the words that a model learned and their pronunciations, sorted by word',
    query: pagedQuery,
    answers: { 200: { schema: ref('PaginatedAddedWords') } }
  }
} as const satisfies Operations<keyof typeof pronunciationQueryParameters>

export const pronunciationsApi = {
  operations: pronunciationOperations,
  schemas: pronunciationSchemas,
  descriptions: pronunciationDescriptions,
  queryParameters: pronunciationQueryParameters
} as const satisfies ApiDescription
