import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pronunciationLine } from './pronunciation-line.ts'

const code = (line: string) => {
  const result = pronunciationLine(line)
  return 'rejection' in result ? result.rejection.code : result.value
}

describe('a line of pronunciation', () => {
  test.each([
    ['3CPO\tthree c p o', { display: '3CPO', spoken: 'three c p o' }],
    ['CNTK\tC N T K', { display: 'CNTK', spoken: 'c n t k' }],
    ['  IEEE \t i  triple e \t', { display: 'IEEE', spoken: 'i triple e' }],
    ['O’Hara\to’hara', { display: "O'Hara", spoken: "o'hara" }],
    ['.NET\tdot net', { display: '.NET', spoken: 'dot net' }],
    ['C++\tsee plus plus', { display: 'C++', spoken: 'see plus plus' }],
    ['Ørsted\tørsted', { display: 'Ørsted', spoken: 'ørsted' }],
    ['e-mail\te mail', { display: 'e-mail', spoken: 'e mail' }]
  ])('%j is taken', (line, expected) => {
    expect(code(line)).toEqual(expected)
  })

  test.each([
    ['3CPO three c p o', 'TabMissing'],
    ['3CPO', 'TabMissing'],
    ['a\tb\tc', 'TooManyColumns'],
    ['\tthree c p o', 'DisplayEmpty'],
    ['3CPO\t  ', 'SpokenEmpty'],
    ['3CPO\tthree c 3 o', 'SpokenNotLetters'],
    ['3CPO\tthree-c', 'SpokenNotLetters'],
    ["3CPO\tthree ' c", 'SpokenNotLetters'],
    ['3CPO\tтри', 'SpokenNotLetters'],
    ['two words\ttwo words', 'DisplayNotOneWord'],
    ['word(2)\tword', 'DisplayNotOneWord'],
    [`${'x'.repeat(101)}\tx`, 'DisplayTooLong'],
    [`x\t${'x '.repeat(201)}`, 'SpokenTooLong'],
    ['3C\u0007PO\tthree', 'ControlCharacter']
  ])('%j is refused', (line, expected) => {
    expect(code(line)).toBe(expected)
  })

  test('says in which column the first wrong character stands', () => {
    expect(pronunciationLine('3CPO\tthree c 3 o')).toMatchObject({ rejection: { column: 14, found: '"3"' } })
  })
})

test('no line crashes the parser, and what it accepts can be written back and read again', () => {
  const pieces = fc.constantFrom(' ', '\t', 'a', 'B', "'", '’', '-', '3', 'é', '字', '\u0000', '(')
  const lines = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces).map((parts) => parts.join(''))
  )
  fc.assert(
    fc.property(lines, (line) => {
      const result = pronunciationLine(line)
      if ('value' in result) {
        const { display, spoken } = result.value
        expect(pronunciationLine(`${display}\t${spoken}`)).toEqual(result)
      }
    }),
    { numRuns: 2000 }
  )
})
