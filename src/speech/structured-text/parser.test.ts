import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DEFAULT_STRUCTURED_TEXT_LIMITS, type ParsedLine, StructuredTextParser } from './index.ts'

const read = (text: string, options = {}): readonly ParsedLine[] => {
  const parser = new StructuredTextParser(options)
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => parser.line(line))
}

const faults = (text: string, options = {}) =>
  read(text, options).flatMap((result) =>
    result.type === 'invalid' ? [`${result.error.code} ${result.error.column}`] : []
  )

const corrections = (text: string) =>
  read(text).flatMap((result) => (result.type === 'invalid' ? [result.error.corrected] : []))

describe('structured text', () => {
  test('is read as it is documented', () => {
    expect(
      read(
        [
          '// a comment',
          '@ list Food =',
          '- pizza',
          '- soup of the day',
          '@ speech:phoneticlexicon',
          '- cat/k ae t',
          '# TrainingSentences',
          '- I want {@food} and {@list Food}',
          '- no reference is fine too'
        ].join('\n')
      )
    ).toEqual([
      { type: 'comment' },
      { type: 'class', name: 'food' },
      { type: 'item', className: 'food', text: 'pizza', column: 3 },
      { type: 'item', className: 'food', text: 'soup of the day', column: 3 },
      { type: 'lexicon' },
      { type: 'pronunciation', word: 'cat', phones: ['K', 'AE', 'T'], column: 3 },
      { type: 'section', name: 'TrainingSentences' },
      {
        type: 'sentence',
        text: 'I want {@food} and {@list Food}',
        column: 3,
        pieces: [
          { text: 'I want ' },
          { reference: 'food', column: 10 },
          { text: ' and ' },
          { reference: 'food', column: 22 }
        ]
      },
      {
        type: 'sentence',
        text: 'no reference is fine too',
        column: 3,
        pieces: [{ text: 'no reference is fine too' }]
      }
    ])
  })

  test('is read without blanks after marks, with other bullets, and with a lexicon in upper case', () => {
    const parsed = read(
      '@list a_b=\n-one\n• two\n@speech:phoneticlexicon\n- .net/D AO T N EH T\n#Go\n* {@a_b}'
    )
    expect(parsed.map(({ type }) => type)).toEqual([
      ...['class', 'item', 'item', 'lexicon', 'pronunciation', 'section', 'sentence']
    ])
  })

  test('names the place of what it cannot read', () => {
    expect(faults('- nothing above')).toEqual(['OutsideBlock 1'])
    expect(faults('@ list two words =\n- one')).toEqual(['ClassNameInvalid 8', 'OutsideBlock 1'])
    expect(faults('@ intent x')).toEqual(['HeadingUnreadable 1'])
    expect(faults('# A\n- give {@a')).toEqual(['ReferenceUnreadable 8'])
    expect(faults('# A\n- give a} b')).toEqual(['ReferenceUnreadable 9'])
    expect(faults('@ list a =\n- x {@b}')).toEqual(['ReferenceUnreadable 5'])
    expect(faults('@ speech:phoneticlexicon\n- cat/k ae qq t')).toEqual(['PhoneUnknown 12'])
    expect(faults('@ speech:phoneticlexicon\n- cat k ae t\n- two words/t u\n- cat/')).toEqual([
      ...['SlashMissing 3', 'LexiconWordInvalid 3', 'PhonesEmpty 7']
    ])
  })

  test('offers what is mechanical to correct', () => {
    expect(corrections('# A\n- give {food} now')).toEqual(['- give {@food} now'])
    expect(corrections('# A\ngive it now')).toEqual(['- give it now'])
    expect(corrections('@ list two words =')).toEqual(['@ list two_words ='])
    expect(corrections('@ speech:phoneticlexicon\n- hide/HH AY1 D')).toEqual(['- hide/H AI D'])
  })

  test('keeps to the documented limits', () => {
    const limits = {
      ...DEFAULT_STRUCTURED_TEXT_LIMITS,
      classes: 1,
      itemsPerClass: 1,
      sentences: 1,
      lexiconEntries: 3
    }
    const text = [
      ...['@ list a =', '- x', '- y', '@ list b =', '@ speech:phoneticlexicon', '- w/w', '- W/v', '- w/b'],
      ...['- x/k', '- y/k', '# S', '- one', '- two']
    ]
    expect(faults(text.join('\n'), { limits })).toEqual([
      ...['TooManyItems 3', 'TooManyClasses 8', 'TooManyPronunciations 3', 'TooManyLexiconEntries 3'],
      'TooManySentences 3'
    ])
  })

  test('of a language without a published phone set has no lexicon', () => {
    expect(faults('@ speech:phoneticlexicon\n- chat/sh a', { phoneSet: false })).toEqual([
      'PhoneSetMissing 3'
    ])
  })

  const bits = fc.constantFrom(
    ...['@ list a =', '@', '# S', '- ', '{@a}', '{', '}', '/k ae t', '@ speech:phoneticlexicon', '//', 'x']
  )
  const line = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(bits, { maxLength: 6 }).map((parts) => parts.join(''))
  )

  test('never throws, and every column it names is in its line', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
        const parser = new StructuredTextParser()
        for (const text of lines) {
          const result = parser.line(text)
          if (result.type !== 'invalid') continue
          expect(result.error.column).toBeGreaterThanOrEqual(1)
          expect(result.error.column).toBeLessThanOrEqual(text.length + 1)
        }
      })
    )
  })

  test('a corrected line is accepted where it stood', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
        const parser = new StructuredTextParser()
        for (const text of lines) {
          const result = parser.line(text)
          if (result.type === 'invalid' && result.error.corrected !== undefined)
            expect(parser.line(result.error.corrected).type).not.toBe('invalid')
        }
      })
    )
  })
})
