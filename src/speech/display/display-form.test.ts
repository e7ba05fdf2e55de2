import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalizerFor } from '../text/index.ts'
import { type DisplayOptions, displayFormFor, parseFormattingRules, type TimedWord } from './index.ts'

const american = displayFormFor('en-US')
const normalizer = normalizerFor('en-US')
const shown = (lexical: string, options?: DisplayOptions): string =>
  american.formatText(lexical, options).display

/** A file a kind: what is said, what is shown, and what that reads back as where it is not what was said. */
const folder = new URL('../../../tests/display/en-us/', import.meta.url)
const table = readdirSync(folder).flatMap((name) =>
  readFileSync(new URL(name, folder), 'utf8')
    .trim()
    .split('\n')
    .map((line) => [name.replace('.tsv', ''), ...line.split('\t')] as [string, string, string, string?])
)

describe('American English', () => {
  test('has a table of at least three hundred cases', () => expect(table.length).toBeGreaterThanOrEqual(300))

  test.each(table)('%s: %s', (_kind, lexical, display, readBack = lexical) => {
    expect(shown(lexical)).toBe(display)
    expect(normalizer.apply(display)).toBe(readBack)
  })

  /** What is written, said, shown and said again is the same twice: nothing is lost on the way to the reader. */
  const money = fc.tuple(fc.integer({ min: 0, max: 99_999 }), fc.integer({ min: 0, max: 99 }))
  const padded = (value: number): string => String(value).padStart(2, '0')
  const written = fc.oneof(
    fc.integer({ min: 0, max: 999_999_999 }).map((value) => value.toLocaleString('en-US')),
    fc.integer({ min: 1, max: 999 }).map((value) => `${value} million`),
    fc.integer({ min: -999, max: -1 }).map(String),
    fc
      .tuple(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 1, max: 999 }))
      .map(([whole, part]) => `${whole}.${part}`),
    money.map(([dollars, cents]) => (cents === 0 ? `$${dollars}` : `$${dollars}.${padded(cents)}`)),
    fc.integer({ min: 0, max: 100 }).map((value) => `${value}%`),
    fc
      .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 59 }), fc.constantFrom('AM', 'PM'))
      .map(([hour, minute, half]) =>
        minute === 0 ? `${hour} ${half}` : `${hour}:${padded(minute)} ${half}`
      ),
    fc
      .date({
        min: new Date('1850-01-01T00:00:00Z'),
        max: new Date('2099-12-31T00:00:00Z'),
        noInvalidDate: true
      })
      .map((day) =>
        day.toLocaleDateString('en-US', { month: 'long', day: 'numeric', year: 'numeric', timeZone: 'UTC' })
      ),
    fc
      .tuple(
        fc.integer({ min: 200, max: 999 }),
        fc.integer({ min: 200, max: 999 }),
        fc.integer({ min: 1000, max: 9999 })
      )
      .map(([area, exchange, line]) => `${area}-${exchange}-${line}`),
    fc
      .tuple(
        fc.integer({ min: 2, max: 999 }),
        fc.constantFrom('kg', 'km', 'km/h', 'mph', 'cm', 'mm', 'GB', 'MB', 'GHz', '°C', '°F', 'V', 'mg', 'ml')
      )
      .map(([value, unit]) => `${value} ${unit}`),
    fc.integer({ min: 10, max: 999 }).map((value) => `the ${value}${ending(value)} page`),
    fc
      .tuple(
        fc.integer({ min: 1, max: 99 }),
        fc.constantFrom('Oak', 'Cherry', 'Lexington'),
        fc.constantFrom('Ave.', 'St.', 'Rd.')
      )
      .map((parts) => parts.join(' '))
  )
  test('is a way there and back for numbers, money, times, dates, telephones, units and streets', () => {
    fc.assert(
      fc.property(written, (text) => {
        const lexical = normalizer.apply(text)
        expect([text, normalizer.apply(shown(lexical))]).toEqual([text, lexical])
      }),
      { numRuns: 3000 }
    )
  })
})

function ending(value: number): string {
  const teen = value % 100 > 10 && value % 100 < 14
  return teen ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th')
}

describe('the four texts', () => {
  test('are what was said, what is written, what may be shown, and the sentence', () => {
    expect(american.formatText('damn it costs five dollars', { profanity: 'Masked' })).toEqual({
      lexical: 'damn it costs five dollars',
      itn: 'damn it costs $5',
      maskedITN: '**** it costs $5',
      display: '**** it costs $5.'
    })
  })

  test.each([
    ['None', 'Well damn that.'],
    ['Masked', 'Well **** that.'],
    ['Removed', 'Well that.'],
    ['Tags', 'Well <profanity>damn</profanity> that.']
  ] as const)('with profanity %s', (profanity, display) => {
    expect(shown('well damn that', { profanity })).toBe(display)
  })

  test('nothing is left of a sentence whose every word was removed, its mark included', () => {
    expect(shown('bastard', { profanity: 'Removed' })).toBe('')
    expect(
      american.format([{ word: 'bastard', offsetTicks: 0, durationTicks: 1 }], { profanity: 'Removed' })
    ).toMatchObject({ display: '', displayWords: [] })
  })

  test.each([
    ['None', 'Wait comma is it five period'],
    ['Automatic', 'Wait comma is it 5 period.'],
    ['Dictated', 'Wait, is it 5.'],
    ['DictatedAndAutomatic', 'Wait, is it 5.']
  ] as const)('with punctuation %s', (punctuation, display) => {
    expect(shown('wait comma is it five period', { punctuation })).toBe(display.replace('five', '5'))
  })

  test('begin a sentence after each dictated end, and a line where one is asked for', () => {
    const spoken =
      'good morning period new line how are you question mark fine exclamation point i live on twelve main street period'
    expect(shown(spoken, { punctuation: 'Dictated' })).toBe(
      'Good morning.\nHow are you? Fine! I live on 12 Main St.'
    )
  })

  test('write names as their owners do, also in the possessive and at the start of a sentence', () => {
    const names = new Map([
      ['i phone', 'iPhone'],
      ['kx nine', 'KX9'],
      ['contoso', 'Contoso']
    ])
    expect(shown('i phone and kx nine are contoso\u0027s', { names })).toBe("iPhone and KX9 are Contoso's.")
    expect(shown('contoso sold nine', { names })).toBe('Contoso sold 9.')
  })

  test('are empty for nothing', () => {
    expect(american.formatText(' ')).toEqual({ lexical: '', itn: '', maskedITN: '', display: '' })
    expect(american.format([]).displayWords).toEqual([])
  })
})

test('pounds are money where they are money', () => {
  const lexical = 'twenty pounds and fifty pence'
  expect(displayFormFor('en-GB').formatText(lexical).display).toBe('£20.50.')
  expect(american.formatText('twenty pounds').display).toBe('20 pounds.')
})

test.each([
  ['en-GB', 'it was five pounds twenty', 'It was £5.20.'],
  ['en-GB', 'it is ten kilometres away', 'It is 10 km away.'],
  ['en-IN', 'they paid two lakh rupees', 'They paid ₹2 lakh.'],
  ['en-IN', 'one point five crore rupees', '₹1.5 crore.'],
  ['en-US', 'it is five dollars fifty for two', 'It is $5.50 for 2.'],
  ['en-US', 'for five dollars twenty people came', 'For $5 20 people came.']
])('%s: %s', (locale, lexical, display) => {
  expect(displayFormFor(locale).formatText(lexical).display).toBe(display)
})

test('a locale without habits keeps its words, and gets a capital and its own full stop', () => {
  expect(displayFormFor('fr-FR').formatText('bonjour à tous').display).toBe('Bonjour à tous.')
  expect(displayFormFor('zh-CN').formatText('你好').display).toBe('你好。')
})

describe('words of the display', () => {
  const timed = (words: readonly string[]): TimedWord[] =>
    words.map((word, index) => ({ word, offsetTicks: index * 10, durationTicks: 8 }))

  test('span the words that they stand for', () => {
    const { displayWords } = american.format(timed('call me at six forty five p m'.split(' ')))
    expect(displayWords).toEqual([
      { displayText: 'Call', offsetTicks: 0, durationTicks: 8 },
      { displayText: 'me', offsetTicks: 10, durationTicks: 8 },
      { displayText: 'at', offsetTicks: 20, durationTicks: 8 },
      { displayText: '6:45 PM.', offsetTicks: 30, durationTicks: 48 }
    ])
  })

  const word = fc.oneof(
    fc.constantFrom(
      ...'one two oh zero five ten twenty hundred thousand million point minus and a an i dollars cents percent p m at dot com may first november street avenue comma period damn double'.split(
        ' '
      )
    ),
    fc.string({ maxLength: 6 })
  )
  const rules = parseFormattingRules([
    '#itn',
    '(\\u)+-\\d',
    '{to>-}',
    '#rewrite',
    'a an\tTHE',
    '#profanity',
    'ten twenty'
  ]).rules
  const options = fc.record({
    profanity: fc.constantFrom('None', 'Masked', 'Removed', 'Tags'),
    punctuation: fc.constantFrom('None', 'Dictated', 'Automatic', 'DictatedAndAutomatic'),
    rules: fc
      .constantFrom(rules, undefined)
      .map((one) => one ?? { patterns: [], rewrites: [], profanity: [] })
  }) as fc.Arbitrary<DisplayOptions>

  test('follow each other in time, whatever was said', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 25 }), options, (words, options_) => {
        const { displayWords, display } = american.format(timed(words), options_)
        let before = 0
        for (const { offsetTicks, durationTicks } of displayWords) {
          expect(offsetTicks).toBeGreaterThanOrEqual(before)
          before = offsetTicks + durationTicks
        }
        expect(typeof display).toBe('string')
      }),
      { numRuns: 1000 }
    )
  })
})
