/** Datasets and their blocks, as schemas. @module */
import { type Answers, customPropertiesSchema, ref, type Schemas } from '../resources/index.ts'

export const datasetSchemas = {
  BlockKind: {
    type: 'string',
    enum: ['Committed', 'Uncommitted', 'Latest'],
    'x-ms-enum': {
      modelAsString: true
    }
  },
  CommitBlocksEntry: {
    type: 'object',
    properties: {
      kind: ref('BlockKind'),
      id: {
        type: 'string',
        nullable: true
      }
    }
  },
  Dataset: {
    type: 'object',
    required: ['displayName', 'kind', 'locale'],
    properties: {
      self: {
        type: 'string',
        format: 'uri',
        nullable: true,
        readOnly: true
      },
      displayName: {
        type: 'string',
        minLength: 1
      },
      description: {
        type: 'string',
        nullable: true
      },
      locale: {
        type: 'string',
        minLength: 1
      },
      kind: ref('DatasetKind'),
      contentUrl: {
        type: 'string',
        format: 'uri',
        nullable: true
      },
      customProperties: customPropertiesSchema,
      project: ref('EntityReference'),
      links: ref('DatasetLinks'),
      properties: ref('DatasetProperties'),
      createdDateTime: {
        type: 'string',
        format: 'date-time',
        readOnly: true
      },
      lastActionDateTime: {
        type: 'string',
        format: 'date-time',
        readOnly: true
      },
      status: ref('Status')
    }
  },
  DatasetKind: {
    type: 'string',
    enum: ['Language', 'Acoustic', 'Pronunciation', 'AudioFiles', 'LanguageMarkdown', 'OutputFormatting'],
    'x-ms-enum': {
      modelAsString: true
    }
  },
  DatasetLinks: {
    type: 'object',
    properties: {
      files: {
        type: 'string',
        format: 'uri',
        nullable: true,
        readOnly: true
      },
      commitBlocks: {
        type: 'string',
        format: 'uri',
        nullable: true,
        readOnly: true
      },
      listBlocks: {
        type: 'string',
        format: 'uri',
        nullable: true,
        readOnly: true
      },
      uploadBlocks: {
        type: 'string',
        format: 'uri',
        nullable: true,
        readOnly: true
      }
    },
    readOnly: true
  },
  DatasetLocales: {
    type: 'object',
    additionalProperties: {
      type: 'array',
      items: ref('DatasetKind')
    },
    'x-key': 'locale'
  },
  DatasetProperties: {
    type: 'object',
    properties: {
      textNormalizationKind: ref('TextNormalizationKind'),
      acceptedLineCount: {
        type: 'integer',
        format: 'int32',
        readOnly: true
      },
      rejectedLineCount: {
        type: 'integer',
        format: 'int32',
        readOnly: true
      },
      duration: {
        type: 'string',
        readOnly: true,
        'x-format': 'iso8601-duration'
      },
      email: {
        type: 'string',
        nullable: true
      },
      error: ref('EntityError')
    }
  },
  DatasetUpdate: {
    type: 'object',
    properties: {
      displayName: {
        type: 'string',
        nullable: true
      },
      description: {
        type: 'string',
        nullable: true
      },
      customProperties: customPropertiesSchema,
      project: ref('EntityReference')
    }
  },
  DatasetUploadForm: {
    type: 'object',
    required: ['displayName', 'kind', 'locale'],
    properties: {
      project: {
        type: 'string'
      },
      displayName: {
        type: 'string'
      },
      description: {
        type: 'string'
      },
      locale: {
        type: 'string'
      },
      kind: {
        type: 'string'
      },
      customProperties: {
        type: 'string'
      },
      data: {
        type: 'string',
        format: 'binary'
      },
      email: {
        type: 'string'
      }
    },
    'x-synthetic': "name is ours; form fields are upstream's"
  },
  PaginatedDatasets: {
    type: 'object',
    properties: {
      values: {
        type: 'array',
        items: ref('Dataset'),
        nullable: true,
        readOnly: true
      },
      '@nextLink': {
        type: 'string',
        format: 'uri',
        nullable: true,
        readOnly: true
      }
    }
  },
  ResponseBlock: {
    type: 'object',
    properties: {
      name: {
        type: 'string',
        nullable: true
      },
      size: {
        type: 'integer',
        format: 'int32'
      }
    }
  },
  TextNormalizationKind: {
    type: 'string',
    enum: ['Default', 'None'],
    'x-ms-enum': {
      modelAsString: true
    }
  },
  UploadedBlocks: {
    type: 'object',
    properties: {
      committedBlocks: {
        type: 'array',
        items: ref('ResponseBlock'),
        nullable: true
      },
      uncommittedBlocks: {
        type: 'array',
        items: ref('ResponseBlock'),
        nullable: true
      }
    }
  }
} as const satisfies Schemas

export type DatasetAnswers = Answers<typeof datasetSchemas>
