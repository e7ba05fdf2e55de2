/** The body of a request for pronunciations, checked. @module */
import { checkValue } from '../../platform/index.ts'
import { invalidPayload, objectOf } from '../../resources/index.ts'
import type { RequestedName } from './pronounce-names.ts'
import { pronunciationSchemas } from './pronunciation-schema.ts'

/** @throws Problem naming the entry and its field */
export function parseNames(body: unknown): readonly RequestedName[] {
  const request = withoutBlanks(objectOf(body, 'The body', ''))
  const { words } = checkValue(request, pronunciationSchemas.WordsToPronounce, pronunciationSchemas, '')
  const both = words.findIndex(({ spoken, phones }) => spoken !== undefined && phones !== undefined)
  if (both < 0) return words
  throw invalidPayload(
    `words[${both}] has both spoken and phones. Send one of them: each tells the whole pronunciation.`,
    `words[${both}].phones`
  )
}

/** Texts without the blanks around them. */
const withoutBlanks = (fields: Readonly<Record<string, unknown>>): object => ({
  words: Array.isArray(fields.words) ? fields.words.map(trimmed) : fields.words
})

const trimmed = (entry: unknown): unknown =>
  typeof entry !== 'object' || entry === null || Array.isArray(entry)
    ? entry
    : Object.fromEntries(
        Object.entries(entry).map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value])
      )
