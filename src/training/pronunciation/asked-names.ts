/** The body of a request for pronunciations, checked: each fault by its place. @module */
import { Problem } from '../../platform/index.ts'
import { invalidPayload, objectOf } from '../../resources/index.ts'
import type { RequestedName } from './pronounce-names.ts'

/** What one request may ask: a page of names, each as long as words are spoken. */
export const MAX_NAMES = 100
const LONGEST: Readonly<Record<keyof RequestedName, number>> = {
  word: 60,
  spoken: 200,
  phones: 300,
  language: 20
}
const FIELDS = Object.keys(LONGEST) as readonly (keyof RequestedName)[]

/** @throws Problem naming the entry and its field */
export function parseNames(body: unknown): readonly RequestedName[] {
  const { words } = objectOf(body, 'The body', '')
  if (!Array.isArray(words) || words.length === 0) {
    throw invalidPayload(
      'words is not a list with an entry; accepted is [{ "word": "Q4X9", "spoken"?, "phones"?, "language"? }].',
      'words'
    )
  }
  if (words.length > MAX_NAMES) {
    throw invalidPayload(`words has ${words.length} entries; accepted are ${MAX_NAMES} at most.`, 'words')
  }
  return words.map((entry: unknown, index) => parseName(entry, `words[${index}]`))
}

function parseName(entry: unknown, target: string): RequestedName {
  const fields = objectOf(entry, target, target)
  const strange = Object.keys(fields).find((name) => !FIELDS.some((field) => field === name))
  if (strange !== undefined) {
    throw invalidPayload(
      `${target}.${strange} is not known; accepted are ${FIELDS.join(', ')}.`,
      `${target}.${strange}`
    )
  }
  const read = FIELDS.flatMap((field) => {
    const value = fields[field]
    return value === undefined || value === null ? [] : [[field, textOf(value, field, `${target}.${field}`)]]
  })
  const { word, ...rest } = Object.fromEntries(read) as Partial<RequestedName>
  if (word === undefined)
    throw invalidPayload(`${target}.word is absent; accepted is text.`, `${target}.word`)
  if (rest.spoken !== undefined && rest.phones !== undefined) {
    throw invalidPayload(
      `${target} has both spoken and phones; accepted is one of them: each tells the whole pronunciation.`,
      `${target}.phones`
    )
  }
  return { word, ...rest }
}

function textOf(value: unknown, field: keyof RequestedName, target: string): string {
  const text = typeof value === 'string' ? value.trim() : ''
  if (text !== '' && text.length <= LONGEST[field] && !/\p{Cc}/u.test(text)) return text
  throw new Problem(
    'InvalidRequest',
    'InvalidPayload',
    `${target} is ${typeof value === 'string' ? (text === '' ? 'empty' : `${text.length} characters long or has control characters`) : 'no text'}; accepted is text of at most ${LONGEST[field]} characters on one line.`,
    target
  )
}
