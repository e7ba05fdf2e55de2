/** The catalog of base models and installations, as schemas. @module */
import type { modelsApi } from '../models/index.ts'
import { type Answers, linkSchema, ref, type Schemas, stateFields } from '../resources/index.ts'

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
  BaseModelCatalog: {
    type: 'object',
    required: ['values'],
    properties: { values: { type: 'array', items: ref('CatalogModel') } }
  },
  InstallBaseModel: {
    type: 'object',
    description: 'A model of the catalog by its name, or an archive by its URL with a name and a locale.',
    additionalProperties: false,
    properties: {
      name: {
        ...text,
        pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$',
        'x-accepted': 'at most 64 letters, digits and . _ -',
        description: 'Name of the model in the catalog; with url, the name of the new base model.'
      },
      url: {
        type: 'string',
        format: 'uri',
        maxLength: 2048,
        description: 'Address of a .tar, .tar.gz, .tar.bz2 or .zip file.'
      },
      locale: {
        ...text,
        pattern: '^[a-z]{2,3}(?:-[A-Z][a-z]{3})?-(?:[A-Z]{2}|\\d{3})$',
        'x-accepted': 'a locale such as en-US',
        description: 'Locale of the model; required with url.'
      },
      title: {
        ...text,
        minLength: 1,
        maxLength: 200,
        pattern: '\\S',
        description: 'A name for people; the name when absent.'
      },
      licenseAccepted: {
        type: 'boolean',
        default: false,
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
  }
} as const satisfies Schemas

export type BaseModelAnswers = Answers<typeof baseModelSchemas, (typeof modelsApi)['schemas']>
