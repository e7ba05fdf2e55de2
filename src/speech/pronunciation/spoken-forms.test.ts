import { describe, expect, test } from 'vitest'
import { normalizerFor } from '../text/index.ts'
import { spokenFormsOf } from './spoken-forms.ts'
import { ENGLISH } from './spoken-language.ts'

const DICTIONARY = new Set([
  'nasa',
  'you',
  'tube',
  'phone',
  'wi',
  'fi',
  'eleven',
  'mcdonald',
  'ikea',
  'app',
  'store'
])
const number = normalizerFor('en-US')
const read = (written: string) =>
  spokenFormsOf(written, {
    language: ENGLISH,
    inDictionary: (word) => DICTIONARY.has(word),
    verbalizeNumber: (digits) => [
      number.apply(digits),
      [...digits].map((digit) => number.apply(digit)).join(' ')
    ]
  }).map(({ spoken, hasSuffix }) => (hasSuffix ? `${spoken} +s` : spoken))

describe('a written name is read', () => {
  test.each([
    ['by its letters', 'USB', ['u s b', 'usb']],
    ['by its letters alone without a vowel', 'HTML', ['h t m l']],
    ['as a word that the dictionary has', 'NASA', ['nasa', 'n a s a']],
    ['as a word that can be said', 'ZORBA', ['zorba', 'z o r b a']],
    ['by letters where nobody could say it', 'IBMX', ['i b m x', 'ibmx']],
    ['with an ending', 'APIs', ['a p i +s', 'api +s']],
    ['with its owner', "KX9's", ['k x nine +s']],
    ['with digits', 'Q4X9', ['q four x nine']],
    ['with a digit between', 'B2B', ['b two b']],
    ['with a number after', 'iPhone15', ['i phone fifteen', 'i phone one five']],
    ['with a number before', '7-Eleven', ['seven eleven']],
    ['in lower case with a digit', 'kx9', ['k x nine']],
    ['cut at capitals', 'YouTube', ['you tube', 'youtube']],
    ['whole where the dictionary has it', 'McDonald', ['mcdonald']],
    ['whole as a family name', 'McZorbel', ['mczorbel']],
    ['with its accent folded', 'Zürich', ['zurich']],
    ['in parts', 'Wi-Fi', ['wi fi']],
    ['with an apostrophe inside', "O'Neill", ["o'neill"]],
    ['with signs said', 'AT&T', ['a t and t', 'at and t']],
    ['with a dot said', 'Node.js', ['node dot j s']],
    ['as two words', 'App Store', ['app store']]
  ])('%s: %s', (_how, written, spoken) => {
    expect(read(written)).toEqual(spoken)
  })

  test.each(['', '—', '←', 'a→b'])('not at all: %j', (written) => {
    expect(read(written)).toEqual([])
  })
})
