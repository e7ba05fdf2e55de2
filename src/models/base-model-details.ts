/** What this service knows of a base model that was installed as files, beyond the contract's fields. @module */
import { type Answers, dateTimeSchema, ref, type Schemas } from '../resources/index.ts'

const text = { type: 'string' } as const

export const baseModelDetailsSchemas = {
  PublishedErrorRate: {
    type: 'object',
    required: ['testSet', 'wordErrorRate'],
    properties: { testSet: text, wordErrorRate: { type: 'number', description: 'As a fraction of 1.' } }
  },
  BaseModelDetails: {
    type: 'object',
    description: 'What Vernacular adds to the properties of a base model that was installed as files.',
    required: ['name', 'architecture', 'streaming', 'sampleRate', 'sizeBytes', 'installedDateTime', 'files'],
    properties: {
      name: { ...text, description: 'By which recipes, bundles and the command line know it.' },
      architecture: { ...text, description: 'Kind of its network.' },
      streaming: {
        type: 'boolean',
        description: 'Recognizes while audio arrives; otherwise whole phrases.'
      },
      sampleRate: { type: 'integer', description: 'In hertz.' },
      sizeBytes: { type: 'integer', description: 'Of its files.' },
      license: { ...text, description: 'Under which it was published, where that is known.' },
      installedDateTime: dateTimeSchema,
      files: { type: 'array', description: 'What was downloaded.', items: ref('DownloadedFile') },
      published: {
        type: 'array',
        description: 'Error rates that the authors of the model published. They were not measured here.',
        items: ref('PublishedErrorRate')
      },
      measured: ref('BaseModelMeasurement')
    }
  },
  DownloadedFile: {
    type: 'object',
    required: ['url', 'sha256'],
    properties: {
      url: { type: 'string', format: 'uri' },
      sha256: { ...text, description: 'Checksum of the content when it was downloaded.' }
    }
  },
  BaseModelMeasurement: {
    type: 'object',
    description: 'What this service measured on this machine after the installation.',
    required: ['measuredDateTime', 'realTimeFactor', 'residentBytes', 'audioSeconds'],
    properties: {
      measuredDateTime: dateTimeSchema,
      realTimeFactor: {
        type: 'number',
        description: 'Time that one stream took, divided by the length of its audio.'
      },
      residentBytes: { type: 'integer', description: 'Memory of the process that has the model.' },
      audioSeconds: { type: 'number' },
      testSet: text,
      words: { type: 'integer' },
      wordErrorRate: { type: 'number', description: 'On the general test set, as a fraction of 1.' }
    }
  }
} as const satisfies Schemas

export type BaseModelDetails = Answers<typeof baseModelDetailsSchemas>['BaseModelDetails']
export type BaseModelMeasurementAnswer = Answers<typeof baseModelDetailsSchemas>['BaseModelMeasurement']
