/** JSON as clients really send it. @module */
import { Problem } from './problem.ts'

/** Bodies of the contract nest about six levels deep. What walks them recursively relies on this limit. */
export const MAX_JSON_DEPTH = 64

/**
 * Strict JSON first. Failing that, raw control characters inside strings are taken as written and a comma before a
 * closing bracket is dropped: published samples of the original service's documentation carry both. The time is linear
 * in the length of the text, whatever it holds.
 * @throws Problem EmptyRequest, or InvalidRequestBodyFormat with what the parser found, or for more than `MAX_REPAIRS`
 */
export function parseLenientJson(sent: string): unknown {
  // Editors and shells of Windows put a byte order mark first.
  const text = sent.charCodeAt(0) === BYTE_ORDER_MARK ? sent.slice(1) : sent
  if (text.trim() === '') {
    throw new Problem('InvalidRequest', 'EmptyRequest', 'The body is empty; JSON is expected.')
  }
  assertJsonDepth(text)
  try {
    return JSON.parse(text)
  } catch {
    try {
      return JSON.parse(repairJson(text))
    } catch (error) {
      if (error instanceof Problem) throw error
      throw invalidBody(
        `The body is not valid JSON: ${error instanceof Error ? error.message : String(error)}`
      )
    }
  }
}

/** @throws Problem InvalidRequestBodyFormat when brackets nest deeper than `MAX_JSON_DEPTH`, valid JSON or not */
export function assertJsonDepth(text: string): void {
  let depth = 0
  let inString = false
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) inString = !inString
    else if (inString) at += code === BACKSLASH ? 1 : 0
    else if (code === OPEN_BRACKET || code === OPEN_BRACE) depth += 1
    else if (code === CLOSE_BRACKET || code === CLOSE_BRACE) depth -= 1
    if (depth > MAX_JSON_DEPTH) {
      throw invalidBody(`The JSON is nested more than ${MAX_JSON_DEPTH} levels deep; send a flatter value.`)
    }
  }
}

/** Published samples need a handful; each repair costs a piece of text in memory. */
const MAX_REPAIRS = 10_000

/** One pass: escapes control characters inside strings, and drops a comma that only blanks separate from a closing bracket. */
function repairJson(text: string): string {
  let repairs = 0
  const parts: string[] = []
  let copied = 0
  const replace = (from: number, by: string): void => {
    if (++repairs > MAX_REPAIRS) {
      throw invalidBody(
        `The JSON needs more than ${MAX_REPAIRS} repairs; escape control characters inside strings, and leave out commas before closing brackets.`
      )
    }
    parts.push(text.slice(copied, from), by)
    copied = from + 1
  }
  let inString = false
  /** The comma that would be the last of its list; -1 for none. */
  let comma = -1
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (inString) {
      if (code === QUOTE) inString = false
      else if (code === BACKSLASH) at += 1
      else if (isControl(code)) replace(at, `\\u${code.toString(16).padStart(4, '0')}`)
    } else if (!isBlank(code)) {
      if (comma >= 0 && (code === CLOSE_BRACKET || code === CLOSE_BRACE)) replace(comma, '')
      comma = code === COMMA ? at : -1
      inString = code === QUOTE
    }
  }
  return [...parts, text.slice(copied)].join('')
}

const invalidBody = (message: string): Problem =>
  new Problem('InvalidRequest', 'InvalidRequestBodyFormat', message)

const BYTE_ORDER_MARK = 0xfeff
const QUOTE = 0x22
const COMMA = 0x2c
const OPEN_BRACKET = 0x5b
const BACKSLASH = 0x5c
const CLOSE_BRACKET = 0x5d
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d

/** C0 and C1 control characters of Unicode. */
const isControl = (code: number): boolean => code < 0x20 || (code >= 0x7f && code < 0xa0)

/** White space of RFC 8259. */
const isBlank = (code: number): boolean => code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d
