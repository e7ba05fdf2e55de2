/** Every regular expression that is written out in the source, found in its syntax tree. @module */
import { readdirSync, readFileSync } from 'node:fs'
import { parseSync } from '@swc/core'

const SOURCE = new URL('../../src/', import.meta.url)

/** What works on the words of the person at the keyboard, or in tests only: nobody else's bytes come here. */
const NOT_SERVED = [
  /^cli\//,
  /^demo\//,
  /^recognizers\/contract/,
  /^recognizers\/spoken-clips/,
  /\.test\.ts$/
]

/** `/pattern/flags` → the files that hold it. */
export function expressionLiterals(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>()
  const files = (readdirSync(SOURCE, { recursive: true }) as string[]).filter((name) => name.endsWith('.ts'))
  for (const file of files.sort()) {
    if (NOT_SERVED.some((pattern) => pattern.test(file))) continue
    const text = readFileSync(new URL(file, SOURCE), 'utf8')
    for (const literal of literalsOf(parseSync(text, { syntax: 'typescript', target: 'es2022' }))) {
      found.set(literal, [...new Set([...(found.get(literal) ?? []), file])])
    }
  }
  return found
}

function* literalsOf(node: unknown): Generator<string> {
  if (typeof node !== 'object' || node === null) return
  const { type, pattern, flags } = node as Readonly<Record<string, unknown>>
  if (type === 'RegExpLiteral') yield `/${String(pattern)}/${String(flags)}`
  for (const value of Object.values(node)) yield* literalsOf(value)
}
