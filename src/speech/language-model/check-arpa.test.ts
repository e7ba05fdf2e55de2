import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { arpaOf } from '../../../tests/models/hostile-bundles.ts'
import { ArpaUnreadable, checkArpa, trainLanguageModel, writeArpa } from './index.ts'

const good = arpaOf()
const lines = good.split('\n')
const check = (text: string) => checkArpa(text.split('\n'))
const rejection = (text: string): string => {
  try {
    check(text)
  } catch (error) {
    if (error instanceof ArpaUnreadable) return error.message
    throw error
  }
  return 'accepted'
}

test('what trainings write is accepted, with its words', async () => {
  const model = await trainLanguageModel([
    ['mooring', 'chain'],
    ['the', 'mooring', 'slipped']
  ])
  const checked = check([...writeArpa(model)].join(''))
  expect(checked.order).toBe(3)
  expect([...checked.words].sort()).toEqual(['</s>', '<s>', '<unk>', 'chain', 'mooring', 'slipped', 'the'])
})

test('a file without one of its lines is refused, unless the line is blank', () => {
  for (const [index, line] of lines.entries()) {
    const text = lines.filter((_, at) => at !== index).join('\n')
    expect([line, rejection(text) === 'accepted']).toEqual([line, line === ''])
  }
})

test('a file cut off anywhere is refused', () => {
  for (let length = 0; length < good.trimEnd().length; length++) {
    expect([length, rejection(good.slice(0, length))]).not.toEqual([length, 'accepted'])
  }
})

test('whatever one byte becomes, the answer is a refusal with its line, or a model of the same shape', () => {
  fc.assert(
    fc.property(fc.nat(good.length - 1), fc.integer({ min: 0, max: 255 }), (at, byte) => {
      const text = good.slice(0, at) + String.fromCharCode(byte) + good.slice(at + 1)
      const reported = rejection(text)
      if (reported === 'accepted') expect(check(text).order).toBe(2)
      else expect(reported).toMatch(/^ARPA line \d+: found /)
    }),
    { numRuns: 2000 }
  )
})

describe('refused is', () => {
  test.each([
    ['a number that is none', '-0.845098\tchain', 'nan\tchain', 'from -99 to 0'],
    ['an infinite number', '-0.845098\tchain', '-inf\tchain', 'from -99 to 0'],
    ['a hexadecimal number', '-0.845098\tchain', '-0x1\tchain', 'from -99 to 0'],
    ['a probability above one', '-0.845098\tchain', '0.5\tchain', 'from -99 to 0'],
    ['a back-off weight out of range', 'chain\t-0.301030', 'chain\t1e30', 'from -99 to 99'],
    ['a word twice', '-0.845098\tchain', '-0.845098\tmooring', 'has a unigram already'],
    ['a word without a unigram', 'chain grapnel', 'chain capstan', '"capstan" has no unigram'],
    ['a control character', '\tchain\t', '\tcha\u0001in\t', 'without control characters'],
    ['a count too high', 'ngram 2=16', 'ngram 2=17', 'declares 17 n-grams of 2 words and has 16'],
    ['a count too low', 'ngram 2=16', 'ngram 2=15', 'declares 15 n-grams of 2 words and has more'],
    ['an order declared and not there', 'ngram 2=16', 'ngram 2=16\nngram 3=0', '\\\\3-grams: is expected'],
    [
      'a sixth order',
      'ngram 2=16',
      'ngram 2=16\nngram 3=1\nngram 4=1\nngram 5=1\nngram 6=1',
      'at most 5 words'
    ],
    ['text before the data', '\\data\\', 'hello\n\\data\\', 'the first line must be'],
    ['text after the end', '\\end\\', '\\end\\\nmore', 'nothing may follow']
  ])('%s', (_what, from, to, received) => {
    expect(good).toContain(from)
    expect(rejection(good.replace(from, to))).toContain(received.replaceAll('\\\\', '\\'))
  })
})

test('each line is looked at once', () => {
  let read = 0
  function* counted(): Generator<string> {
    for (const line of lines) {
      read++
      yield line
    }
  }
  checkArpa(counted())
  expect(read).toBe(lines.length)
})
