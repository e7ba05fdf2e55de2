/** Datasets and their blocks, as schemas. @module */
import {
  type Answers,
  customPropertiesSchema,
  linkSchema,
  nullableTextSchema,
  ref,
  resourceFields,
  type Schemas,
  stateFields
} from '../resources/index.ts'

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
      id: nullableTextSchema
    }
  },
  Dataset: {
    type: 'object',
    required: ['displayName', 'kind', 'locale'],
    properties: {
      ...resourceFields,
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
      ...stateFields
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
      files: linkSchema,
      commitBlocks: linkSchema,
      listBlocks: linkSchema,
      uploadBlocks: linkSchema
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
      email: nullableTextSchema,
      error: ref('EntityError')
    }
  },
  DatasetUpdate: {
    type: 'object',
    properties: {
      displayName: nullableTextSchema,
      description: nullableTextSchema,
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
      '@nextLink': linkSchema
    }
  },
  ResponseBlock: {
    type: 'object',
    properties: {
      name: nullableTextSchema,
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
