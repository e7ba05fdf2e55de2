/** Operations of Transcriptions, described. @module */
import { json, type Operations, paged, patch } from '../operation.ts'
import { ref } from '../schema.ts'

export const transcriptionsOperations = {
  'GET /transcriptions': {
    id: 'Transcriptions_List',
    summary: 'Lists the transcriptions of the service.',
    query: paged,
    answers: { 200: { schema: ref('PaginatedTranscriptions'), headers: ['Retry-After'] } }
  },
  'POST /transcriptions': {
    id: 'Transcriptions_Create',
    summary: 'Transcribes recordings in the background.',
    body: json(ref('Transcription')),
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
    body: patch(ref('TranscriptionUpdate')),
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
  }
} as const satisfies Operations
