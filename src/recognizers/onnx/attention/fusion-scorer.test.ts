import { describe, expect, it } from 'vitest'
import { trainLanguageModel } from '../../../speech/language-model/index.ts'
import {
  buildNetwork,
  buildNgram,
  Fusion,
  sortedWords,
  TokenTable,
  type WeightedPhrase
} from '../search/index.ts'
import { attentionVocabulary, FusionScorer } from './fusion-scorer.ts'
import { Tokenizer } from './tokenizer.ts'

/** Tokens are bytes, then some longer pieces. */
const PIECES = [' take', ' lume', 'trol', ' Lumetrol', ' the', ' door', '.', '-release', ' extended']
const tokenizer = new Tokenizer(
  [
    ...Array.from({ length: 256 }, (_, byte) => Uint8Array.of(byte)),
    ...PIECES.map((piece) => Buffer.from(piece))
  ],
  new Map()
)
const pieces = (...names: readonly string[]): readonly number[] =>
  names.map((name) => 256 + PIECES.indexOf(name))
const spelled = (text: string): readonly number[] => [...Buffer.from(text)]

const GENERAL = ['open the door', 'close the door', 'take the lift', 'take the extended route', 'the release']
const DOMAIN = ['take lumetrol', 'take lumetrol extended release', 'lumetrol with the meal']

async function scorer(weights: Readonly<{ domainWeight: number }>, phrases: readonly WeightedPhrase[] = []) {
  const split = (sentences: readonly string[]) => sentences.map((sentence) => sentence.split(' '))
  const general = await buildNgram(await trainLanguageModel(split(GENERAL), { order: 2 }))
  const model = await trainLanguageModel(split(DOMAIN), { order: 2 })
  const generalIds = new Map(general.words().map((word, id) => [word, id]))
  const words = sortedWords(new Set([...model.vocabulary.words, ...general.words().slice(3)]))
  const generalWords = Int32Array.from(words, (word) => generalIds.get(word) ?? -1)
  const fusion = new Fusion({
    tokens: new TokenTable(attentionVocabulary(tokenizer)),
    network: buildNetwork(words, await buildNgram(model, words)),
    general,
    generalWords,
    phrases,
    weights: { alpha: 0.5, beta: 0, unknownWord: 0, sentenceEnd: false, ...weights }
  })
  return new FusionScorer(fusion)
}

function finished(own: FusionScorer, tokens: readonly number[]): number {
  return own.finish(tokens.reduce((state, token) => own.advance(state, token), own.start))
}

describe('words of the customer’s text', () => {
  it('are liked, however they are cut into tokens and whatever case and marks they have', async () => {
    const own = await scorer({ domainWeight: 0.5 })
    const expected = finished(own, pieces(' take', ' lume', 'trol'))
    expect(expected).toBeGreaterThan(1)
    expect(finished(own, pieces(' take', ' Lumetrol', '.'))).toBeCloseTo(expected, 10)
    expect(finished(own, spelled(' Take LUMETROL!'))).toBeCloseTo(expected, 10)
    expect(finished(own, spelled('take  lumetrol '))).toBeCloseTo(expected, 10)
  })

  it('are liked before they are complete, and the liking is lost where they turn into others', async () => {
    const own = await scorer({ domainWeight: 0.5 })
    const before = own.advance(own.start, pieces(' take')[0] ?? 0)
    const half = own.advance(before, pieces(' lume')[0] ?? 0)
    expect(own.score(half)).toBeGreaterThan(own.score(before) + 1)
    const lost = spelled('nade').reduce((state, token) => own.advance(state, token), half)
    expect(own.score(lost)).toBeLessThan(own.score(half) - 1)
  })

  it('end at hyphens', async () => {
    const own = await scorer({ domainWeight: 0.5 })
    expect(finished(own, pieces(' extended', '-release'))).toBeCloseTo(
      finished(own, spelled(' extended release')),
      10
    )
  })

  it('cost other words no more than their weight', async () => {
    for (const domainWeight of [0.2, 0.5, 0.9]) {
      const own = await scorer({ domainWeight })
      const least = 0.5 * Math.log(1 - domainWeight)
      expect(finished(own, pieces(' the', ' door'))).toBeGreaterThanOrEqual(2 * least - 1e-6)
      expect(finished(own, spelled(' zebra'))).toBeGreaterThanOrEqual(least - 1e-6)
      expect(finished(own, spelled(' zebra'))).toBeLessThanOrEqual(1e-6)
    }
  })
})

describe('phrases', () => {
  const phrases = [{ text: 'lumetrol extended release', bonus: 6 }]

  it('have their bonus once they are said, with hyphens or without', async () => {
    const [own, without] = [await scorer({ domainWeight: 0 }, phrases), await scorer({ domainWeight: 0 })]
    for (const tokens of [
      pieces(' Lumetrol', ' extended', '-release'),
      spelled(' lumetrol extended release')
    ])
      expect(finished(own, tokens) - finished(without, tokens)).toBeCloseTo(6, 6)
  })

  it('get it bit by bit, and give it back where they break off', async () => {
    const own = await scorer({ domainWeight: 0 }, phrases)
    const half = pieces(' Lumetrol', ' extended').reduce(
      (state, token) => own.advance(state, token),
      own.start
    )
    expect(own.score(half)).toBeGreaterThan(3)
    const broken = own.advance(half, pieces(' door')[0] ?? 0)
    expect(own.score(broken)).toBeLessThan(0.5)
  })
})
