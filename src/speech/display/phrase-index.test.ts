import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PhraseIndex } from './phrase-index.ts'

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

const word = fc.constantFrom('a', 'b', 'ab', "b's", 'é', 'ß', 'c++', 'x.y', '1')
const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '))
const line = fc
  .array(
    fc.constantFrom('a', 'A', 'b', 'ab', "B's", 'É', 'ß', 'c++', 'x.y', '1', ' ', '  ', ',', '. ', '-'),
    {
      maxLength: 12
    }
  )
  .map((parts) => parts.join(''))

test.each([
  ['across marks', true, '', '[.,?!:;]*\\s+[.,?!:;]*', '\\p{L}\\p{N}'],
  ['as they are', false, "'", '\\s+', "\\p{L}\\p{N}'"]
])(
  'phrases are found %s where a regular expression finds them',
  (_, acrossMarks, wordCharacters, joint, inner) => {
    fc.assert(
      fc.property(fc.uniqueArray(phrase, { minLength: 1, maxLength: 5 }), line, (phrases, text) => {
        const expected = phrases.flatMap((one, index) => {
          const source = one.split(' ').map(escaped).join(joint)
          const expression = new RegExp(`(?<![${inner}])${source}(?![${inner}])`, 'iuy')
          return Array.from(text, (_character, start) => start).flatMap((start) => {
            expression.lastIndex = start
            const match = expression.exec(text)
            return match ? [`${index}:${start}-${start + match[0].length}`] : []
          })
        })
        const index = new PhraseIndex(phrases, { acrossMarks, wordCharacters })
        const found = [...index.matches(text)].map(({ phrase: at, start, end }) => `${at}:${start}-${end}`)
        expect(found.sort()).toEqual(expected.sort())
      }),
      { numRuns: 150 }
    )
  }
)

test('of equal phrases the first is found, in any case, and an empty one never', () => {
  const index = new PhraseIndex(['', ' . ', 'One two', 'one  TWO'], { acrossMarks: true, wordCharacters: '' })
  expect([...index.matches('one, two')]).toEqual([{ start: 0, end: 8, phrase: 2 }])
})
