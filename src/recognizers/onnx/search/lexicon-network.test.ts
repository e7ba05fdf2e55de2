import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { trainLanguageModel } from '../../../speech/language-model/index.ts'
import { buildNgram, sortedWords } from './build-ngram.ts'
import { ColumnFileUnreadable, encodeColumns } from './column-file.ts'
import { CtcSearch } from './ctc-search.ts'
import { Fusion, type FusionWeights } from './fusion.ts'
import {
  buildNetwork,
  type LexiconNetwork,
  loadNetwork,
  NETWORK_FORMAT,
  saveNetwork
} from './lexicon-network.ts'
import { TokenTable } from './tokens.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'network-'))
})
afterAll(() => rm(folder, { recursive: true }))

const WEIGHTS: FusionWeights = { alpha: 0.5, beta: 0, unknownWord: -4, domainWeight: 1, sentenceEnd: false }

async function networkOf(
  sentences: readonly string[],
  respellings: ReadonlyMap<string, readonly string[]> = new Map()
): Promise<LexiconNetwork> {
  const model = await trainLanguageModel(sentences.map((sentence) => sentence.split(' ')))
  const words = sortedWords(model.vocabulary.words)
  return buildNetwork(words, await buildNgram(model, words), respellings)
}

/** What is said by tokens that are nearly certain; alternatives of a frame share what is left. */
function recognize(
  pieces: readonly (string | undefined)[],
  said: readonly (string | readonly string[])[],
  fusion: Fusion
) {
  const search = new CtcSearch(fusion)
  for (const one of said) {
    const likely = (typeof one === 'string' ? [one] : one).map((piece) => pieces.indexOf(piece))
    const row = pieces.map((_, at) => {
      const place = likely.indexOf(at)
      return place < 0 ? 1e-4 : place === 0 ? 0.6 : 0.3
    })
    const total = row.reduce((sum, value) => sum + value, 0)
    const blank = pieces.map((_, at) => Math.log(at === 0 ? 0.99 : 0.001))
    search.push(Float32Array.from([...row.map((value) => Math.log(value / total)), ...blank]), 2)
  }
  return search.alternatives(5)
}

const LETTERS = [undefined, '▁', ..."abcdefghijklmnopqrstuvwxyz'"]
const letters = (fusion: Fusion, text: string) => recognize(LETTERS, [...text.replaceAll(' ', '▁')], fusion)
const textOf = (found: ReturnType<typeof letters>): string =>
  found[0]?.words.map(({ word }) => word).join(' ') ?? ''

test('a file gives the same network again, and the same bytes', async () => {
  const network = await networkOf(
    ['call siobhan now', 'siobhan is here'],
    new Map([['siobhan', ['shivawn']]])
  )
  const [a, b] = [join(folder, 'a.bin'), join(folder, 'b.bin')]
  await saveNetwork(a, network)
  const loaded = await loadNetwork(a)
  expect(loaded.words()).toEqual(network.words())
  expect(loaded.trie.columns).toEqual(network.trie.columns)
  expect(loaded.domain?.columns).toEqual(network.domain?.columns)
  await saveNetwork(b, loaded)
  expect(await readFile(b)).toEqual(await readFile(a))
})

test('a trie that points outside is rejected, even with a good checksum', async () => {
  const path = join(folder, 'bad.bin')
  const words = { 'words.text': new Uint8Array([97]), 'words.ends': Int32Array.of(0, 0, 0, 1) }
  const trie = (children: readonly number[], word: number) => ({
    ...words,
    'trie.labels': new Uint8Array([0, 97]),
    'trie.children': Int32Array.from(children),
    'trie.firstWords': Int32Array.of(0, 0, 1),
    'trie.words': Int32Array.of(word),
    'respelled.word': new Int32Array(),
    'respelled.text': new Uint8Array(),
    'respelled.ends': new Int32Array()
  })
  const load = async (columns: Parameters<typeof encodeColumns>[1]): Promise<unknown> => {
    await writeFile(path, encodeColumns(NETWORK_FORMAT, columns))
    return loadNetwork(path).catch((error: unknown) => error)
  }
  expect(await load(trie([1, 2, 2], 3))).not.toBeInstanceOf(Error)
  for (const bad of [trie([1, 1, 2], 3), trie([1, 9, 2], 3), trie([1, 2, 2], 4), words])
    expect(await load(bad)).toBeInstanceOf(ColumnFileUnreadable)
})

test('a respelling leads to the word', async () => {
  const network = await networkOf(['call siobhan now'], new Map([['siobhan', ['shivawn']]]))
  const fusion = new Fusion({
    tokens: new TokenTable({ pieces: LETTERS, blank: 0 }),
    network,
    weights: WEIGHTS
  })
  const found = letters(fusion, ' call shivawn now')
  expect(textOf(found)).toBe('call siobhan now')
  expect(found[0]?.words[1]).toMatchObject({ surface: 'shivawn', known: true })
})

test('a respelling of several words leads to one word, with its times', async () => {
  const network = await networkOf(['ask kubernetes now'], new Map([['kubernetes', ['cooper netties']]]))
  const fusion = new Fusion({
    tokens: new TokenTable({ pieces: LETTERS, blank: 0 }),
    network,
    weights: WEIGHTS
  })
  const [best] = letters(fusion, ' ask cooper netties now')
  expect(best?.words.map(({ word }) => word)).toEqual(['ask', 'kubernetes', 'now'])
  expect(best?.words[1]).toMatchObject({ from: 10, to: 37 })
  // What only begins like it is no part of it.
  expect(textOf(letters(fusion, ' ask cooper now'))).toBe('ask cooper now')
})

test('a word that the lexicon lacks is spelled, at its price', async () => {
  const network = await networkOf(['call anna now'])
  const parts = { tokens: new TokenTable({ pieces: LETTERS, blank: 0 }), network }
  const open = letters(new Fusion({ ...parts, weights: WEIGHTS }), ' call zyx now')
  expect(textOf(open)).toBe('call zyx now')
  expect(open[0]?.words[1]).toMatchObject({ known: false })
  // A prefix of a known word is a word of its own where it ends.
  expect(textOf(letters(new Fusion({ ...parts, weights: WEIGHTS }), ' call ann now'))).toBe('call ann now')
})

test('a phrase finds a word that the lexicon lacks, against what is a little likelier', async () => {
  const network = await networkOf(['call anna now', 'call annie'])
  const fusion = new Fusion({
    tokens: new TokenTable({ pieces: LETTERS, blank: 0 }),
    network,
    weights: { ...WEIGHTS, unknownWord: -8 }
  })
  const said = ['▁', 'a', 'n', 'n', ['a', 'u']]
  const recognized = (own: Fusion) => textOf(recognize(LETTERS, said, own))
  expect(recognized(fusion)).toBe('anna')
  expect(recognized(fusion.withPhrases([{ text: 'Annu', bonus: 6 }]))).toBe('annu')
  expect(recognized(fusion.withPhrases([{ text: 'Annu Kapoor', bonus: 6 }]))).toBe('anna')
})

test('without a general model, text makes its own words likelier and no other word less likely', async () => {
  const network = await networkOf(['page doctor quill', 'page doctor quill now'])
  const tokens = new TokenTable({ pieces: LETTERS, blank: 0 })
  const weights = { ...WEIGHTS, unknownWord: 0, domainWeight: 0.9, background: Math.log(1e-4) }
  const fusion = new Fusion({ tokens, network, weights })
  const recognized = (own: Fusion, said: readonly (string | readonly string[])[]) =>
    textOf(recognize(LETTERS, said, own))
  const name = ['▁', 'q', 'u', 'i', 'l', ['t', 'l']]
  expect(recognized(new Fusion({ tokens }), ['▁', ...'doctor', ...name])).toBe('doctor quilt')
  expect(recognized(fusion, ['▁', ...'doctor', ...name])).toBe('doctor quill')
  for (const text of ['the weather is fine', 'nobody knows'])
    expect(textOf(letters(fusion, ` ${text}`))).toBe(text)
  const plain = letters(new Fusion({ tokens }), ' nobody knows')[0]
  expect(letters(fusion, ' nobody knows')[0]?.score).toBeCloseTo(plain?.score ?? 0, 2)
})

test('cased vocabularies find words whatever their case, and keep how they were written', async () => {
  const pieces = [undefined, '▁Mc', 'Don', 'ald', '▁said', 's', ',', '▁no', '.']
  const network = await networkOf(['mcdonald said no'])
  const fusion = new Fusion({ tokens: new TokenTable({ pieces, blank: 0 }), network, weights: WEIGHTS })
  const [best] = recognize(pieces, ['▁Mc', 'Don', 'ald', ',', '▁said', '▁no', '.'], fusion)
  expect(best?.words.map(({ word }) => word)).toEqual(['mcdonald', 'said', 'no'])
  expect(best?.words.map(({ surface }) => surface)).toEqual(['McDonald,', 'said', 'no.'])
  expect(best?.words.every(({ known }) => known)).toBe(true)
})

test.each([
  ['characters', [undefined, '你', '好', '吗', '号']],
  ['pieces of several characters', [undefined, '你好', '吗', '号', '你']]
] as const)('%s without spaces are words of the lexicon', async (_, pieces) => {
  const network = await networkOf(['你 好 吗', '好 吗'])
  const fusion = new Fusion({ tokens: new TokenTable({ pieces, blank: 0 }), network, weights: WEIGHTS })
  const said = pieces.includes('好' as never) ? ['你', ['号', '好'], '吗'] : ['你好', '吗']
  const [best] = recognize(pieces, said, fusion)
  expect(best?.words.map(({ word }) => word)).toEqual(['你', '好', '吗'])
})

test('words of several ideographs are found where the lexicon has them, beside Latin words', async () => {
  const pieces = [undefined, '语', '音', '识', '别', '▁A', 'PI', '用']
  const network = await networkOf(['用 语音 识别 api', '用 api 语音'])
  const fusion = new Fusion({ tokens: new TokenTable({ pieces, blank: 0 }), network, weights: WEIGHTS })
  const [best] = recognize(pieces, ['用', '语', '音', '识', '别', '▁A', 'PI', '用'], fusion)
  expect(best?.words.map(({ word }) => word)).toEqual(['用', '语音', '识别', 'api', '用'])
})

test('pieces of single bytes spell what has no piece of its own', async () => {
  const pieces = [undefined, '▁na', '<0xC3>', '<0xAF>', 've']
  const network = await networkOf(['naïve'])
  const fusion = new Fusion({ tokens: new TokenTable({ pieces, blank: 0 }), network, weights: WEIGHTS })
  const [best] = recognize(pieces, ['▁na', '<0xC3>', '<0xAF>', 've'], fusion)
  expect(best?.words).toMatchObject([{ word: 'naïve', surface: 'naïve', known: true }])
})
