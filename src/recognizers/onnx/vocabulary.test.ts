import { describe, expect, it } from 'vitest'
import { assertVocabularySize, parseVocabulary, textPieces } from './vocabulary.ts'

const parse = (...lines: string[]) => parseVocabulary(lines.join('\n'), 'tokens.txt')

describe('a token table', () => {
  it('of pieces, with Windows line ends and blank lines at its end', () => {
    expect(parse('<blk> 0\r', '<unk> 1\r', '▁the 2\r', 's 3\r', '')).toEqual({
      tokens: ['<blk>', '<unk>', '▁the', 's'],
      blank: 0,
      unknown: 1,
      units: 'pieces',
      cased: false
    })
  })

  it('of characters, with the space as a line without a symbol and the blank last', () => {
    expect(parse(' 0', "' 1", 'a 2', '<blk> 3')).toMatchObject({
      tokens: [' ', "'", 'a', '<blk>'],
      blank: 3,
      unknown: undefined,
      units: 'characters'
    })
  })

  it('of characters of a language without spaces, in any order', () => {
    expect(parse('国 2', '<blank> 0', '中 1')).toMatchObject({
      tokens: ['<blank>', '中', '国'],
      units: 'characters-without-spaces',
      cased: false
    })
  })

  it('with digits as tokens, and capitals', () => {
    expect(parse('7 0', 'A 1', 'a 2', '<blk> 3')).toMatchObject({
      tokens: ['7', 'A', 'a', '<blk>'],
      cased: true
    })
  })

  it.each([
    [['<blk> 0', 'a'], 'on line 2, found "a"'],
    [['<blk> 0', 'a -1'], 'on line 2'],
    [['<blk> 0', 'a 999999999'], 'below 200000 on line 2'],
    [['<blk> 0', 'a 0'], 'found number 0 again on line 2'],
    [['<blk> 0', 'a 2'], 'expected every number from 0 to 2, found no token with number 1'],
    [['a 0', 'b 1'], 'a blank: <blk>, <blank>, <eps>, found none of them'],
    [['<blk> 0', '', 'a 1'], 'on line 2, found ""'],
    [[`${'x'.repeat(2000)} 0`], 'on line 1, found "xxx'],
    [[''], 'found no tokens']
  ])('is refused as %j', (lines, message) => {
    expect(() => parse(...lines)).toThrow(message)
  })

  it('is refused when the model has another number of outputs', () => {
    const vocabulary = parse('<blk> 0', 'a 1')
    expect(() => assertVocabularySize(vocabulary, 'tokens.txt', 2, 'model.onnx')).not.toThrow()
    expect(() => assertVocabularySize(vocabulary, 'tokens.txt', 500, 'model.onnx')).toThrow(
      'tokens.txt: expected 500 tokens, as many as outputs of model.onnx, found 2'
    )
  })
})

describe('the text of tokens', () => {
  it('leaves out marks, and keeps pieces and bytes of characters', () => {
    const vocabulary = parse('<blk> 0', '<sos/eos> 1', '<unk> 2', '▁the 3', 's 4', '<0xE4> 5')
    expect(textPieces(vocabulary)).toEqual([undefined, undefined, undefined, '▁the', 's', '<0xE4>'])
  })

  it('of byte-level pieces is what their bytes say, or the bytes of a part of a character', () => {
    // "我" is E6 88 91 in UTF-8: ƍ, ĩ and Ĵ in icefall's table.
    const pieces = textPieces(parse('<blk> 0', '▁ƍĩĴ 1', 'ƍĩ 2', '▁the 3', '▁ 4'))
    expect(pieces).toEqual([undefined, '▁我', Uint8Array.of(0xe6, 0x88), '▁the', '▁'])
  })

  it('with letters of European languages is no byte-level vocabulary', () => {
    expect(textPieces(parse('<blk> 0', '▁če 1', 'žů 2', 'ő 3'))).toEqual([undefined, '▁če', 'žů', 'ő'])
    expect(textPieces(parse('<blk> 0', 'ơ 1', 'ế 2'))).toEqual([undefined, 'ơ', 'ế'])
  })
})
