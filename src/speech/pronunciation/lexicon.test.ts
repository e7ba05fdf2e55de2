import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LexiconUnreadable, PHONES, readLexicon, writeLexicon } from './index.ts'

const DICTIONARY = '/usr/share/pocketsphinx/model/en-us/cmudict-en-us.dict'

describe('a lexicon', () => {
  test('lists variants under their word and passes over comments and stress', () => {
    const lexicon = readLexicon([
      ';;; made by hand',
      'read R EH D',
      '',
      'read(2)\tR IY1 D\r',
      'read(3) R EH D',
      "o'er AO R"
    ])
    expect([...lexicon]).toEqual([
      [
        'read',
        [
          ['R', 'EH', 'D'],
          ['R', 'IY', 'D']
        ]
      ],
      ["o'er", [['AO', 'R']]]
    ])
    expect([...writeLexicon(lexicon)]).toEqual(["o'er AO R", 'read R EH D', 'read(2) R IY D'])
  })

  test.each([
    [['ok OW K EY', 'odd QX'], 2, 'expected the phones AA AE'],
    [['ok OW K EY', '', 'alone'], 3, 'followed by its phones'],
    [['lower ow k'], 1, 'expected the phones']
  ] as const)('%j is rejected with its line', (lines, line, words) => {
    const reading = () => readLexicon(lines)
    expect(reading).toThrow(LexiconUnreadable)
    expect(reading).toThrow(`line ${line}: `)
    expect(reading).toThrow(words)
  })

  test.each(['', 'two words', 'word(2)', ';;;note'])('the word %j cannot be written', (word) => {
    expect(() => [...writeLexicon(new Map([[word, [['AH']]]]))]).toThrow(LexiconUnreadable)
  })
  test('unknown phones cannot be written', () => {
    expect(() => [...writeLexicon(new Map([['a', [['AH', 'ə']]]]))]).toThrow('"a AH ə"')
  })

  test('what is written is read back', () => {
    const word = fc.stringMatching(/^[a-z'.0-9é-]{1,12}$/)
    const phones = fc.array(fc.constantFrom(...PHONES), { minLength: 1, maxLength: 10 })
    const entries = fc.array(
      fc.tuple(word, fc.uniqueArray(phones, { minLength: 1, maxLength: 4, selector: (p) => p.join(' ') }))
    )
    fc.assert(
      fc.property(entries, (pairs) => {
        const lexicon = new Map(pairs)
        expect(readLexicon(writeLexicon(lexicon))).toEqual(
          new Map([...lexicon].sort(([a], [b]) => (a < b ? -1 : 1)))
        )
      })
    )
  })

  test("the base model's dictionary has exactly the 39 phones we know", async () => {
    const lexicon = readLexicon((await readFile(DICTIONARY, 'utf8')).split('\n'))
    expect(lexicon.size).toBeGreaterThan(120_000)
    expect(new Set([...lexicon.values()].flat(2))).toEqual(new Set(PHONES))
    expect(PHONES).toHaveLength(39)
  })
})
