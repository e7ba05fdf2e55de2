/** Batch transcriptions, as schemas. @module */
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

export const transcriptionSchemas = {
  DiarizationProperties: {
    type: 'object',
    required: ['speakers'],
    properties: {
      speakers: ref('DiarizationSpeakersProperties')
    }
  },
  DiarizationSpeakersProperties: {
    type: 'object',
    properties: {
      minCount: {
        type: 'integer',
        format: 'int32',
        minimum: 1
      },
      maxCount: {
        type: 'integer',
        format: 'int32',
        minimum: 1,
        maximum: 35
      }
    }
  },
  LanguageIdentificationMode: {
    type: 'string',
    enum: ['Continuous', 'Single'],
    'x-ms-enum': {
      modelAsString: true
    },
    default: 'Continuous'
  },
  LanguageIdentificationProperties: {
    type: 'object',
    required: ['candidateLocales'],
    properties: {
      mode: ref('LanguageIdentificationMode'),
      candidateLocales: {
        type: 'array',
        items: {
          type: 'string'
        }
      },
      speechModelMapping: {
        type: 'object',
        additionalProperties: ref('EntityReference'),
        nullable: true,
        'x-key': 'locale'
      }
    }
  },
  PaginatedTranscriptions: {
    type: 'object',
    properties: {
      values: {
        type: 'array',
        items: ref('Transcription'),
        nullable: true,
        readOnly: true
      },
      '@nextLink': linkSchema
    }
  },
  ProfanityFilterMode: {
    type: 'string',
    enum: ['None', 'Removed', 'Tags', 'Masked'],
    'x-ms-enum': {
      modelAsString: false
    }
  },
  PunctuationMode: {
    type: 'string',
    enum: ['None', 'Dictated', 'Automatic', 'DictatedAndAutomatic'],
    'x-ms-enum': {
      modelAsString: false
    }
  },
  Transcription: {
    type: 'object',
    required: ['displayName', 'locale'],
    properties: {
      ...resourceFields,
      model: ref('EntityReference'),
      dataset: ref('EntityReference'),
      project: ref('EntityReference'),
      contentUrls: {
        type: 'array',
        items: {
          type: 'string',
          format: 'uri'
        },
        nullable: true,
        maxItems: 1000,
        writeOnly: true
      },
      contentContainerUrl: {
        type: 'string',
        format: 'uri',
        nullable: true,
        writeOnly: true
      },
      customProperties: customPropertiesSchema,
      links: ref('TranscriptionLinks'),
      properties: ref('TranscriptionProperties'),
      ...stateFields
    }
  },
  TranscriptionLinks: {
    type: 'object',
    properties: {
      files: linkSchema
    },
    readOnly: true
  },
  TranscriptionProperties: {
    type: 'object',
    properties: {
      wordLevelTimestampsEnabled: {
        type: 'boolean',
        default: false
      },
      displayFormWordLevelTimestampsEnabled: {
        type: 'boolean',
        default: false
      },
      duration: {
        type: 'string',
        readOnly: true,
        'x-format': 'iso8601-duration'
      },
      channels: {
        type: 'array',
        items: {
          type: 'integer',
          format: 'int32'
        },
        nullable: true,
        default: [0, 1]
      },
      destinationContainerUrl: {
        type: 'string',
        format: 'uri',
        nullable: true
      },
      punctuationMode: ref('PunctuationMode'),
      profanityFilterMode: ref('ProfanityFilterMode'),
      timeToLive: {
        type: 'string',
        'x-format': 'iso8601-duration'
      },
      email: nullableTextSchema,
      error: ref('EntityError'),
      diarizationEnabled: {
        type: 'boolean',
        default: false
      },
      diarization: ref('DiarizationProperties'),
      languageIdentification: ref('LanguageIdentificationProperties')
    }
  },
  TranscriptionUpdate: {
    type: 'object',
    properties: {
      displayName: nullableTextSchema,
      description: nullableTextSchema,
      customProperties: customPropertiesSchema,
      project: ref('EntityReference')
    }
  },
  TranscriptionProgress: {
    type: 'object',
    description: 'What Vernacular adds to the properties of a transcription while it is running.',
    properties: { progress: { type: 'number', minimum: 0, maximum: 1 } }
  }
} as const satisfies Schemas

export type TranscriptionAnswers = Answers<typeof transcriptionSchemas>
