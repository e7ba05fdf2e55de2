/** The REST operations of Transcriptions, described. @module */
import { type ApiDescription, type Operations, standardOperations } from '../resources/index.ts'
import { transcriptionFileSchemas } from './transcription-file-schema.ts'
import { transcriptionSchemas } from './transcription-schema.ts'

const described = standardOperations('Transcriptions', 'Transcription')

export const transcriptionOperations = {
  'GET /transcriptions': described.list('Lists the transcriptions of the service.'),
  'POST /transcriptions': described.create('Transcribes recordings in the background.'),
  'GET /transcriptions/locales': described.locales('Lists the locales of transcriptions.'),
  'GET /transcriptions/{id}': described.get('Gets a transcription.'),
  'PATCH /transcriptions/{id}': described.update(
    'Changes the name, description, project or custom properties of a transcription.'
  ),
  'DELETE /transcriptions/{id}': described.delete('Deletes a transcription and its results.'),
  'GET /transcriptions/{id}/files': described.listFiles(
    'Lists the files of a transcription: a result for each recording, and the report.'
  ),
  'GET /transcriptions/{id}/files/{fileId}': described.getFile('Gets one file of a transcription.'),
  'POST /transcriptions/{id}:cancel': described.cancel('Cancels a transcription.')
} as const satisfies Operations

export const transcriptionsApi = {
  operations: transcriptionOperations,
  schemas: { ...transcriptionSchemas, ...transcriptionFileSchemas }
} as const satisfies ApiDescription
