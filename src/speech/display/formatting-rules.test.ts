import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { displayFormFor, parseFormattingRules } from './index.ts'

const form = displayFormFor('en-US')
const withRules = (lines: readonly string[], lexical: string): string =>
  form.formatText(lexical, {
    rules: parseFormattingRules(lines).rules,
    profanity: 'Masked',
    punctuation: 'None'
  }).display

describe('patterns', () => {
  test.each([
    ['cat-\\d', 'do you like cat nine', 'Do you like cat-9'],
    ['\\d\\d{to>-}\\d\\d {K>cadence}', 'twenty to thirty k', '20-30 cadence'],
    ['\\d\\d\\d-\\d\\d\\d', 'one oh five one fifteen', '105-115'],
    ['JO:500', 'j o five hundred', 'JO:500'],
    ['JO:500', 'j o five double zero', 'JO:500'],
    ['JO:[5-7]00', 'j o six hundred', 'JO:600'],
    ['(AB|CD)-(\\d)+', 'a b five six seven', 'AB-567'],
    ['{zippy>ZPI}-\\d\\d', 'zippy twenty one', 'ZPI-21'],
    ['\\d[05]{ to >-}\\d[05]', 'fifteen to twenty', '15-20'],
    ['{write} (\\u.)+', 'write a b c', 'A.B.C'],
    ['Space: 1999', 'we saw space nineteen ninety nine again', 'We saw Space: 1999 again'],
    ['\\d-\\l-\\l-\\d', 'one a b two', '1-a-b-2'],
    ['8B-EV-3', 'eight b e v three', '8B-EV-3']
  ])('%s makes of "%s" %s', (pattern, lexical, display) => {
    expect(withRules(['#ITN', pattern], lexical)).toBe(display)
  })

  test('the longest of those that fit is taken, in whatever order they stand', () => {
    const patterns = ['{a>1}', '{a b>12}', '{b c>23}']
    expect(withRules(['#itn', ...patterns], 'x a b c')).toBe(
      withRules(['#itn', ...[...patterns].reverse()], 'x a b c')
    )
  })

  test('that a backtracking search would never finish change nothing', () => {
    expect(withRules(['#itn', '((\\d)*(\\d)*)*x'], '1 '.repeat(60))).toContain('1 1')
  })
})

describe('rewrites and hidden words', () => {
  test('put the longest match in place, once, and begin a sentence with a capital', () => {
    const rules = ['# rewrite', 'end to end\tE2E', 'end\tfinish', 'new york\tbig apple', 'big apple\tNYC']
    expect(withRules(rules, 'new york is end to end')).toBe('Big apple is E2E')
  })

  test('hide each word of a phrase by as many stars as it has letters', () => {
    expect(withRules(['#profanity', 'fake word'], 'a Fake word indeed')).toBe('A **** **** indeed')
  })
})

describe('a file of rules', () => {
  test('is read section by section, with comments, and tests itself', () => {
    const { rules, tests, rejections, accepted } = parseFormattingRules([
      '\ufeff// rules of the house',
      '#itn // numbers',
      'cat-\\d',
      '',
      '#REWRITE',
      'see https://example.org\tlook',
      '#test',
      'cat nine\tCat-9'
    ])
    expect(rejections).toEqual([])
    expect([rules.patterns.length, rules.rewrites, tests, accepted]).toEqual([
      1,
      [{ from: 'see https://example.org', to: 'look' }],
      [{ line: 8, lexical: 'cat nine', expected: 'Cat-9' }],
      3
    ])
  })

  test.each([
    [['loose'], 1, 1, 'OutsideSection'],
    [['#colours'], 1, 1, 'UnknownSection'],
    [['#itn', '  (\\d'], 2, 3, 'InvalidPattern'],
    [['#itn', 'a\\z'], 2, 2, 'InvalidPattern'],
    [['#itn', '[7-5]'], 2, 1, 'InvalidPattern'],
    [['#itn', 'a+'], 2, 2, 'InvalidPattern'],
    [['#itn', '{x'], 2, 1, 'InvalidPattern'],
    [['#rewrite', 'one field'], 2, 10, 'MissingTab'],
    [['#rewrite', 'a\tb\tc'], 2, 4, 'TooManyTabs'],
    [['#rewrite', '\tb'], 2, 1, 'EmptyField'],
    [['#profanity', 'oh, no'], 2, 3, 'InvalidPhrase'],
    [['#itn', ...Array.from({ length: 201 }, () => 'a')], 202, 1, 'TooManyLines'],
    [['#itn', 'a'.repeat(501)], 2, 1, 'InvalidPattern'],
    [['#itn', `${'('.repeat(300)}a${')'.repeat(300)}`], 2, 21, 'InvalidPattern'],
    [['#itn', ...Array.from({ length: 9 }, () => 'a'.repeat(480))], 10, 1, 'PatternsTooLarge'],
    [['#test', `${'a'.repeat(1000)}\tb`], 2, 1001, 'LineTooLong']
  ])('%j is rejected at line %i, column %i, with %s', (lines, line, column, code) => {
    expect(parseFormattingRules(lines).rejections).toMatchObject([
      { line, column, code, accepted: expect.any(String) }
    ])
  })

  test('loses no line: each with text is a header, accepted or rejected', () => {
    const piece = fc.constantFrom(
      '#itn',
      '#test',
      '#x',
      '(',
      ')',
      '\\d',
      '\\',
      '{',
      '}',
      '>',
      '[',
      ']',
      '-',
      '+',
      '|',
      'a',
      ' ',
      '\t',
      '//',
      '5'
    )
    const line = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 8 }).map((parts) => parts.join(''))
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const clean = lines.map((one) => one.replace(/[\r\n]/g, ' '))
        const { accepted, rejections } = parseFormattingRules(clean)
        const rows = clean.filter((one, index) => {
          const text = (index === 0 ? one.replace(/^\ufeff/, '') : one).replace(/(?:^|\s)\/\/.*$/, '')
          return text.trim() !== '' && !/^\s*#\s*(?:itn|rewrite|profanity|test)\s*$/i.test(text)
        })
        expect(accepted + rejections.length).toBe(rows.length)
      })
    )
  })
})
