import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseLenientJson } from './lenient-json.ts'

describe('lenient JSON', () => {
  test('reads every JSON text as JSON does', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(parseLenientJson(text)).toEqual(JSON.parse(text))
      })
    )
  })

  test('reads control characters that were left raw in strings, and forgives a last comma', () => {
    const raw = (value: unknown): string =>
      JSON.stringify(value).replace(
        /\\([nrt])/g,
        (_escape, letter: string) => ({ n: '\n', r: '\r', t: '\t' })[letter] ?? ''
      )
    // A backslash would make the letter after it look like an escape.
    const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\t', '"', ',', ']', '}', ' ') })
    fc.assert(
      fc.property(fc.array(fc.dictionary(text, text)), fc.constantFrom('', ',', ' , \n'), (value, comma) => {
        expect(parseLenientJson(`${raw(value).slice(0, -1)}${value.length > 0 ? comma : ''}]`)).toEqual(value)
      })
    )
  })

  test('changes nothing inside strings', () => {
    expect(parseLenientJson('{"a": ",]", "b": "x,}\n", "c": "\\",}",}')).toEqual({
      a: ',]',
      b: 'x,}\n',
      c: '",}'
    })
  })

  test('refuses at once what no repair can read, however long', () => {
    for (const text of [
      '{',
      '"',
      '{"a" 1}',
      '[1 2]',
      '[,1]',
      `${'['.repeat(50_000)}"`,
      `"${','.repeat(500_000)}`,
      '"a'.repeat(200_001)
    ]) {
      expect(() => parseLenientJson(text)).toThrow('The body is no JSON')
    }
  })
})
