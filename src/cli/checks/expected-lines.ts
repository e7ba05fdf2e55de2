/** `--expect` and `--not expect`: whether the lines that were printed are those that were expected. @module */
import { WrongUsage } from '../command-failed.ts'

/** Expressions parted by semicolons or lines, each for a line after the one that the last matched. */
export function failedExpectations(
  printed: string,
  expected: readonly string[],
  unexpected: readonly string[]
): readonly string[] {
  const lines = printed.split(/\r?\n/)
  const failures: string[] = []
  let from = 0
  for (const pattern of partsOf(expected)) {
    const matches = regex(pattern)
    const at = lines.findIndex((line, index) => index >= from && matches.test(line))
    if (at >= 0) {
      from = at + 1
    } else {
      failures.push(`no line ${from > 0 ? `after line ${from} ` : ''}matches ${pattern}`)
      break
    }
  }
  for (const pattern of partsOf(unexpected)) {
    const matches = regex(pattern)
    const line = lines.find((one) => matches.test(one))
    if (line !== undefined) failures.push(`a line matches ${pattern}: ${line}`)
  }
  return failures
}

/** Lines as the expressions that `--expect` takes for them. */
export const expressionsOf = (printed: string): string =>
  printed
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => `^${line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(';', '\\x3b')}$\n`)
    .join('')

const partsOf = (patterns: readonly string[]): readonly string[] =>
  patterns.flatMap((one) => one.split(/[;\r\n]+/)).filter((one) => one !== '')

function regex(pattern: string): RegExp {
  try {
    return new RegExp(pattern)
  } catch (error) {
    throw new WrongUsage(`"${pattern}" is no regular expression: ${(error as Error).message}`)
  }
}
