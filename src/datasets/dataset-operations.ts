/** The REST operations of Datasets, described. @module */
import {
  type ApiDescription,
  jsonBody,
  type Operations,
  type QueryParameters,
  ref,
  standardOperations
} from '../resources/index.ts'
import { datasetSchemas } from './dataset-schema.ts'
import { importReportSchemas } from './import-report-schema.ts'

export const datasetQueryParameters = {
  blockid: {
    schema: { type: 'string' },
    required: true,
    description: 'Base64 of at most 64 bytes; equally long for every block of a dataset.'
  },
  validate: {
    schema: { type: 'boolean' },
    description: 'Checks the content and answers the report; nothing is stored.'
  }
} as const satisfies QueryParameters

const described = standardOperations('Datasets', 'Dataset')

export const datasetOperations = {
  'GET /datasets': described.list('Lists the datasets of the service.'),
  'POST /datasets': described.create(
    'Creates a dataset, from the content at a URL or to be uploaded in blocks.'
  ),
  'GET /datasets/locales': {
    id: 'Datasets_ListSupportedLocales',
    summary: 'Lists the locales of datasets, each with its kinds.',
    answers: { 200: { schema: ref('DatasetLocales') } }
  },
  'POST /datasets/upload': {
    id: 'Datasets_Upload',
    summary: 'Creates a dataset from one uploaded form.',
    body: { 'multipart/form-data': ref('DatasetUploadForm') },
    deprecated: true,
    answers: { 201: { schema: ref('Dataset'), headers: ['Location'] } }
  },
  'GET /datasets/{id}': described.get('Gets a dataset.'),
  'PATCH /datasets/{id}': described.update(
    'Changes the name, description, project or custom properties of a dataset.'
  ),
  'DELETE /datasets/{id}': described.delete('Deletes a dataset that nothing uses.'),
  'GET /datasets/{id}/blocks': {
    id: 'Datasets_GetBlocks',
    summary: 'Lists the blocks uploaded to a dataset.',
    answers: { 200: { schema: ref('UploadedBlocks'), headers: ['Retry-After'] } }
  },
  'PUT /datasets/{id}/blocks': {
    id: 'Datasets_UploadBlock',
    summary: 'Uploads one block of a dataset.',
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
    summary: 'Puts the uploaded blocks together and starts the import.',
    body: jsonBody({
      type: 'array',
      items: ref('CommitBlocksEntry')
    }),
    answers: { 200: {} }
  },
  'GET /datasets/{id}/files': described.listFiles('Lists the files of a dataset.'),
  'GET /datasets/{id}/files/{fileId}': described.getFile('Gets one file of a dataset.'),
  'POST /datasets/{id}:cancel': described.cancel('Cancels the import of a dataset.')
} as const satisfies Operations<keyof typeof datasetQueryParameters>

export const datasetsApi = {
  operations: datasetOperations,
  schemas: { ...datasetSchemas, ...importReportSchemas },
  queryParameters: datasetQueryParameters
} as const satisfies ApiDescription
