/** The REST operations of Transcriptions, described. @module */
import { type ApiDescription, type Operations, standardOperations } from '../resources/index.ts'
import { transcriptionDescriptions } from './transcription-descriptions.ts'
import { transcriptionFileSchemas } from './transcription-file-schema.ts'
import { transcriptionSchemas } from './transcription-schema.ts'

const described = standardOperations('Transcriptions', 'Transcription')

export const transcriptionOperations = {
  'GET /transcriptions': described.list('List the transcriptions of the service'),
  'POST /transcriptions': described.create('Create a transcription: recognize recordings in the background'),
  'GET /transcriptions/locales': described.locales('List the locales of transcriptions'),
  'GET /transcriptions/{id}': described.get('Get a transcription'),
  'PATCH /transcriptions/{id}': described.update(
    'Change the name, description, project or custom properties of a transcription'
  ),
  'DELETE /transcriptions/{id}': described.delete('Delete a transcription and its results'),
  'GET /transcriptions/{id}/files': described.listFiles(
    'List the files of a transcription: a result for each recording, and the report'
  ),
  'GET /transcriptions/{id}/files/{fileId}': described.getFile('Get one file of a transcription'),
  'POST /transcriptions/{id}:cancel': described.cancel('Cancel a transcription')
} as const satisfies Operations

export const transcriptionsApi = {
  operations: transcriptionOperations,
  schemas: { ...transcriptionSchemas, ...transcriptionFileSchemas },
  descriptions: transcriptionDescriptions
} as const satisfies ApiDescription
