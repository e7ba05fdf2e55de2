/** `--check result`: JMESPath conditions on the JSON result of a command. @module */
import { search } from 'jmespath'
import { UsageError } from '../command-error.ts'
import type { ResultCheck } from './read-checks.ts'

/**
 * @param result as JSON; undefined when the command has none
 * @returns a message per failed check. As JMESPath defines it, false, null and empty values fail.
 * @throws UsageError for an invalid expression
 */
export function failedResultChecks(checks: readonly ResultCheck[], result: unknown): readonly string[] {
  return checks.flatMap(({ expression }) => {
    if (result === undefined) return [`the command has no result to check: ${expression}`]
    const value = evaluate(expression, result)
    return isTrue(value) ? [] : [`the result does not satisfy ${expression}: ${JSON.stringify(value)}`]
  })
}

function evaluate(expression: string, result: unknown): unknown {
  try {
    return search(result, expression)
  } catch (error) {
    throw new UsageError(
      `"${expression}" is not a valid JMESPath expression: ${(error as Error).message}`,
      'USE: --check result "status == \'Succeeded\'", or --check result "properties.wordErrorRate1 < `0.1`"'
    )
  }
}

function isTrue(value: unknown): boolean {
  if (value === null || value === false || value === '') return false
  return typeof value !== 'object' || Object.keys(value as object).length > 0
}
