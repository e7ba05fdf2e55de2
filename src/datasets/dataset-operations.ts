/** The REST operations of Datasets, described. @module */
import {
  type ApiDescription,
  jsonBody,
  type Operations,
  type QueryParameters,
  ref,
  standardOperations
} from '../resources/index.ts'
import { datasetDescriptions } from './dataset-descriptions.ts'
import { datasetSchemas } from './dataset-schema.ts'
import { importReportSchemas } from './import-report-schema.ts'

export const datasetQueryParameters = {
  blockid: {
    schema: { type: 'string' },
    required: true,
    description: 'Base64 of at most 64 bytes, with the same length for every block of a dataset.'
  },
  validate: {
    schema: { type: 'boolean' },
    description: 'Whether to check the content only: the response is the report, and nothing is stored.'
  }
} as const satisfies QueryParameters

const described = standardOperations('Datasets', 'Dataset')

export const datasetOperations = {
  'GET /datasets': described.list('List the datasets of the service'),
  'POST /datasets': described.create('Create a dataset from a URL, or one to upload in blocks'),
  'GET /datasets/locales': {
    id: 'Datasets_ListSupportedLocales',
    summary: 'List the locales of datasets, each with its kinds',
    answers: { 200: { schema: ref('DatasetLocales') } }
  },
  'POST /datasets/upload': {
    id: 'Datasets_Upload',
    summary: 'Create a dataset from one uploaded form',
    body: { 'multipart/form-data': ref('DatasetUploadForm') },
    deprecated: true,
    answers: { 201: { schema: ref('Dataset'), headers: ['Location'] } }
  },
  'GET /datasets/{id}': described.get('Get a dataset'),
  'PATCH /datasets/{id}': described.update(
    'Change the name, description, project or custom properties of a dataset'
  ),
  'DELETE /datasets/{id}': described.delete('Delete a dataset that nothing uses'),
  'GET /datasets/{id}/blocks': {
    id: 'Datasets_GetBlocks',
    summary: 'List the blocks uploaded to a dataset',
    answers: { 200: { schema: ref('UploadedBlocks'), headers: ['Retry-After'] } }
  },
  'PUT /datasets/{id}/blocks': {
    id: 'Datasets_UploadBlock',
    summary: 'Upload one block of a dataset',
    query: ['blockid'],
    body: {
      'application/octet-stream': {
        type: 'string',
        format: 'binary'
      }
    },
    answers: { 201: {} }
  },
  'POST /datasets/{id}/blocks:commit': {
    id: 'Datasets_CommitBlocks',
    summary: 'Commit the uploaded blocks and start the import',
    body: jsonBody({
      type: 'array',
      items: ref('CommitBlocksEntry')
    }),
    answers: { 200: {} }
  },
  'GET /datasets/{id}/files': described.listFiles('List the files of a dataset'),
  'GET /datasets/{id}/files/{fileId}': described.getFile('Get one file of a dataset'),
  'POST /datasets/{id}:cancel': described.cancel('Cancel the import of a dataset')
} as const satisfies Operations<keyof typeof datasetQueryParameters>

export const datasetsApi = {
  operations: datasetOperations,
  schemas: { ...datasetSchemas, ...importReportSchemas },
  descriptions: datasetDescriptions,
  queryParameters: datasetQueryParameters
} as const satisfies ApiDescription
