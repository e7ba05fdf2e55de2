import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_JSON_DEPTH, parseLenientJson } from './lenient-json.ts'

/** JSON with nothing escaped but what must be: control characters stay raw, and every list may end in a comma. */
function loose(value: unknown, comma: string): string {
  if (typeof value === 'string') return `"${value.replace(/["\\]/g, '\\$&')}"`
  if (Array.isArray(value)) return `[${closed(value.map((one) => loose(one, comma)).join(','), comma)}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).map(([name, one]) => `${loose(name, comma)}:${loose(one, comma)}`)
  return `{${closed(entries.join(','), comma)}}`
}
const closed = (inner: string, comma: string): string => (inner === '' ? inner : `${inner}${comma}`)

describe('lenient JSON', () => {
  test('reads every JSON text as JSON does', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(parseLenientJson(text)).toEqual(JSON.parse(text))
      })
    )
  })

  test('reads what needs the two repairs as strict JSON reads the repaired text', () => {
    const unit = fc.constantFrom(
      'a',
      '\n',
      '\r',
      '\t',
      '\0',
      '\u0085',
      '"',
      '\\',
      'n',
      'u',
      ',',
      ']',
      '}',
      ' ',
      'é'
    )
    const key = fc.string({ unit }).filter((name) => name !== '__proto__')
    const value = fc.jsonValue({ stringUnit: unit, maxDepth: 4 })
    fc.assert(
      fc.property(
        fc.oneof(value, fc.dictionary(key, value)),
        fc.constantFrom('', ',', ' , \n', ',\t\r\n '),
        (one, comma) => {
          const strict: unknown = JSON.parse(JSON.stringify(one))
          expect(parseLenientJson(loose(strict, comma))).toEqual(strict)
        }
      ),
      { numRuns: 500 }
    )
  })

  test('refuses a text that needs a repair at every character', () => {
    expect(() => parseLenientJson(`"${'\u0001'.repeat(10_001)}"`)).toThrow('more than 10000 repairs')
    expect(parseLenientJson(`"${'\u0001'.repeat(10_000)}"`)).toHaveLength(10_000)
  })

  test('changes nothing inside strings', () => {
    expect(parseLenientJson('{"a": ",]", "b": "x,}\n", "c": "\\",}",}')).toEqual({
      a: ',]',
      b: 'x,}\n',
      c: '",}'
    })
  })

  test('refuses what no repair can read, however long', () => {
    for (const text of [
      '{',
      '"',
      '{"a" 1}',
      '[1 2]',
      '[,1]',
      '[1,,]',
      '["a\\\nb",]',
      `${'['.repeat(MAX_JSON_DEPTH)}"`,
      `"${','.repeat(500_000)}`,
      `"${'\\"'.repeat(500_000)}`,
      '"a'.repeat(200_001)
    ]) {
      expect(() => parseLenientJson(text)).toThrow('The body is not valid JSON')
    }
  })

  test('refuses what is nested too deep to be walked', () => {
    const nested = (depth: number): string => `${'[{"a":'.repeat(depth)}"[["${'}]'.repeat(depth)}`
    expect(parseLenientJson(nested(MAX_JSON_DEPTH / 2))).toBeInstanceOf(Array)
    for (const text of [nested(MAX_JSON_DEPTH / 2 + 1), nested(50_000), '['.repeat(50_000)]) {
      expect(() => parseLenientJson(text)).toThrow('nested more than 64 levels deep')
    }
  })
})
