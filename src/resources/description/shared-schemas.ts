/** What all entities share: status, errors, references, files, as schemas. @module */
import { ref, type Schemas } from '../../platform/index.ts'

/** Of the custom properties of every entity: the limits of the contract. */
export const customPropertiesSchema = {
  type: 'object',
  additionalProperties: { type: 'string', maxLength: 256 },
  nullable: true,
  maxProperties: 10,
  'x-key-maxLength': 64
} as const

/** An address that the service gives. */
export const linkSchema = { type: 'string', format: 'uri', nullable: true, readOnly: true } as const

/** A time that the service sets. */
export const dateTimeSchema = { type: 'string', format: 'date-time', readOnly: true } as const

export const nonEmptyTextSchema = { type: 'string', minLength: 1 } as const

export const nullableTextSchema = { type: 'string', nullable: true } as const

/** What every resource begins with. */
export const resourceFields = {
  self: linkSchema,
  displayName: nonEmptyTextSchema,
  description: nullableTextSchema,
  locale: nonEmptyTextSchema
} as const

/** What every resource with background work ends with. */
export const stateFields = {
  createdDateTime: dateTimeSchema,
  lastActionDateTime: dateTimeSchema,
  status: ref('Status')
} as const

export const sharedSchemas = {
  DetailedErrorCode: {
    type: 'string',
    enum: [
      'InvalidParameterValue',
      'InvalidRequestBodyFormat',
      'EmptyRequest',
      'MissingInputRecords',
      'InvalidDocument',
      'ModelVersionIncorrect',
      'InvalidDocumentBatch',
      'UnsupportedLanguageCode',
      'DataImportFailed',
      'InUseViolation',
      'InvalidLocale',
      'InvalidBaseModel',
      'InvalidAdaptationMapping',
      'InvalidDataset',
      'InvalidTest',
      'FailedDataset',
      'InvalidModel',
      'InvalidTranscription',
      'InvalidPayload',
      'InvalidParameter',
      'EndpointWithoutLogging',
      'InvalidPermissions',
      'InvalidPrerequisite',
      'InvalidProductId',
      'InvalidSubscription',
      'InvalidProject',
      'InvalidProjectKind',
      'InvalidRecordingsUri',
      'OnlyOneOfUrlsOrContainerOrDataset',
      'ExceededNumberOfRecordingsUris',
      'InvalidChannels',
      'ModelMismatch',
      'ProjectGenderMismatch',
      'ModelDeprecated',
      'ModelExists',
      'ModelNotDeployable',
      'EndpointNotUpdatable',
      'SingleDefaultEndpoint',
      'EndpointCannotBeDefault',
      'InvalidModelUri',
      'SubscriptionNotFound',
      'QuotaViolation',
      'UnsupportedDelta',
      'UnsupportedFilter',
      'UnsupportedPagination',
      'UnsupportedDynamicConfiguration',
      'UnsupportedOrderBy',
      'NoUtf8WithBom',
      'ModelDeploymentNotCompleteState',
      'SkuLimitsExist',
      'DeployingFailedModel',
      'UnsupportedTimeRange',
      'InvalidLogDate',
      'InvalidLogId',
      'InvalidLogStartTime',
      'InvalidLogEndTime',
      'InvalidTopForLogs',
      'InvalidSkipTokenForLogs',
      'DeleteNotAllowed',
      'Forbidden',
      'DeployNotAllowed',
      'UnexpectedError',
      'InvalidCollection',
      'InvalidCallbackUri',
      'InvalidSasValidityDuration',
      'InaccessibleCustomerStorage',
      'UnsupportedClassBasedAdaptation',
      'InvalidWebHookEventKind',
      'InvalidTimeToLive',
      'InvalidSourceAzureResourceId',
      'ModelCopyAuthorizationExpired'
    ],
    'x-ms-enum': {
      modelAsString: true
    }
  },
  EntityError: {
    type: 'object',
    properties: {
      code: {
        type: 'string',
        nullable: true,
        readOnly: true
      },
      message: {
        type: 'string',
        nullable: true,
        readOnly: true
      }
    },
    readOnly: true
  },
  EntityReference: {
    type: 'object',
    required: ['self'],
    properties: {
      self: {
        type: 'string',
        format: 'uri'
      }
    }
  },
  Error: {
    type: 'object',
    properties: {
      code: ref('ErrorCode'),
      details: {
        type: 'array',
        items: ref('Error'),
        nullable: true
      },
      message: nullableTextSchema,
      target: nullableTextSchema,
      innerError: ref('InnerError')
    }
  },
  ErrorCode: {
    type: 'string',
    enum: [
      'InvalidRequest',
      'InvalidArgument',
      'InternalServerError',
      'ServiceUnavailable',
      'NotFound',
      'PipelineError',
      'Conflict',
      'InternalCommunicationFailed',
      'Forbidden',
      'NotAllowed',
      'Unauthorized',
      'UnsupportedMediaType',
      'TooManyRequests',
      'UnprocessableEntity'
    ],
    'x-ms-enum': {
      modelAsString: true
    }
  },
  File: {
    type: 'object',
    properties: {
      kind: ref('FileKind'),
      links: ref('FileLinks'),
      createdDateTime: dateTimeSchema,
      properties: ref('FileProperties'),
      name: {
        type: 'string',
        nullable: true,
        readOnly: true
      },
      self: linkSchema
    }
  },
  FileKind: {
    type: 'string',
    enum: [
      'DatasetReport',
      'Audio',
      'LanguageData',
      'PronunciationData',
      'AcousticDataArchive',
      'AcousticDataTranscriptionV2',
      'Transcription',
      'TranscriptionReport',
      'EvaluationDetails',
      'ModelReport',
      'OutputFormattingData'
    ],
    'x-ms-enum': {
      modelAsString: true
    },
    readOnly: true
  },
  FileLinks: {
    type: 'object',
    properties: {
      contentUrl: linkSchema
    }
  },
  FileProperties: {
    type: 'object',
    properties: {
      size: {
        type: 'integer',
        format: 'int64',
        readOnly: true
      },
      duration: {
        type: 'string',
        readOnly: true,
        'x-format': 'iso8601-duration'
      }
    }
  },
  InnerError: {
    type: 'object',
    properties: {
      code: ref('DetailedErrorCode'),
      details: {
        type: 'object',
        additionalProperties: {
          type: 'string'
        },
        nullable: true
      },
      message: nullableTextSchema,
      target: nullableTextSchema,
      innerError: ref('InnerError')
    }
  },
  PaginatedFiles: {
    type: 'object',
    properties: {
      values: {
        type: 'array',
        items: ref('File'),
        nullable: true,
        readOnly: true
      },
      '@nextLink': linkSchema
    }
  },
  Status: {
    type: 'string',
    enum: ['NotStarted', 'Running', 'Succeeded', 'Failed'],
    'x-ms-enum': {
      modelAsString: false
    },
    readOnly: true
  },
  JobProgress: {
    type: 'object',
    description:
      'What Vernacular adds to the properties of an entity, except transcriptions, while its job is running.',
    properties: {
      progress: { type: 'number', minimum: 0, maximum: 1 },
      stage: { type: 'string' }
    }
  },
  RecordingProperties: {
    type: 'object',
    description: 'What Vernacular adds to the properties of a file that contains an accepted recording.',
    properties: { transcript: { type: 'string' } }
  }
} as const satisfies Schemas
