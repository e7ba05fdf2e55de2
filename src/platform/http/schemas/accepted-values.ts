/** What a schema accepts and what was found instead, in words for an error message. @module */
import { describeValue } from '../describe-value.ts'
import type { Schema } from './schema.ts'
import { isObject, keywordsOf, maxLengthOf, WEB_SCHEMES } from './schema-type.ts'

/** @example acceptedValues({ type: 'integer', minimum: 1, maximum: 100 }) === 'a whole number from 1 to 100' */
export function acceptedValues(schema: Schema): string {
  const keywords = keywordsOf(schema)
  switch (keywords.type) {
    case 'string':
      return acceptedText(schema)
    case 'integer':
    case 'number':
      return `a ${keywords.type === 'integer' ? 'whole number' : 'number'}${bounds(keywords.minimum, keywords.maximum)}`
    case 'boolean':
      return 'true or false'
    case 'array': {
      const { minItems, maxItems, uniqueItems } = keywords
      const different = uniqueItems === true ? 'different ' : ''
      if (maxItems !== undefined) return `a list of ${minItems ?? 0} to ${maxItems} ${different}entries`
      return minItems === undefined ? 'a list' : `a list of at least ${minItems} ${different}entry`
    }
    default: {
      const { maxProperties, 'x-key-maxLength': maxKeyLength } = keywords
      const entries = maxProperties === undefined ? '' : ` of at most ${maxProperties} entries`
      const keys = maxKeyLength === undefined ? '' : ` with keys of at most ${maxKeyLength} characters`
      return `a JSON object${entries}${keys}`
    }
  }
}

function acceptedText(schema: Schema): string {
  const keywords = keywordsOf(schema)
  const { enum: words, format, minLength = 0, 'x-schemes': schemes = WEB_SCHEMES } = keywords
  const maxLength = maxLengthOf(keywords)
  if (keywords['x-accepted'] !== undefined) return keywords['x-accepted']
  if (words !== undefined) {
    return words.length < 3 ? words.join(' or ') : `one of ${words.join(', ')}`
  }
  if (format === 'uri') {
    return `an absolute ${schemes.join(' or ')} URL${Number.isFinite(maxLength) ? ` of at most ${maxLength} characters` : ''}`
  }
  if (format === 'date-time') return 'a time such as 2026-11-23T08:00:00Z'
  if (format === 'date') return 'a day such as 2026-11-23'
  if (format === 'uuid') return 'an ID such as 0b7a3c1e-5d1f-4c2e-9a57-1f2e3d4c5b6a'
  return `a string of ${minLength > 0 ? `${minLength} to` : 'at most'} ${maxLength} characters`
}

const bounds = (minimum: number | undefined, maximum: number | undefined): string => {
  if (minimum === undefined) return maximum === undefined ? '' : ` of at most ${maximum}`
  return maximum === undefined ? ` of at least ${minimum}` : ` from ${minimum} to ${maximum}`
}

/** Of a text, list or object that is too long, its length. */
export function foundValue(schema: Schema, value: unknown): string {
  const keywords = keywordsOf(schema)
  if (typeof value === 'string') {
    if (value.length > maxLengthOf(keywords)) return `${value.length} characters`
    // The query of a URL often grants access, and messages are logged.
    return describeValue(keywords.format === 'uri' ? value.split(/[?#]/, 1)[0] : value)
  }
  if (Array.isArray(value) && keywords.type === 'array') return `a list of ${counted(value.length)}`
  if (isObject(value) && keywords.type === 'object') {
    const keys = Object.keys(value)
    const longest = Math.max(0, ...keys.map(({ length }) => length))
    return longest > (keywords['x-key-maxLength'] ?? longest)
      ? `a key of ${longest} characters`
      : counted(keys.length)
  }
  return describeValue(value)
}

const counted = (count: number): string => `${count} ${count === 1 ? 'entry' : 'entries'}`
