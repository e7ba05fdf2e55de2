/** Options of a create or update as the JSON of its request: what was not given is not sent. @module */
import { WrongUsage } from '../command-failed.ts'
import type { Field } from '../entity-kinds.ts'
import type { Service } from '../service.ts'
import type { Options } from '../session.ts'

type Body = Record<string, unknown>

export function requestBody(options: Options, fields: readonly Field[], service: Service): Body {
  const body: Body = {}
  for (const field of fields) {
    if (!options.has(field.option)) continue
    const value = fieldValue(options, field, service)
    const before = at(body, field.to)
    put(body, field.to, Array.isArray(before) && Array.isArray(value) ? [...before, ...value] : value)
  }
  for (const [name, value] of propertiesOf(options)) put(body, `properties.${name}`, value)
  return body
}

function fieldValue(options: Options, { option, as }: Field, service: Service): unknown {
  if (typeof as === 'object') {
    const refer = (collection: string, value: string) => ({ self: service.addressOf(collection, value) })
    return 'reference' in as
      ? refer(as.reference, options.require(option))
      : options.list(option).map((value) => refer(as.references, value))
  }
  if (as === 'number') return options.number(option)
  if (as === 'boolean') return options.flag(option)
  if (as === 'texts') return options.list(option)
  if (as === 'numbers') return options.list(option).map(Number)
  if (as === 'events') return Object.fromEntries(options.list(option).map((name) => [name, true]))
  return options.one(option)
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

/** `--property NAME=VALUE` and `--property NAME VALUE`; values that are JSON are sent as such. */
export function propertiesOf(options: Options): readonly (readonly [string, unknown])[] {
  const words = [...options.all('property')]
  const pairs: [string, unknown][] = []
  while (words.length > 0) {
    const word = words.shift() ?? ''
    const mark = word.indexOf('=')
    const [name, value] = mark > 0 ? [word.slice(0, mark), word.slice(mark + 1)] : [word, words.shift()]
    if (value === undefined) throw new WrongUsage(`--property ${word} has no value; NAME=VALUE is accepted.`)
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
