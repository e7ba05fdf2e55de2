/** The REST operations of recognition, described; their paths begin at the root of the service. @module */
import {
  type ApiDescription,
  jsonBody,
  type Operations,
  type QueryParameters,
  ref
} from '../resources/index.ts'
import { fastSchemas } from './fast/fast-schema.ts'
import { openAiSchemas } from './openai/openai-schema.ts'
import { shortAudioQuery, shortAudioSchemas } from './short-audio-schema.ts'

const text = { type: 'string' } as const

const queryParameters = {
  ...shortAudioQuery,
  'api-version': {
    schema: text,
    required: true,
    description: 'Version of the API, for example 2025-10-15.'
  }
} as const satisfies QueryParameters

const shortAudio = (mode: string) =>
  ({
    id: `ShortAudio_Recognize${mode}`,
    summary: `Recognize an utterance of at most 60 seconds in ${mode.toLowerCase()} mode`,
    atRoot: true,
    query: ['speechLanguage', 'format', 'profanity', 'cid', 'storeAudio'],
    body: { 'audio/wav': { type: 'string', format: 'binary' } },
    answers: { 200: { schema: { oneOf: [ref('SimpleRecognition'), ref('DetailedRecognition')] } } }
  }) as const

const operations = {
  'POST /speech/recognition/interactive/cognitiveservices/v1': shortAudio('Interactive'),
  'POST /speech/recognition/conversation/cognitiveservices/v1': shortAudio('Conversation'),
  'POST /speech/recognition/dictation/cognitiveservices/v1': shortAudio('Dictation'),
  'POST /speechtotext/transcriptions:transcribe': {
    id: 'Transcriptions_Transcribe',
    summary: 'Transcribe a recording in one request (fast transcription)',
    atRoot: true,
    query: ['api-version'],
    body: { 'multipart/form-data': ref('FastTranscriptionForm') },
    answers: { 200: { schema: ref('FastTranscription') } }
  },
  'GET /v1/models': {
    id: 'OpenAI_ListModels',
    summary: 'List the models and endpoints that can be used',
    atRoot: true,
    security: 'bearer',
    answers: { 200: { schema: ref('ListedModels') } }
  },
  'GET /v1/models/{model}': {
    id: 'OpenAI_GetModel',
    summary: 'Get a model or endpoint',
    atRoot: true,
    security: 'bearer',
    answers: { 200: { schema: ref('ListedModel') } }
  },
  'POST /v1/audio/transcriptions': {
    id: 'OpenAI_Transcribe',
    summary: 'Transcribe a recording',
    atRoot: true,
    security: 'bearer',
    body: { 'multipart/form-data': ref('AudioTranscriptionForm') },
    answers: {
      200: {
        content: {
          ...jsonBody({ oneOf: [ref('AudioTranscription'), ref('VerboseAudioTranscription')] } as const),
          'text/plain': text,
          'text/event-stream': text
        }
      }
    }
  }
} as const satisfies Operations<keyof typeof queryParameters>

export const recognitionApi = {
  operations,
  schemas: { ...shortAudioSchemas, ...fastSchemas, ...openAiSchemas },
  queryParameters,
  pathParameters: { model: text }
} as const satisfies ApiDescription
