/** The REST operations of Datasets, described. @module */
import {
  type ApiDescription,
  jsonBody,
  type Operations,
  pagedQuery,
  patchBody,
  type QueryParameters,
  ref
} from '../resources/index.ts'
import { datasetSchemas } from './dataset-schema.ts'

const datasetQueryParameters = {
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

export const datasetOperations = {
  'GET /datasets': {
    id: 'Datasets_List',
    summary: 'Lists the datasets of the service.',
    query: pagedQuery,
    answers: { 200: { schema: ref('PaginatedDatasets'), headers: ['Retry-After'] } }
  },
  'POST /datasets': {
    id: 'Datasets_Create',
    summary: 'Creates a dataset, from the content at a URL or to be uploaded in blocks.',
    body: jsonBody(ref('Dataset')),
    answers: { 201: { schema: ref('Dataset'), headers: ['Location'] } }
  },
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
  'GET /datasets/{id}': {
    id: 'Datasets_Get',
    summary: 'Gets a dataset.',
    answers: { 200: { schema: ref('Dataset'), headers: ['Retry-After'] } }
  },
  'PATCH /datasets/{id}': {
    id: 'Datasets_Update',
    summary: 'Changes the name, description, project or custom properties of a dataset.',
    body: patchBody(ref('DatasetUpdate')),
    answers: { 200: { schema: ref('Dataset'), headers: ['Retry-After'] } }
  },
  'DELETE /datasets/{id}': {
    id: 'Datasets_Delete',
    summary: 'Deletes a dataset that nothing uses.',
    answers: { 204: {} }
  },
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
  'GET /datasets/{id}/files': {
    id: 'Datasets_ListFiles',
    summary: 'Lists the files of a dataset.',
    query: ['sasValidityInSeconds', 'skip', 'top', 'filter'],
    answers: { 200: { schema: ref('PaginatedFiles'), headers: ['Retry-After'] } }
  },
  'GET /datasets/{id}/files/{fileId}': {
    id: 'Datasets_GetFile',
    summary: 'Gets one file of a dataset.',
    query: ['sasValidityInSeconds'],
    answers: { 200: { schema: ref('File') } }
  },
  'POST /datasets/{id}:cancel': {
    id: 'Datasets_Cancel',
    summary: 'Cancels the import of a dataset.',
    answers: { 200: { schema: ref('Dataset') } }
  }
} as const satisfies Operations<keyof typeof datasetQueryParameters>

export const datasetsApi = {
  operations: datasetOperations,
  schemas: datasetSchemas,
  queryParameters: datasetQueryParameters
} as const satisfies ApiDescription
