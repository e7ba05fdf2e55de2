/** JSON as clients really send it. @module */
import { Problem } from './problem.ts'

/**
 * Strict JSON first. Failing that, raw control characters inside strings are taken as written and a comma before a
 * closing bracket is dropped: published samples of the original service's documentation carry both.
 * @throws Problem InvalidRequestBodyFormat, with what the parser found
 */
export function parseLenientJson(sent: string): unknown {
  // Editors and shells of Windows put a byte order mark first.
  const text = sent.replace(/^\ufeff/, '')
  if (text.trim() === '') {
    throw new Problem('InvalidRequest', 'EmptyRequest', 'The body is empty; JSON is expected.')
  }
  try {
    return JSON.parse(text)
  } catch {
    try {
      return JSON.parse(repaired(text))
    } catch (error) {
      const found = error instanceof Error ? error.message : String(error)
      throw new Problem('InvalidRequest', 'InvalidRequestBodyFormat', `The body is no JSON: ${found}`)
    }
  }
}

// A string, with escapes; or a comma that only blanks separate from a closing bracket.
const STRING_OR_LAST_COMMA = /"(?:[^"\\]|\\[\s\S])*"|,(?=\s*[\]}])/g

const repaired = (text: string): string =>
  text.replace(STRING_OR_LAST_COMMA, (found) => (found === ',' ? '' : found.replace(CONTROL, escaped)))

const CONTROL = /\p{Cc}/gu
const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
