import { expect, test } from 'vitest'
import { Problem } from '../platform/index.ts'
import { customPropertiesSchema } from './description/shared-schemas.ts'
import { readAll } from './entity-fields.ts'
import { requestFields } from './request-fields.ts'

const schema = {
  type: 'object',
  required: ['name'],
  properties: {
    self: { type: 'string', readOnly: true },
    name: { type: 'string' },
    note: { type: 'string', nullable: true },
    customProperties: customPropertiesSchema
  }
} as const

const problemOf = (read: () => unknown): Problem => {
  try {
    read()
  } catch (error) {
    if (error instanceof Problem) return error
  }
  throw new Error('no Problem was thrown')
}

test('each field is read as its schema describes it; null is the same as absent', () => {
  const parsed = requestFields({ name: 'a', note: null, customProperties: { b: 'c' } }, schema)
  expect([parsed.name(), parsed.note(), parsed.customProperties()]).toEqual(['a', undefined, { b: 'c' }])
})

test('every fault is named, with the path of the field', () => {
  const parsed = requestFields({ note: 5 }, schema, 'properties.')
  const { message, target } = problemOf(() => readAll({ name: parsed.name, note: parsed.note }))
  expect(target).toBe('name')
  expect(message).toBe(
    'name is missing or empty; it is required. OR properties.note is 5; accepted is a text.'
  )
})

test('the caller may set how long a text may be', () => {
  const parsed = requestFields({ note: 'four' }, schema)
  expect(parsed.note(4)).toBe('four')
  expect(problemOf(() => parsed.note(3)).message).toBe('note has 4 characters; at most 3 are accepted.')
})

test('entries, keys, and values of custom properties have the limits of their schema', () => {
  const faults = [
    Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`k${index}`, 'v'])),
    { ['k'.repeat(65)]: 'v' },
    { k: 'v'.repeat(257) },
    { k: 1 }
  ].map(
    (customProperties) =>
      problemOf(() => requestFields({ customProperties }, schema).customProperties()).message
  )
  expect(faults).toEqual([
    'customProperties has 11 entries; at most 10 are accepted.',
    'A key of customProperties has 65 characters; at most 64 are accepted.',
    'customProperties.k is 257 characters long; accepted is a text of at most 256 characters.',
    'customProperties.k is 1; accepted is a text of at most 256 characters.'
  ])
})
