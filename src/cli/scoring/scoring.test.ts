import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { spokenWords } from './alternatives.ts'
import { pairUtterances } from './pair-utterances.ts'
import { readTranscript } from './read-transcript.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vernacular-scoring-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function read(name: string, text: string, format?: string) {
  await writeFile(join(folder, name), text)
  return readTranscript(join(folder, name), format)
}

describe('formats', () => {
  test('trn: the ID in parentheses, its speaker before the first hyphen; comments and a BOM are skipped', async () => {
    expect(await read('a.trn', '\uFEFF;; note\nTurn On (Ann-1)\n\n(bob_2)\n')).toEqual({
      form: 'utterances',
      utterances: [
        { id: 'ann-1', speaker: 'ann', words: ['turn', 'on'] },
        { id: 'bob_2', speaker: 'bob', words: [] }
      ]
    })
  })

  test('plain lines: numbered, or with an ID and a tab; an empty line has no words', async () => {
    expect(await read('a.txt', 'one\n\nx\tthree\n')).toMatchObject({
      utterances: [
        { id: 'line-0001', words: ['one'] },
        { id: 'line-0002', words: [] },
        { id: 'x', words: ['three'] }
      ]
    })
  })

  test('lines that all end with an ID are trn, whatever the extension', async () => {
    expect(await read('b.txt', 'one (u-1)\ntwo (u-2)\n')).toMatchObject({ utterances: [{ id: 'u-1' }, {}] })
    expect(await read('b.txt', 'one (u-1)\n', 'txt')).toMatchObject({ utterances: [{ id: 'line-0001' }] })
  })

  test('stm: labels are dropped, and ignored segments have no words', async () => {
    const lines = 'F A Ann 0.0 2.0 <o,f0> Turn on\nf A ann 2 3 IGNORE_TIME_SEGMENT_IN_SCORING\n'
    expect(await read('a.stm', lines)).toEqual({
      form: 'segments',
      segments: [
        { id: 'ann-000', recording: 'f a', speaker: 'ann', from: 0, to: 2, words: ['turn', 'on'] },
        { id: 'ann-001', recording: 'f a', speaker: 'ann', from: 2, to: 3, words: undefined }
      ]
    })
  })

  test('ctm: a word with its times, and alternatives as one', async () => {
    const alternatives = [
      'f A * * <ALT_BEGIN>',
      'f A 1 .5 going',
      'f A * * <ALT>',
      'f A 1 .2 @',
      'f A * * <ALT_END>'
    ]
    expect(await read('a.ctm', ['f A 0.5 0.25 Turn', ...alternatives].join('\n'))).toEqual({
      form: 'words',
      words: [
        { recording: 'f a', from: 0.5, to: 0.75, word: 'turn' },
        { recording: 'f a', from: 1, to: 1.5, word: [['going'], []] }
      ]
    })
  })

  test.each([
    ['a.trn', 'no id', 'a.trn:1: a trn line ends with the ID'],
    ['a.stm', 'f A ann x 2 words', 'a.stm:1: an stm line is'],
    ['a.ctm', 'f A 0.5 word', 'a.ctm:1: a ctm line is'],
    ['a.ctm', 'f A * * <ALT>', 'out of place'],
    ['a.ctm', 'f A * * <ALT_BEGIN>\nf A 1 1 a', 'has no <ALT_END>']
  ])('%s "%s" is rejected with its place', async (name, text, message) => {
    await expect(read(name, text)).rejects.toThrow(message)
  })

  test('unknown formats and missing files are named', async () => {
    await expect(read('a.txt', 'x', 'doc')).rejects.toThrow('Unknown format "doc"')
    await expect(readTranscript(join(folder, 'none.trn'), undefined)).rejects.toThrow(
      /none\.trn cannot be read/
    )
  })
})

describe('alternatives', () => {
  test('braces, nested', () => {
    expect(spokenWords('I am { Going to / gonna / @ } { a / { b / c } d }', 'x:1')).toEqual([
      'i',
      'am',
      [['going', 'to'], ['gonna'], []],
      [['a'], [[['b'], ['c']], 'd']]
    ])
  })

  test.each(['{ a / b', 'a }', 'a {b} c'])('"%s" is rejected', (text) => {
    expect(() => spokenWords(text, 'x:1')).toThrow(/^x:1: /)
  })
})

describe('pairs', () => {
  const utterances = (...ids: readonly string[]) => ({
    form: 'utterances' as const,
    utterances: ids.map((id) => ({ id, speaker: 's', words: [id] }))
  })

  test('by ID, in the order of the references', () => {
    expect(
      pairUtterances(utterances('a', 'b'), utterances('b', 'a', 'c')).map(({ hypothesis }) => hypothesis)
    ).toEqual([['a'], ['b']])
    expect(() => pairUtterances(utterances('a'), utterances('b'))).toThrow('no line for a')
  })

  test('by time: the segment that contains the middle of a word, else the nearest one', () => {
    const segment = (id: string, from: number, to: number, words?: readonly string[]) => ({
      ...{ id, recording: 'f a', speaker: 's', from, to },
      words
    })
    const word = (text: string, from: number) => ({ recording: 'f a', from, to: from + 0.4, word: text })
    const segments = [segment('1', 0, 1, ['x']), segment('2', 1, 2), segment('3', 3, 4, ['y'])]
    const words = [word('late', 9), word('b', 0.7), word('a', 0), word('ignored', 1.2), word('near', 2.5)]
    expect(
      pairUtterances({ form: 'segments', segments }, { form: 'words', words }).map(({ id, hypothesis }) => [
        id,
        hypothesis
      ])
    ).toEqual([
      ['1', ['a', 'b']],
      ['3', ['near', 'late']]
    ])
  })

  test('formats that cannot be combined are rejected', () => {
    expect(() => pairUtterances(utterances('a'), { form: 'words', words: [] })).toThrow('cannot be combined')
  })
})
