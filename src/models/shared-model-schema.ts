/** What base models and custom models have in common, as schemas. @module */
import { linkSchema, ref, resourceFields, type Schemas, stateFields } from '../resources/index.ts'

export const sharedModelSchemas = {
  SharedModel: {
    type: 'object',
    required: ['displayName', 'locale'],
    properties: {
      ...resourceFields,
      ...stateFields
    }
  },
  SharedModelFeatures: {
    type: 'object',
    properties: {
      supportsTranscriptions: {
        type: 'boolean',
        readOnly: true
      },
      supportsEndpoints: {
        type: 'boolean',
        readOnly: true
      },
      supportsTranscriptionsOnSpeechContainers: {
        type: 'boolean',
        readOnly: true
      },
      supportedOutputFormats: {
        type: 'array',
        items: ref('OutputFormatType'),
        nullable: true,
        readOnly: true
      }
    }
  },
  OutputFormatType: {
    type: 'string',
    enum: ['Lexical', 'Display'],
    'x-ms-enum': {
      modelAsString: true
    }
  },
  ModelFile: {
    type: 'object',
    properties: {
      name: {
        type: 'string',
        nullable: true,
        readOnly: true
      },
      contentUrl: linkSchema
    }
  },
  ModelManifest: {
    type: 'object',
    required: ['model', 'modelFiles', 'properties'],
    properties: {
      model: ref('EntityReference'),
      modelFiles: {
        type: 'array',
        items: ref('ModelFile')
      },
      properties: {
        type: 'object',
        additionalProperties: {}
      }
    }
  }
} as const satisfies Schemas
