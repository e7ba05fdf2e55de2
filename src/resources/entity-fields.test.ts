import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Problem } from '../platform/index.ts'
import { customPropertiesSchema, nullableTextSchema } from './description/shared-schemas.ts'
import { type EntityChanges, entityChanges, rejectChange } from './entity-changes.ts'
import { type CustomProperties, type Fields, localeOf, objectOf, readAll } from './entity-fields.ts'
import { referencedId } from './links.ts'
import { requestFields } from './request-fields.ts'

const properties = {
  displayName: { type: 'string' },
  description: nullableTextSchema,
  customProperties: customPropertiesSchema,
  project: { $ref: '#/components/schemas/EntityReference' }
} as const
const schemas = {
  Thing: { type: 'object', required: ['displayName'], properties },
  ThingUpdate: { type: 'object', properties }
} as const

const parsed = (fields: Fields) => requestFields(schemas, 'Thing', fields)
const customPropertiesOf = (value: unknown): CustomProperties | undefined =>
  parsed({ customProperties: value }).customProperties()
const changesOf = (fields: Fields): EntityChanges =>
  entityChanges(fields, requestFields(schemas, 'ThingUpdate', fields))

function rejection(read: () => unknown): Problem {
  try {
    read()
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error('It was to be refused')
}

const ID = '0b7a3c1e-5d1f-4c2e-9a57-1f2e3d4c5b6a'

describe('a reference', () => {
  test.each([
    `http://localhost:8640/speechtotext/v3.2/models/${ID}`,
    `https://westus.api.cognitive.microsoft.com/speechtotext/v3.1/models/${ID}`,
    `https://westus.api.cognitive.microsoft.com/SpeechToText/v3.2/Models/base/${ID.toUpperCase()}/`,
    `/speechtotext/v3.2/models/${ID}?api-version=1`,
    ID
  ])('as %s is resolved by its path', (self) => {
    expect(referencedId({ self }, 'models')).toBe(ID)
  })

  test.each([
    [{ self: `http://localhost/speechtotext/v3.2/datasets/${ID}` }],
    [{ self: 'http://localhost/speechtotext/v3.2/models/7' }],
    [{ self: `http://localhost/speechtotext/v3.2/models/${ID}/files` }],
    [{ self: 5 }],
    [{}],
    [ID],
    [undefined],
    [[]]
  ])('as %j is refused, and the message shows what is accepted', (reference) => {
    const { code, inner, message, target } = rejection(() => referencedId(reference, 'models'))
    expect([code, inner, target]).toEqual(['InvalidRequest', 'InvalidPayload', 'model'])
    expect(message).toContain('{"self": "<address>/models/<id>"}')
  })

  test('is not repeated at any length', () => {
    const { message } = rejection(() => referencedId({ self: 'x'.repeat(100_000) }, 'models'))
    expect(message.length).toBeLessThan(200)
  })
})

describe('custom properties', () => {
  test('are at most ten texts of at most 256 characters under keys of at most 64', () => {
    const key = fc.string({ minLength: 1, maxLength: 64 }).filter((name) => name !== '__proto__')
    fc.assert(
      fc.property(fc.dictionary(key, fc.string({ maxLength: 256 }), { maxKeys: 10 }), (properties) => {
        expect(customPropertiesOf(properties)).toEqual(properties)
      })
    )
  })

  test.each([
    [
      { a: 5 },
      'customProperties.a must be a string of at most 256 characters; found 5',
      'customProperties.a'
    ],
    [
      { a: {} },
      'customProperties.a must be a string of at most 256 characters; found an object',
      'customProperties.a'
    ],
    [
      { a: null },
      'customProperties.a must be a string of at most 256 characters; found null',
      'customProperties.a'
    ],
    [{ a: 'x'.repeat(257) }, '257 characters', 'customProperties.a'],
    [{ ['k'.repeat(65)]: '' }, '65 characters', 'customProperties'],
    [
      Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`k${i}`, ''])),
      '11 entries',
      'customProperties'
    ],
    [['a'], 'found a list', 'customProperties'],
    ['a', 'found "a"', 'customProperties']
  ])('%j are refused', (properties, found, target) => {
    const problem = rejection(() => customPropertiesOf(properties))
    expect([problem.code, problem.inner, problem.target]).toEqual([
      'InvalidRequest',
      'InvalidPayload',
      target
    ])
    expect(problem.message).toContain(found)
    expect(problem.message).toContain('must be')
  })

  test('may be absent or null', () => {
    expect([customPropertiesOf(undefined), customPropertiesOf(null)]).toEqual([undefined, undefined])
  })
})

describe('fields', () => {
  test('of the wrong type are refused, not converted', () => {
    for (const displayName of [5, true, ['a'], { a: 1 }]) {
      const { inner, target } = rejection(() => parsed({ displayName }).displayName())
      expect([inner, target]).toEqual(['InvalidPayload', 'displayName'])
    }
  })

  test('that are required may not be blank', () => {
    for (const displayName of [undefined, null, '', ' \n']) {
      expect(rejection(() => parsed({ displayName }).displayName()).message).toContain('required')
    }
  })

  test('have a longest text', () => {
    expect(parsed({ description: 'x'.repeat(4096) }).description()).toHaveLength(4096)
    expect(rejection(() => parsed({ description: 'x'.repeat(4097) }).description()).message).toContain('4097')
  })

  test('name one of the known locales, in any case', () => {
    expect(localeOf('EN-us', ['en-US', 'en-GB'])).toBe('en-US')
    const { inner, message } = rejection(() => localeOf('de-DE', ['en-US', 'en-GB']))
    expect(inner).toBe('InvalidLocale')
    expect(message).toBe('locale must be en-US or en-GB; found "de-DE".')
  })

  test('stand in an object: an empty body is told from a wrong one', () => {
    expect(rejection(() => objectOf(undefined, 'The body', '')).inner).toBe('EmptyRequest')
    expect(rejection(() => objectOf([], 'The body', '')).inner).toBe('InvalidPayload')
    expect(rejection(() => objectOf(undefined, 'properties')).inner).toBe('InvalidPayload')
  })

  test('that are wrong are named all at once', () => {
    const { displayName, description } = parsed({ displayName: 5 })
    const problem = rejection(() =>
      readAll({
        displayName,
        description,
        locale: () => localeOf('xx', ['en-US'])
      })
    )
    expect(problem).toMatchObject({
      code: 'InvalidRequest',
      inner: 'InvalidPayload',
      target: 'displayName',
      message:
        'displayName must be a string of at most 4096 characters; found 5. OR locale must be en-US; found "xx".'
    })
  })

  test('that are right are read all at once', () => {
    expect(readAll({ one: () => 1, none: () => undefined })).toEqual({ one: 1, none: undefined })
    expect(() => readAll({ one: () => JSON.parse('{') })).toThrow(SyntaxError)
  })
})

describe('a change', () => {
  test('touches only what it names; null removes', () => {
    expect(changesOf({})).toEqual({})
    expect(
      changesOf({ displayName: 'new', description: null, project: null, customProperties: null })
    ).toEqual({
      displayName: 'new',
      description: null,
      projectId: null,
      customProperties: null
    })
    expect(changesOf({ displayName: '', description: '', unknown: 1 })).toEqual({ description: '' })
    expect(changesOf({ project: { self: `/projects/${ID}` } })).toEqual({ projectId: ID })
  })

  test('of what is fixed for life is refused by name', () => {
    const { target, message } = rejection(() =>
      rejectChange({ locale: 'en-GB' }, 'a dataset', ['kind', 'locale'], { locale: 'en-US' })
    )
    expect(target).toBe('locale')
    expect(message).toContain('You cannot change the locale of a dataset')
  })

  test('that sends back what is there already is none', () => {
    const answer = {
      locale: 'en-US',
      baseModel: { self: `http://here/speechtotext/v3.2/models/base/${ID}` },
      datasets: [{ self: `http://here/speechtotext/v3.2/datasets/${ID}` }]
    }
    const elsewhere = { self: `https://there/speechtotext/v3.1/datasets/${ID.toUpperCase()}/` }
    const fixed = ['locale', 'baseModel', 'datasets', 'text']
    const check = (fields: object): void => rejectChange({ ...fields }, 'a model', fixed, answer)
    expect(() => check(answer)).not.toThrow()
    expect(() => check({ locale: 'en-us', datasets: [elsewhere], text: null })).not.toThrow()
    for (const fields of [
      { datasets: [] },
      { datasets: [{ self: 'other' }] },
      { text: 'new' },
      { baseModel: 5 }
    ]) {
      expect(rejection(() => check(fields)).inner).toBe('InvalidPayload')
    }
  })
})
