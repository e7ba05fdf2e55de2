/** `--check result`: whether an answer is as a JMESPath expression says. @module */
import { search } from 'jmespath'
import { WrongUsage } from '../command-failed.ts'
import type { AnswerCheck } from './read-checks.ts'

/**
 * @param answer as JSON; undefined when the command has none
 * @returns what does not hold, in words. False, null and what is empty do not hold, as JMESPath has it.
 * @throws WrongUsage for what is no expression
 */
export function failedAnswerChecks(checks: readonly AnswerCheck[], answer: unknown): readonly string[] {
  return checks.flatMap(({ expression }) => {
    if (answer === undefined) return [`there is no answer to check: ${expression}`]
    const found = evaluated(expression, answer)
    return holds(found) ? [] : [`the answer is not as ${expression} says: ${JSON.stringify(found)}`]
  })
}

function evaluated(expression: string, answer: unknown): unknown {
  try {
    return search(answer, expression)
  } catch (error) {
    throw new WrongUsage(
      `"${expression}" is no JMESPath expression: ${(error as Error).message}`,
      'USE: --check result "status == \'Succeeded\'", or --check result "properties.wordErrorRate1 < `0.1`"'
    )
  }
}

function holds(value: unknown): boolean {
  if (value === null || value === false || value === '') return false
  return typeof value !== 'object' || Object.keys(value as object).length > 0
}
