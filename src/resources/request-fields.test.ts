import { expect, test } from 'vitest'
import { Problem } from '../platform/index.ts'
import { customPropertiesSchema } from './description/shared-schemas.ts'
import { readAll } from './entity-fields.ts'
import { requestFields } from './request-fields.ts'

const schemas = {
  Thing: {
    type: 'object',
    required: ['name'],
    properties: {
      self: { type: 'string', readOnly: true },
      name: { type: 'string' },
      note: { type: 'string', nullable: true },
      customProperties: customPropertiesSchema
    }
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
  const parsed = requestFields(schemas, 'Thing', { name: 'a', note: null, customProperties: { b: 'c' } })
  expect([parsed.name(), parsed.note(), parsed.customProperties()]).toEqual(['a', undefined, { b: 'c' }])
})

test('every fault is named, with the path of the field', () => {
  const parsed = requestFields(schemas, 'Thing', { note: 5 })
  const { message, target } = problemOf(() => readAll({ name: parsed.name, note: parsed.note }))
  expect(target).toBe('name')
  expect(message).toBe(
    'name is missing or empty; it is required. OR note must be a string of at most 4096 characters; found 5.'
  )
})

test('the caller may set how long a text may be', () => {
  const parsed = requestFields(schemas, 'Thing', { note: 'four' })
  expect(parsed.note({ maxLength: 4 })).toBe('four')
  expect(problemOf(() => parsed.note({ maxLength: 3 })).message).toBe(
    'note must be a string of at most 3 characters; found 4 characters.'
  )
})

test('entries, keys, and values of custom properties have the limits of their schema', () => {
  const faults = [
    Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`k${index}`, 'v'])),
    { ['k'.repeat(65)]: 'v' },
    { k: 'v'.repeat(257) },
    { k: 1 }
  ].map(
    (customProperties) =>
      problemOf(() => requestFields(schemas, 'Thing', { customProperties }).customProperties()).message
  )
  expect(faults).toEqual([
    'customProperties must be a JSON object of at most 10 entries with keys of at most 64 characters; found 11 entries.',
    'customProperties must be a JSON object of at most 10 entries with keys of at most 64 characters; found a key of 65 characters.',
    'customProperties.k must be a string of at most 256 characters; found 257 characters.',
    'customProperties.k must be a string of at most 256 characters; found 1.'
  ])
})
