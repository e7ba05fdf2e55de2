/** `--expect` and `--not expect`: regular expressions for the lines that a command prints. @module */
import { UsageError } from '../command-error.ts'

/**
 * Expressions are separated by semicolons or line breaks; each must match a line after the previous match.
 * @returns a message per failed expectation. @throws UsageError for an invalid expression
 */
export function failedExpectations(
  printed: string,
  expected: readonly string[],
  unexpected: readonly string[]
): readonly string[] {
  const lines = printed.split(/\r?\n/)
  const failures: string[] = []
  let from = 0
  for (const pattern of splitPatterns(expected)) {
    const matches = regex(pattern)
    const at = lines.findIndex((line, index) => index >= from && matches.test(line))
    if (at >= 0) {
      from = at + 1
    } else {
      failures.push(`no line ${from > 0 ? `after line ${from} ` : ''}matches ${pattern}`)
      break
    }
  }
  for (const pattern of splitPatterns(unexpected)) {
    const matches = regex(pattern)
    const line = lines.find((one) => matches.test(one))
    if (line !== undefined) failures.push(`a line matches ${pattern}: ${line}`)
  }
  return failures
}

/** Expressions for `--expect` that match exactly these lines. */
export const expressionsOf = (printed: string): string =>
  printed
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => `^${line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(';', '\\x3b')}$\n`)
    .join('')

const splitPatterns = (patterns: readonly string[]): readonly string[] =>
  patterns.flatMap((one) => one.split(/[;\r\n]+/)).filter((one) => one !== '')

function regex(pattern: string): RegExp {
  try {
    return new RegExp(pattern)
  } catch (error) {
    throw new UsageError(`"${pattern}" is not a valid regular expression: ${(error as Error).message}`)
  }
}
