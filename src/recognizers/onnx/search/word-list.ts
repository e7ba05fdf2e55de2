/** Lists of words as two columns: UTF-8 text and where each word ends. @module */
import type { Columns } from './column-file.ts'

export type WordList = Readonly<{ text: Uint8Array<ArrayBuffer>; ends: Int32Array<ArrayBuffer> }>

export function encodeWords(words: readonly string[]): WordList {
  const encoded = words.map((word) => Buffer.from(word, 'utf8'))
  const ends = new Int32Array(words.length)
  const text = new Uint8Array(encoded.reduce((sum, { length }) => sum + length, 0))
  let end = 0
  for (const [index, bytes] of encoded.entries()) {
    text.set(bytes, end)
    end += bytes.length
    ends[index] = end
  }
  return { text, ends }
}

/** The word at `index`; empty beyond the list. */
export const wordAt = ({ text, ends }: WordList, index: number): string =>
  Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString(
    'utf8',
    index === 0 ? 0 : ends[index - 1],
    ends[index] ?? 0
  )

export const decodeWords = (list: WordList): readonly string[] =>
  Array.from(list.ends, (_, index) => wordAt(list, index))

export const wordFileColumns = ({ text, ends }: WordList) => ({ 'words.text': text, 'words.ends': ends })

/** @throws ColumnFileUnreadable where a word ends before it begins, or outside the text */
export function readWords(columns: Columns): WordList {
  const text = columns.bytes('words.text')
  const ends = columns.integers('words.ends')
  let before = 0
  for (const end of ends) {
    if (end < before || end > text.length) throw columns.unreadable('the list of words is damaged')
    before = end
  }
  return { text, ends }
}
