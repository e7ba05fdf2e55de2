/** The REST operations of Transcriptions, described. @module */
import {
  type ApiDescription,
  jsonBody,
  type Operations,
  pagedQuery,
  patchBody,
  ref
} from '../resources/index.ts'
import { transcriptionSchemas } from './transcription-schema.ts'

export const transcriptionOperations = {
  'GET /transcriptions': {
    id: 'Transcriptions_List',
    summary: 'Lists the transcriptions of the service.',
    query: pagedQuery,
    answers: { 200: { schema: ref('PaginatedTranscriptions'), headers: ['Retry-After'] } }
  },
  'POST /transcriptions': {
    id: 'Transcriptions_Create',
    summary: 'Transcribes recordings in the background.',
    body: jsonBody(ref('Transcription')),
    answers: { 201: { schema: ref('Transcription'), headers: ['Location'] } }
  },
  'GET /transcriptions/locales': {
    id: 'Transcriptions_ListSupportedLocales',
    summary: 'Lists the locales of transcriptions.',
    answers: {
      200: {
        schema: {
          type: 'array',
          items: {
            type: 'string'
          }
        }
      }
    }
  },
  'GET /transcriptions/{id}': {
    id: 'Transcriptions_Get',
    summary: 'Gets a transcription.',
    answers: { 200: { schema: ref('Transcription'), headers: ['Retry-After'] } }
  },
  'PATCH /transcriptions/{id}': {
    id: 'Transcriptions_Update',
    summary: 'Changes the name, description, project or custom properties of a transcription.',
    body: patchBody(ref('TranscriptionUpdate')),
    answers: { 200: { schema: ref('Transcription'), headers: ['Retry-After'] } }
  },
  'DELETE /transcriptions/{id}': {
    id: 'Transcriptions_Delete',
    summary: 'Deletes a transcription and its results.',
    answers: { 204: {} }
  },
  'GET /transcriptions/{id}/files': {
    id: 'Transcriptions_ListFiles',
    summary: 'Lists the files of a transcription: a result for each recording, and the report.',
    query: ['sasValidityInSeconds', 'skip', 'top', 'filter'],
    answers: { 200: { schema: ref('PaginatedFiles'), headers: ['Retry-After'] } }
  },
  'GET /transcriptions/{id}/files/{fileId}': {
    id: 'Transcriptions_GetFile',
    summary: 'Gets one file of a transcription.',
    query: ['sasValidityInSeconds'],
    answers: { 200: { schema: ref('File') } }
  },
  'POST /transcriptions/{id}:cancel': {
    id: 'Transcriptions_Cancel',
    summary: 'Cancels a transcription.',
    answers: { 200: { schema: ref('Transcription') } }
  }
} as const satisfies Operations

export const transcriptionsApi = {
  operations: transcriptionOperations,
  schemas: transcriptionSchemas
} as const satisfies ApiDescription
