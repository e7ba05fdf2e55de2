import { describe, expect, test } from 'vitest'
import { Problem } from '../problem.ts'
import { checkParameter, checkValue, queryValue } from './check-value.ts'

const schemas = {
  Color: { type: 'string', enum: ['Red', 'Green', 'Blue'] },
  Lamp: {
    type: 'object',
    required: ['name'],
    properties: {
      name: { type: 'string', minLength: 1, maxLength: 10 },
      color: { $ref: '#/components/schemas/Color' },
      watts: { type: 'integer', minimum: 1, maximum: 100 },
      on: { type: 'boolean' },
      since: { type: 'string', format: 'date-time' },
      links: { type: 'array', maxItems: 2, items: { type: 'string', format: 'uri' } }
    }
  },
  StrictLamp: {
    type: 'object',
    additionalProperties: false,
    properties: { watts: { type: 'integer' }, note: { type: 'string', nullable: true } }
  }
} as const

const lamp = (value: unknown) => checkValue(value, schemas.Lamp, schemas, 'lamp')

function problemOf(read: () => unknown): Pick<Problem, 'code' | 'inner' | 'message' | 'target'> {
  try {
    read()
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error('no Problem was thrown')
}

describe('a value', () => {
  test('is read in the spelling of its schema; null and what is unknown are not there', () => {
    const read = lamp({
      name: 'desk',
      color: 'GREEN',
      watts: 100,
      on: null,
      since: '2026-11-23T08:00:00+01:00',
      shade: 1
    })
    expect(read).toEqual({
      name: 'desk',
      color: 'Green',
      watts: 100,
      on: undefined,
      since: new Date('2026-11-23T07:00:00Z')
    })
  })

  test.each([
    [{ name: 'desk', color: 'Pink' }, 'lamp.color must be one of Red, Green, Blue; found "Pink".'],
    [{ name: 'desk', watts: 101 }, 'lamp.watts must be a whole number from 1 to 100; found 101.'],
    [{ name: 'desk', watts: 1.5 }, 'lamp.watts must be a whole number from 1 to 100; found 1.5.'],
    [{ name: 'desk', watts: '7' }, 'lamp.watts must be a whole number from 1 to 100; found "7".'],
    [{ name: 'desk', on: 'yes' }, 'lamp.on must be true or false; found "yes".'],
    [{ name: 'a'.repeat(11) }, 'lamp.name must be a string of 1 to 10 characters; found 11 characters.'],
    [{ name: '' }, 'lamp.name must be a string of 1 to 10 characters; found "".'],
    [{}, 'lamp.name is missing; it must be a string of 1 to 10 characters.'],
    [
      { name: 'desk', since: 'soon' },
      'lamp.since must be a time such as 2026-11-23T08:00:00Z; found "soon".'
    ],
    [{ name: 'desk', links: 'x' }, 'lamp.links must be a list of 0 to 2 entries; found "x".'],
    [
      { name: 'desk', links: [1, 2, 3] },
      'lamp.links must be a list of 0 to 2 entries; found a list of 3 entries.'
    ],
    [
      { name: 'desk', links: ['https://a.example', 'ftp://b.example/c?sig=secret'] },
      'lamp.links[1] must be an absolute http or https URL; found "ftp://b.example/c".'
    ],
    [[], 'lamp must be a JSON object; found a list.']
  ])('%j is rejected: where, what is accepted, what was found', (value, message) => {
    expect(problemOf(() => lamp(value))).toMatchObject({
      code: 'InvalidRequest',
      inner: 'InvalidPayload',
      message,
      target: message.split(' ', 1)[0]
    })
  })

  test('of a strict schema has no other properties, and null only where the schema says so', () => {
    const strict = (value: unknown) => checkValue(value, schemas.StrictLamp, schemas, '')
    expect(strict({ note: null })).toEqual({ note: undefined })
    expect(problemOf(() => strict({ watts: null })).target).toBe('watts')
    expect(problemOf(() => strict({ volts: 1 }))).toMatchObject({
      target: 'volts',
      message: 'volts is not known. Accepted here: watts, note.'
    })
  })

  test('has the codes of its caller', () => {
    const codes = { code: 'InvalidArgument', inner: 'InvalidChannels', accepted: 'a color of ours' } as const
    expect(problemOf(() => checkValue(1, schemas.Color, schemas, 'color', codes))).toMatchObject({
      code: 'InvalidArgument',
      inner: 'InvalidChannels',
      message: 'color must be a color of ours; found 1.'
    })
  })
})

describe('a parameter', () => {
  test('is text in the form of its schema', () => {
    expect(checkParameter('12', { type: 'integer' }, 'top')).toBe(12)
    expect(checkParameter('0.5', { type: 'number' }, 'weight')).toBe(0.5)
    expect(checkParameter('TRUE', { type: 'boolean' }, 'validate')).toBe(true)
    expect(checkParameter('2026-02-28', { type: 'string', format: 'date' }, 'endDate')).toBe('2026-02-28')
    expect(checkParameter(undefined, { type: 'integer' }, 'top')).toBeUndefined()
  })

  test.each([
    ['-1', { type: 'integer', minimum: 0 }],
    ['1e3', { type: 'integer' }],
    ['', { type: 'number' }],
    ['yes', { type: 'boolean' }],
    ['2026-02-30', { type: 'string', format: 'date' }],
    [['1', '2'], { type: 'integer' }]
  ])('%j is rejected where it is not', (value, schema) => {
    expect(problemOf(() => checkParameter(value, schema, 'name'))).toMatchObject({
      code: 'InvalidArgument',
      inner: 'InvalidParameterValue',
      target: 'name'
    })
  })

  test('has its name, or its name in lower case', () => {
    expect(queryValue({ skiptoken: 'a' }, 'skipToken')).toBe('a')
    expect(queryValue({ skipToken: 'b', skiptoken: 'a' }, 'skipToken')).toBe('b')
  })
})
