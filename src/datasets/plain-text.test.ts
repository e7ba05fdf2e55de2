import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalizerFor } from '../speech/text/index.ts'
import { plainTextLine } from './plain-text.ts'

const lexical = normalizerFor('en-US')
const parse = (line: string, kind: 'Default' | 'None' = 'Default') => plainTextLine(line, kind, lexical)
const code = (line: string, kind: 'Default' | 'None' = 'Default') => {
  const result = parse(line, kind)
  return 'rejection' in result ? result.rejection.code : 'accepted'
}

describe('a line of plain text', () => {
  test('is kept as it was written, and in its lexical form', () => {
    expect(parse('  Ask the “Merrivane” — it’s near.\u00ad ')).toEqual({
      value: { original: 'Ask the “Merrivane” — it’s near.', lexical: "ask the merrivane it's near" }
    })
  })

  test.each([
    ['see https://contoso.com/help now', 'ContainsUri'],
    ['see HTTPS://CONTOSO.COM', 'ContainsUri'],
    ['go to www.contoso.com', 'ContainsUri'],
    ['write to mailto:me@contoso.com', 'ContainsUri'],
    ['it is on contoso.com/speech somewhere', 'ContainsUri'],
    ['use and/or as you like, e.g. here', 'accepted'],
    ['a.m./p.m. are times', 'accepted'],
    ['the U.S./Canada border', 'accepted'],
    ['aaaa that hurts', 'TooManyRepeats'],
    ['aaa that hurts', 'accepted'],
    ['yeah yeah yeah yeah', 'TooManyRepeats'],
    ['yeah yeah yeah no', 'accepted'],
    ['come on come on come on come on', 'TooManyRepeats'],
    ['come on come on come on then', 'accepted'],
    ['wait ... .... what', 'accepted'],
    ['!!! ???', 'NormalizedTextEmpty'],
    ['字', 'NormalizedTextEmpty'],
    ['12 34', 'accepted'],
    ['call 555 0000', 'TooManyRepeats'],
    ['a bell \u0007 rings', 'ControlCharacter'],
    ['3CPO\tthree c p o', 'ControlCharacter'],
    ['caf\ufffd au lait', 'UndecodableBytes'],
    ['word '.repeat(900), 'LineTooLong']
  ])('%j: %s', (line, expected) => {
    expect(code(line)).toBe(expected)
  })

  test('of the wrong kind leads to the right one', () => {
    expect(parse('3CPO\tthree c p o')).toMatchObject({
      rejection: { column: 5, found: 'a TAB (U+0009)', accepted: expect.stringContaining('Pronunciation') }
    })
  })

  test('says where a link stands and repeats it', () => {
    expect(parse('see https://contoso.com now')).toMatchObject({
      rejection: { column: 5, found: '"https://contoso.com"' }
    })
  })

  test.each([
    ["the o'clock re-entry to 3cpo", 'accepted'],
    ['Gate Four', 'accepted'],
    ['Open the gate.', 'NotNormalized'],
    ['open "the" gate', 'NotNormalized'],
    ['see www.contoso.com', 'ContainsUri'],
    ['no no no no', 'TooManyRepeats']
  ])('already normalized, %j: %s', (line, expected) => {
    expect(code(line, 'None')).toBe(expected)
  })

  test('already normalized is taken as it is', () => {
    expect(parse('Gate  four', 'None')).toEqual({ value: { original: 'Gate four', lexical: 'Gate four' } })
  })
})

test('no line crashes the parser, and what it accepts is one line with a word in it', () => {
  const pieces = fc.constantFrom(
    ' ',
    '\t',
    'a',
    'word',
    'http://',
    'www.',
    '’',
    '\u0000',
    '\ud800',
    'ß',
    '字',
    '4',
    '.',
    '\u2028'
  )
  const lines = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.array(pieces).map((parts) => parts.join(''))
  )
  fc.assert(
    fc.property(lines, fc.constantFrom('Default' as const, 'None' as const), (line, kind) => {
      const result = plainTextLine(line, kind, lexical)
      if ('rejection' in result) {
        expect(result.rejection.found).not.toBe('')
        expect(result.rejection.accepted).not.toBe('')
      } else {
        expect(result.value.lexical).toMatch(/\p{L}/u)
        expect(`${result.value.lexical}${result.value.original}`).not.toMatch(/[\n\r\t]|^ | {2}/)
      }
    }),
    { numRuns: 2000 }
  )
})
