import { describe, expect, it } from 'vitest'
import { wordsOfTokens } from './token-words.ts'
import { parseTokenizer } from './tokenizer.ts'

const tokenizer = (
  decoder: string,
  pieces: readonly string[],
  added: Readonly<Record<string, number>> = {}
) =>
  parseTokenizer(
    JSON.stringify({
      added_tokens: Object.entries(added).map(([content, id]) => ({ id, content })),
      decoder: { type: decoder },
      model: { type: 'BPE', vocab: Object.fromEntries(pieces.map((piece, id) => [piece, id])) }
    }),
    'tokenizer.json'
  )

describe('byte-level BPE', () => {
  const own = tokenizer('ByteLevel', ['Ġthe', 'Ġcaf', 'Ã', '©', 'æĿ', '±', 'äº', '¬', ',', '<|endoftext|>'], {
    '<|endoftext|>': 9,
    '<|en|>': 12
  })

  it('decodes characters that take several tokens, and leaves control tokens out', () => {
    expect(own.decode([0, 1, 2, 3, 8, 12, 4, 5, 6, 7, 9])).toBe(' the café,東京')
    expect(own.special('<|en|>')).toBe(12)
    expect(own.size).toBe(13)
    expect([9, 10, 11, 12].map((token) => own.bytesOf(token))).toEqual(
      Array.from({ length: 4 }, () => undefined)
    )
  })

  it('finds words with their punctuation, and ideographs one by one', () => {
    expect(wordsOfTokens(own, [0, 1, 2, 3, 8, 4, 5, 6, 7])).toEqual([
      { text: 'the', start: 0, end: 1 },
      { text: 'café,', start: 1, end: 5 },
      { text: '東', start: 5, end: 7 },
      { text: '京', start: 7, end: 9 }
    ])
  })

  it('keeps what an unfinished character leaves', () => {
    expect(wordsOfTokens(own, [0, 4])).toEqual([{ text: 'the\uFFFD', start: 0, end: 2 }])
  })
})

describe('SentencePiece BPE', () => {
  it('decodes word starts and single bytes', () => {
    const own = tokenizer('Sequence', ['<unk>', '▁the', '<0xC3>', '<0xA9>', 's'], { '<unk>': 0 })
    expect(own.decode([1, 4, 2, 3, 0])).toBe(' thesé')
  })
})

describe('a file that is no tokenizer', () => {
  it.each([
    ['{', 'tokenizer.json: expected JSON'],
    ['{"model":{"type":"Unigram","vocab":{}},"added_tokens":[]}', 'expected a BPE tokenizer'],
    ['{"model":{"type":"BPE","vocab":{"a":1e9}},"added_tokens":[]}', 'model.vocab.a'],
    [
      '{"model":{"type":"BPE","vocab":{"東":0}},"added_tokens":[],"decoder":{"type":"ByteLevel"}}',
      'expected tokens of byte-level BPE, found "東"'
    ]
  ])('%s is refused', (text, message) => {
    expect(() => parseTokenizer(text, 'tokenizer.json')).toThrow(message)
  })
})
