/** `--check …`: parses conditions from their words. @module */
import { UsageError } from '../command-error.ts'

/** Display form, inverse text normalization (numbers as digits), or lexical form (word for word). */
export const FORMS = ['text', 'itn', 'lexical'] as const
export type Form = (typeof FORMS)[number]

export type TextCheck = Readonly<{
  kind: 'text'
  form: Form
  relation: 'eq' | 'contains' | 'in'
  negated: boolean
  value: string
}>
export type WerCheck = Readonly<{ kind: 'wer'; form: Form; operator: string; limit: number }>
export type ResultCheck = Readonly<{ kind: 'result'; expression: string }>
export type Check = TextCheck | WerCheck | ResultCheck

const OPERATORS = ['eq', 'ne', 'lt', 'le', 'gt', 'ge']
const ACCEPTED =
  'USE: --check result JMESPATH | --check [text|itn|lexical] wer le 10 | … contains TEXT | … in "TEXT;TEXT" | … eq TEXT'

/** @throws UsageError for a condition that does not parse */
export function readChecks(arguments_: readonly string[]): readonly Check[] {
  const words = [...arguments_]
  const checks: Check[] = []
  while (words.length > 0) checks.push(readCheck(words, arguments_))
  return checks
}

function readCheck(words: string[], provided: readonly string[]): Check {
  const next = (): string => {
    const word = words.shift()
    if (word === undefined) throw unknown(provided)
    return word
  }
  const skip = (...passed: readonly string[]): void => {
    while (passed.includes(words[0] ?? '')) words.shift()
  }
  skip('sr', 'transcript')
  let word = next()
  if (word === 'result' || word === 'jmes') {
    skip('jmes')
    return { kind: 'result', expression: next() }
  }
  const form = FORMS.find((one) => one === word)
  if (form !== undefined) {
    if (form !== 'text') skip('text')
    word = next()
  }
  // `wer le 10` may be quoted as one word.
  const parts = word.split(/\s+/)
  if (parts[0] === 'wer')
    return werCheck(form ?? 'text', parts.length > 1 ? parts.slice(1) : [], next, provided)
  if (form === undefined) throw unknown(provided)
  const negated = word === 'not' || word === 'ne'
  const relation = word === 'not' ? next() : word
  if (relation === 'in' || relation === 'contains') {
    return { kind: 'text', form, relation, negated, value: next() }
  }
  if (word === 'not') throw unknown(provided)
  const named = word === 'eq' || word === 'ne'
  return { kind: 'text', form, relation: 'eq', negated, value: named ? next() : word }
}

function werCheck(
  form: Form,
  rest: readonly string[],
  next: () => string,
  arguments_: readonly string[]
): WerCheck {
  const [operator = '', limit] = rest.length > 0 ? rest : next().split(/\s+/)
  const number = limit ?? next()
  if (!OPERATORS.includes(operator) || !/^\d+(\.\d+)?$/.test(number)) throw unknown(arguments_)
  return { kind: 'wer', form, operator, limit: Number(number) }
}

const unknown = (arguments_: readonly string[]): UsageError =>
  new UsageError(`Cannot parse --check ${arguments_.join(' ')}.`, ACCEPTED)
