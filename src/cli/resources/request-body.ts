/** The JSON body of a create or update request, from the options; absent options are not sent. @module */

import { UsageError } from '../command-error.ts'
import type { Option } from '../command-line/option.ts'
import type { CommandContext } from '../execution/command-context.ts'
import { property } from '../options/resource.ts'
import type { ServiceClient } from '../service/service-client.ts'
import type { Field } from './resources.ts'

type Body = Record<string, unknown>

export function requestBody(context: CommandContext, fields: readonly Field[], service: ServiceClient): Body {
  const body: Body = {}
  for (const field of fields) {
    if (!context.has(field.option)) continue
    const value = fieldValue(context, field, service)
    const before = at(body, field.to)
    put(body, field.to, Array.isArray(before) && Array.isArray(value) ? [...before, ...value] : value)
  }
  for (const [name, value] of propertiesOf(context)) put(body, `properties.${name}`, value)
  return body
}

function fieldValue(context: CommandContext, { option, as }: Field, service: ServiceClient): unknown {
  if (typeof as === 'object') {
    const refer = (collection: string, value: string) => ({ self: service.addressOf(collection, value) })
    return 'reference' in as
      ? refer(as.reference, context.require(option))
      : context.list(option).map((value) => refer(as.references, value))
  }
  if (as === 'number') return context.number(option)
  if (as === 'boolean') return context.flag(option)
  if (as === 'texts') return context.list(option)
  if (as === 'numbers') return context.list(option).map(Number)
  if (as === 'events') return Object.fromEntries(context.list(option).map((name) => [name, true]))
  return context.value(option)
}

function at(body: Body, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => (value as Body | undefined)?.[name], body)
}

function put(body: Body, path: string, value: unknown): void {
  const names = path.split('.')
  const last = names.pop() ?? ''
  let inside = body
  for (const name of names) {
    const next = (inside[name] as Body | undefined) ?? {}
    inside[name] = next
    inside = next
  }
  inside[last] = value
}

/** `--property NAME=VALUE` and `--property NAME VALUE`; a value that is JSON is sent as JSON. */
export function propertiesOf(
  context: CommandContext,
  option: Option = property
): readonly (readonly [string, unknown])[] {
  const words = [...context.values(option)]
  const pairs: [string, unknown][] = []
  while (words.length > 0) {
    const word = words.shift() ?? ''
    const mark = word.indexOf('=')
    const [name, value] = mark > 0 ? [word.slice(0, mark), word.slice(mark + 1)] : [word, words.shift()]
    if (value === undefined) throw new UsageError(`--property ${word} has no value. Write it as NAME=VALUE.`)
    pairs.push([name, parsed(value)])
  }
  return pairs
}

function parsed(value: string): unknown {
  try {
    return JSON.parse(value) as unknown
  } catch {
    return value
  }
}
