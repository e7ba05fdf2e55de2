import { mkdtemp, readFile, readlink, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ModelUnusable } from '../errors.ts'
import { dictionaryOf, lookUp, phonesOf, readLexicon } from './dictionary.ts'
import { arpaWords } from './language-models.ts'

let folder: string
const file = async (name: string, text: string): Promise<string> => {
  await writeFile(join(folder, name), text)
  return join(folder, name)
}
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dictionary-'))
})
afterAll(() => rm(folder, { recursive: true }))

const dictionary = 'ah AA\nrecord R AH K AO R D\nrecord(2) R EH K ER D\nzeal Z IY L\n'

describe('the base dictionary', () => {
  test('gives every variant of the words looked up', async () => {
    expect(lookUp(await file('base.dict', dictionary), new Set(['record', 'absent']))).toEqual([
      { word: 'record', phones: 'R AH K AO R D' },
      { word: 'record(2)', phones: 'R EH K ER D' }
    ])
  })

  test('is cut to known words with their variants, in a file that leaves no litter', async () => {
    const path = dictionaryOf(await file('base.dict', dictionary), (word) => word !== 'zeal')
    expect(await readFile(path, 'utf8')).toBe(dictionary.replace('zeal Z IY L\n', ''))
    expect(await readlink(path)).toMatch(/ \(deleted\)$/)
  })

  test('knows the phones it is written with', async () => {
    expect([...phonesOf(await file('base.dict', 'a AH\nbe B IY\n'))].sort()).toEqual(['AH', 'B', 'IY'])
  })
})

describe('the lexicon of a custom model', () => {
  const phones = new Set(['K', 'AO', 'R'])

  test('is read line by line; empty lines say nothing', async () => {
    expect(readLexicon(await file('a.lexicon', 'core K AO R\n\ncore(2)  K AO\n'), phones)).toEqual([
      { word: 'core', phones: 'K AO R' },
      { word: 'core(2)', phones: 'K AO' }
    ])
  })

  test.each([
    [
      'an unknown phone',
      'core K AO R\nquay K IY\n',
      /line 2: the word "quay" uses the phone "IY"; the base model has AO K R/
    ],
    ['a word without phones', 'core\n', /line 1: the word "core" has no phones/]
  ])('%s is named', async (_, text, message) => {
    const path = await file('b.lexicon', text)
    expect(() => readLexicon(path, phones)).toThrow(ModelUnusable)
    expect(() => readLexicon(path, phones)).toThrow(message)
  })

  test('that is absent is named', () => {
    expect(() => readLexicon(join(folder, 'absent'), phones)).toThrow(/absent cannot be read/)
  })
})

describe('the words of an ARPA file', () => {
  test('are its unigrams', async () => {
    const arpa =
      '\\data\\\nngram 1=2\nngram 2=1\n\n\\1-grams:\n-1 <s> -0.3\n-1.2\tgo\n\n\\2-grams:\n-0.1 <s> go\n\n\\end\\\n'
    expect(arpaWords(await file('a.arpa', arpa))).toEqual(['<s>', 'go'])
  })

  test.each([
    ['another kind of file', 'hello\n'],
    ['a model without words', '\\data\\\nngram 1=0\n\n\\1-grams:\n\n\\end\\\n']
  ])('%s is refused', async (_, text) => {
    const path = await file('b.arpa', text)
    expect(() => arpaWords(path)).toThrow(ModelUnusable)
  })
})
