/** The catalog of base models and installations, as schemas. @module */
import { type Answers, dateTimeSchema, linkSchema, ref, type Schemas, stateFields } from '../resources/index.ts'

const text = { type: 'string' } as const

export const baseModelSchemas = {
  CatalogModel: {
    type: 'object',
    description: 'A public model that can be installed as a base model.',
    required: [
      'name',
      'title',
      'architecture',
      'locales',
      'streaming',
      'sampleRate',
      'punctuates',
      'license',
      'homepage',
      'installed',
      'published'
    ],
    properties: {
      name: { ...text, description: 'Name to install it by, and of the base model.' },
      title: text,
      architecture: { ...text, description: 'Kind of its network.' },
      locales: { type: 'array', items: text },
      streaming: {
        type: 'boolean',
        description: 'Recognizes while audio arrives; otherwise whole phrases.'
      },
      sampleRate: { type: 'integer', description: 'In hertz.' },
      punctuates: { type: 'boolean', description: 'Writes capitals and punctuation itself.' },
      license: ref('CatalogLicense'),
      approximateBytes: { type: 'integer', description: 'Of the download; absent where it is not known.' },
      homepage: { type: 'string', format: 'uri' },
      published: {
        type: 'array',
        description: 'Error rates that the authors of the model published. They were not measured here.',
        items: ref('PublishedErrorRate')
      },
      installed: { type: 'boolean' }
    }
  },
  CatalogLicense: {
    type: 'object',
    required: ['name', 'url'],
    properties: { name: text, url: { type: 'string', format: 'uri' } }
  },
  PublishedErrorRate: {
    type: 'object',
    required: ['testSet', 'wordErrorRate'],
    properties: { testSet: text, wordErrorRate: { type: 'number', description: 'As a fraction of 1.' } }
  },
  BaseModelCatalog: {
    type: 'object',
    required: ['values'],
    properties: { values: { type: 'array', items: ref('CatalogModel') } }
  },
  InstallBaseModel: {
    type: 'object',
    description: 'A model of the catalog by its name, or an archive by its URL with a name and a locale.',
    properties: {
      name: text,
      url: { type: 'string', format: 'uri' },
      locale: text,
      title: text,
      licenseAccepted: {
        type: 'boolean',
        description: 'Whether you accept the license of the model. Required for models of the catalog.'
      }
    }
  },
  BaseModelInstallation: {
    type: 'object',
    required: ['id', 'name', 'locale', 'title'],
    properties: {
      id: { type: 'string', format: 'uuid', readOnly: true },
      self: linkSchema,
      name: text,
      locale: text,
      title: text,
      license: text,
      progress: { type: 'number', minimum: 0, maximum: 1, readOnly: true },
      stage: { ...text, readOnly: true },
      baseModel: ref('EntityReference'),
      error: ref('EntityError'),
      ...stateFields
    }
  },
  BaseModelInstallations: {
    type: 'object',
    required: ['values'],
    properties: { values: { type: 'array', items: ref('BaseModelInstallation') } }
  },
  BaseModelDetails: {
    type: 'object',
    description: 'What Vernacular adds to the properties of a base model that was installed as files.',
    properties: {
      architecture: text,
      streaming: { type: 'boolean' },
      sampleRate: { type: 'integer' },
      sizeBytes: { type: 'integer' },
      license: text,
      installedDateTime: dateTimeSchema,
      files: { type: 'array', items: ref('InstalledFile') },
      published: { type: 'array', items: ref('PublishedErrorRate') },
      measured: ref('BaseModelMeasurement')
    }
  },
  InstalledFile: {
    type: 'object',
    required: ['url', 'sha256'],
    properties: { url: { type: 'string', format: 'uri' }, sha256: text }
  },
  BaseModelMeasurement: {
    type: 'object',
    description: 'What this service measured on this machine after the installation.',
    required: ['measuredDateTime', 'realTimeFactor', 'residentBytes', 'audioSeconds'],
    properties: {
      measuredDateTime: dateTimeSchema,
      realTimeFactor: { type: 'number', description: 'Processor time divided by the length of the audio.' },
      residentBytes: { type: 'integer', description: 'Memory of the process that has the model.' },
      audioSeconds: { type: 'number' },
      testSet: text,
      words: { type: 'integer' },
      wordErrorRate: { type: 'number', description: 'On the general test set, as a fraction of 1.' }
    }
  }
} as const satisfies Schemas

export type BaseModelAnswers = Answers<typeof baseModelSchemas>
