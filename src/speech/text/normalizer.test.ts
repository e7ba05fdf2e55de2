/** What holds of every normalizer, whatever it is given. @module */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LocaleUnknown, NORMALIZED_LOCALES, normalizerFor } from './locales.ts'

const LEXICAL = /^(?:[a-z']+(?: [a-z']+)*)?$/

/** Fragments that the steps look for, glued together at random: far nastier than random characters. */
const fragment = fc.constantFrom(
  ...'0 1 2 5 12 104 007 1990 2024 90210 1,234 1,00,000 3.14 .5 1/2 ½ 1-3 5/3/2024 2024-05-03 6:45 18:00'.split(
    ' '
  ),
  ...'555-0199 +44 (555) 1st 22nd 90s $ € £ ₹ ¢ % & @ # + - – — . , : ; / \' ’ " ! ? ° °C = × _'.split(' '),
  ...'am pm a.m. p.m. PM May Jan. 3rd Dr. Mr Mrs. St. etc. vs U.S. e.g. No. KX9 3CPO h2o x kg km/h m² million'.split(
    ' '
  ),
  ...'the Elm Street is go café Ωmega 你好 www. example.com jane@mail.org https:// s k mr dr m r st co'.split(
    ' '
  ),
  ' ',
  ' ',
  ' ',
  '\t',
  '\n',
  '\u200b',
  '\ud800'
)
const glued = fc.array(fragment, { maxLength: 12 }).map((parts) => parts.join(''))
const anything = fc.oneof(glued, fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ maxLength: 60 }))
const runs = { numRuns: 3000 }

const ENGLISH_LOCALES = NORMALIZED_LOCALES.filter((locale) => locale.startsWith('en'))

describe.each(ENGLISH_LOCALES)('the normalizer of %s', (locale) => {
  const normalizer = normalizerFor(locale)

  test('makes lower-case words, single spaces between them, of any string', () => {
    fc.assert(
      fc.property(anything, (text) => LEXICAL.test(normalizer.apply(text))),
      runs
    )
  })

  test('changes nothing when applied again', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const once = normalizer.apply(text)
        expect(normalizer.apply(once)).toBe(once)
      }),
      runs
    )
  })

  test('does not depend on blanks around the text', () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(normalizer.apply(` \n${text}\t `)).toBe(normalizer.apply(text))
      })
    )
  })

  test('names its version and its steps', () => {
    expect(normalizer.version).toMatch(/^en-lexical-\d+/)
    expect(normalizer.steps).toContain('speak-money')
    expect(new Set(normalizer.steps).size).toBe(normalizer.steps.length)
  })
})

describe('protected words', () => {
  const us = normalizerFor('en-US')
  const keep = new Set(['3cpo', 'at&t', '.net', 'c++', 'kx9', 'café9', 'mr', 'a-b'])

  test.each([
    ['Ask 3CPO about it.', 'ask 3cpo about it'],
    ['3cpo, (KX9) and "AT&T"!', '3cpo kx9 and at&t'],
    ['I write .NET and C++.', 'i write .net and c++'],
    ["KX9's valve, KX9’s pump", "kx9's valve kx9's pump"],
    ['a KX9-like box with 12 pins', 'a kx9 like box with twelve pins'],
    ['KX9/3CPO', 'kx9 3cpo'],
    ['CAFÉ9 or cafe9', 'café9 or café9'],
    ['MR scans of Dr. Strange', 'mr scans of doctor strange'],
    ['A-B testing', 'a-b testing'],
    ['KX90 is another', 'k x ninety is another']
  ])('%s', (written, spoken) => {
    expect(us.apply(written, keep)).toBe(spoken)
    expect(us.apply(spoken, keep)).toBe(spoken)
  })

  test('survive among anything, and the whole stays stable', () => {
    const word = fc.stringMatching(/^[.]?[a-z0-9]{1,4}(?:[&'-][a-z0-9]{1,3})?[+]{0,2}$/)
    fc.assert(
      fc.property(
        fc.uniqueArray(word, { minLength: 1, maxLength: 5 }),
        anything,
        anything,
        (words, left, right) => {
          const kept = new Set(words)
          const [first = ''] = words
          const once = us.apply(`${left} ${first.toUpperCase()} ${right}`, kept)
          expect(once.split(' ')).toContain(first)
          expect(us.apply(once, kept)).toBe(once)
        }
      ),
      runs
    )
  })

  test('an empty set protects nothing', () => {
    expect(us.apply('3CPO', new Set())).toBe('three c p o')
  })
})

describe('locales', () => {
  test('are found in any letter case', () => {
    expect(normalizerFor('EN-gb').version).toBe(normalizerFor('en-GB').version)
  })

  test('an unknown one is rejected with the list of known ones', () => {
    expect(() => normalizerFor('tlh')).toThrow(LocaleUnknown)
    expect(() => normalizerFor('tlh')).toThrow('"tlh"; use one of en-US, en-GB, en-IN')
  })

  test('have their own versions: results of different versions do not compare', () => {
    expect(new Set(NORMALIZED_LOCALES.map((locale) => normalizerFor(locale).version)).size).toBe(
      NORMALIZED_LOCALES.length
    )
  })
})

describe('speed', () => {
  const us = normalizerFor('en-US')

  test.each([
    'a',
    '1',
    ' ',
    '1,',
    '1.',
    '1-',
    '-',
    '.',
    "'",
    'a.',
    '1 ',
    '1/',
    '12:',
    '$1',
    'a@',
    'a.com',
    '1st',
    'A1',
    'May 1 ',
    '1,00',
    '(555) ',
    'é',
    '½'
  ])('a line of nothing but %j takes time in proportion to its length', { timeout: 20_000 }, (piece) => {
    // A step whose time grew with the square of it would run for minutes, into the time limit.
    const lexical = us.apply(piece.repeat(Math.ceil(100_000 / piece.length)))
    expect(us.apply(lexical, new Set(['kx9']))).toBe(lexical)
  })
})
