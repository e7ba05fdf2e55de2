/** Base models, custom models, their copies, as schemas. @module */
import type { datasetsApi } from '../datasets/index.ts'
import {
  type Answers,
  customPropertiesSchema,
  dateTimeSchema,
  linkSchema,
  nonEmptyTextSchema,
  nullableTextSchema,
  ref,
  resourceFields,
  type Schemas,
  stateFields
} from '../resources/index.ts'

export const modelSchemas = {
  BaseModel: {
    allOf: [ref('SharedModel')],
    type: 'object',
    required: ['displayName', 'locale'],
    properties: {
      links: ref('BaseModelLinks'),
      properties: ref('BaseModelProperties')
    }
  },
  BaseModelDeprecationDates: {
    type: 'object',
    properties: {
      adaptationDateTime: dateTimeSchema,
      transcriptionDateTime: dateTimeSchema
    }
  },
  BaseModelFeatures: {
    allOf: [ref('SharedModelFeatures')],
    type: 'object',
    properties: {
      supportsAdaptationsWith: {
        type: 'array',
        items: ref('DatasetKind'),
        nullable: true,
        readOnly: true
      }
    }
  },
  BaseModelLinks: {
    type: 'object',
    properties: {
      manifest: linkSchema
    }
  },
  BaseModelProperties: {
    type: 'object',
    properties: {
      deprecationDates: ref('BaseModelDeprecationDates'),
      features: ref('BaseModelFeatures'),
      chargeForAdaptation: {
        type: 'boolean',
        readOnly: true
      }
    }
  },
  CustomModel: {
    allOf: [ref('SharedModel')],
    type: 'object',
    required: ['displayName', 'locale'],
    properties: {
      links: ref('CustomModelLinks'),
      properties: ref('CustomModelProperties'),
      project: ref('EntityReference'),
      text: nullableTextSchema,
      baseModel: ref('EntityReference'),
      datasets: {
        type: 'array',
        items: ref('EntityReference'),
        nullable: true
      },
      customProperties: customPropertiesSchema
    }
  },
  CustomModelDeprecationDates: {
    type: 'object',
    properties: {
      transcriptionDateTime: dateTimeSchema
    },
    readOnly: true
  },
  CustomModelFeatures: {
    allOf: [ref('SharedModelFeatures')],
    type: 'object',
    readOnly: true
  },
  CustomModelLinks: {
    type: 'object',
    properties: {
      copy: linkSchema,
      files: linkSchema,
      manifest: linkSchema,
      copyTo: {
        type: 'string',
        format: 'uri',
        deprecated: true,
        nullable: true,
        readOnly: true,
        'x-revision': 'earlier-only'
      }
    },
    readOnly: true
  },
  CustomModelProperties: {
    type: 'object',
    properties: {
      customModelWeightPercent: {
        type: 'integer',
        format: 'int32',
        minimum: 1,
        maximum: 100,
        nullable: true
      },
      deprecationDates: ref('CustomModelDeprecationDates'),
      features: ref('CustomModelFeatures'),
      email: nullableTextSchema,
      error: ref('EntityError')
    }
  },
  ModelCopyAuthorization: {
    type: 'object',
    required: [
      'expirationDateTime',
      'id',
      'sourceResourceId',
      'targetResourceEndpoint',
      'targetResourceId',
      'targetResourceRegion'
    ],
    properties: {
      targetResourceRegion: nonEmptyTextSchema,
      targetResourceId: nonEmptyTextSchema,
      targetResourceEndpoint: nonEmptyTextSchema,
      sourceResourceId: nonEmptyTextSchema,
      id: nonEmptyTextSchema,
      expirationDateTime: {
        type: 'string',
        format: 'date-time'
      }
    }
  },
  ModelCopyAuthorizationDefinition: {
    type: 'object',
    required: ['sourceResourceId'],
    properties: {
      sourceResourceId: nonEmptyTextSchema
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
  },
  ModelUpdate: {
    type: 'object',
    properties: {
      displayName: nullableTextSchema,
      description: nullableTextSchema,
      customProperties: customPropertiesSchema,
      project: ref('EntityReference')
    }
  },
  Operation: {
    type: 'object',
    required: ['id'],
    properties: {
      id: {
        type: 'string',
        format: 'uuid',
        readOnly: true
      },
      result: ref('OperationResult'),
      error: ref('EntityError'),
      self: linkSchema,
      ...stateFields
    }
  },
  OperationResult: {
    type: 'object',
    properties: {
      link: linkSchema
    },
    readOnly: true
  },
  OutputFormatType: {
    type: 'string',
    enum: ['Lexical', 'Display'],
    'x-ms-enum': {
      modelAsString: true
    }
  },
  PaginatedBaseModels: {
    type: 'object',
    properties: {
      values: {
        type: 'array',
        items: ref('BaseModel'),
        nullable: true,
        readOnly: true
      },
      '@nextLink': linkSchema
    }
  },
  PaginatedCustomModels: {
    type: 'object',
    properties: {
      values: {
        type: 'array',
        items: ref('CustomModel'),
        nullable: true,
        readOnly: true
      },
      '@nextLink': linkSchema
    }
  },
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
  ModelCopyTo: {
    type: 'object',
    required: ['targetSubscriptionKey'],
    properties: { targetSubscriptionKey: { type: 'string' } }
  },
  ModelWarning: {
    type: 'object',
    required: ['code', 'message'],
    properties: { code: { type: 'string' }, message: { type: 'string' } }
  },
  ModelQuality: {
    type: 'object',
    description: 'What Vernacular adds to the properties of a model.',
    properties: {
      warnings: { type: 'array', items: ref('ModelWarning') },
      generalSet: ref('GeneralSetResult')
    }
  },
  AdaptationOptions: {
    type: 'object',
    description:
      'What Vernacular adds to the properties of a base model: the options that its trainings take.',
    required: ['adaptationOptions'],
    properties: {
      adaptationOptions: {
        type: 'array',
        items: { type: 'string', enum: ['customModelWeightPercent', 'datasetWeights'] }
      }
    }
  },
  GeneralSetResult: {
    description:
      'Errors on everyday speech, compared with those of the base model; rates are fractions of 1.',
    oneOf: [ref('GeneralSetPending'), ref('GeneralSetSkipped'), ref('GeneralSetMeasured')]
  },
  GeneralSetPending: {
    type: 'object',
    required: ['status'],
    properties: { status: { type: 'string', enum: ['NotStarted'] } }
  },
  GeneralSetSkipped: {
    type: 'object',
    required: ['status', 'reason'],
    properties: { status: { type: 'string', enum: ['NotRun'] }, reason: { type: 'string' } }
  },
  GeneralSetMeasured: {
    type: 'object',
    required: [
      'status',
      'set',
      'utterances',
      'words',
      'baseWordErrorRate',
      'wordErrorRate',
      'relativeChange',
      'difference'
    ],
    properties: {
      status: { type: 'string', enum: ['Succeeded'] },
      set: { type: 'string' },
      utterances: { type: 'integer' },
      words: { type: 'integer' },
      baseWordErrorRate: { type: 'number' },
      wordErrorRate: { type: 'number' },
      relativeChange: { type: 'number' },
      difference: {
        type: 'object',
        description: '95 % interval of the error rate of the model less that of the base model.',
        required: ['low', 'high'],
        properties: { low: { type: 'number' }, high: { type: 'number' } }
      }
    }
  }
} as const satisfies Schemas

export type ModelAnswers = Answers<typeof modelSchemas, typeof datasetsApi.schemas>
