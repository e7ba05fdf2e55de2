import { describe, expect, test } from 'vitest'
import { BundleInvalid, parseDisplayWords, parseManifest, parseReport } from './bundle-schema.ts'

const rejectionOf = (parse: () => unknown): string => {
  try {
    parse()
  } catch (error) {
    if (error instanceof BundleInvalid) return error.message
    throw error
  }
  throw new Error('was to be refused')
}
const added = (words: readonly unknown[]): string => JSON.stringify({ words: { added: words } })
const WORD = { word: 'grapnel', source: 'guess', pronunciations: ['G R AE P'] }

describe('a JSON file of a bundle', () => {
  test('of more values than are accepted is refused, whatever they are and wherever they stand', () => {
    const many = 1_000_001
    for (const value of ['{}', '[]', '0', '""', '{"a":[{}]}']) {
      const text = `{"unknown":[${`${value},`.repeat(many - 1)}${value}]}`
      expect(rejectionOf(() => parseReport(text, 'report.json'))).toBe(
        'report.json: more than 1000000 values; at most 1000000 are accepted'
      )
    }
  })

  test('may hold any number of commas and brackets in its texts', () => {
    const text = JSON.stringify({ note: `\\"${',[{'.repeat(500_000)}"\\` })
    expect(parseReport(text, 'report.json')).toEqual(JSON.parse(text))
  })

  test('is refused for the first of many faults', () => {
    const words = [WORD, ...Array.from({ length: 200_000 }, () => 0), WORD]
    expect(rejectionOf(() => parseReport(added(words), 'report.json'))).toMatch(
      /^report\.json: words\.added\.1: .*expected object/
    )
    const display = Object.fromEntries(Array.from({ length: 200_000 }, (_, at) => [`w${at}`, at]))
    expect(rejectionOf(() => parseDisplayWords(JSON.stringify(display), 'display.json'))).toMatch(
      /^display\.json: w0: .*expected string/
    )
  })

  test('is taken as it is where all of it is accepted', () => {
    const report = { words: { added: [WORD, { ...WORD, more: 1 }] }, text: { sentences: 3 } }
    expect(parseReport(JSON.stringify(report), 'report.json')).toEqual(report)
    expect(parseDisplayWords('{"kx9":"KX9"}', 'display.json')).toEqual({ kx9: 'KX9' })
    expect(rejectionOf(() => parseDisplayWords('{"":"KX9"}', 'display.json'))).toContain('display.json: ')
    expect(rejectionOf(() => parseManifest('{"format":1,"tools":{"a":1}}', 'model.json'))).toContain(
      'model.json: '
    )
  })
})
