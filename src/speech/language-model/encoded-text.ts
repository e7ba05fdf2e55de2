/** A text encoded as integers, which transfers to a worker thread without a copy. @module */

import type { YieldOptions } from './event-loop-yielder.ts'
import { EventLoopYielder } from './event-loop-yielder.ts'

export type EncodedText = Readonly<{
  /** The distinct words. */
  words: readonly string[]
  /** Indices into `words`; -1 after each sentence. */
  tokens: Int32Array<ArrayBuffer>
}>

const END = -1

/** @throws the signal's reason */
export async function encodeText(
  sentences: readonly (readonly string[])[],
  work: YieldOptions = {}
): Promise<EncodedText> {
  const yielder = new EventLoopYielder(work)
  let size = sentences.length
  for (const sentence of sentences) size += sentence.length
  const tokens = new Int32Array(size)
  const numbers = new Map<string, number>()
  const words: string[] = []
  let at = 0
  for (const sentence of sentences) {
    for (const word of sentence) {
      let number = numbers.get(word)
      if (number === undefined) {
        number = words.push(word) - 1
        numbers.set(word, number)
      }
      tokens[at++] = number
    }
    tokens[at++] = END
    if (yielder.isDue()) await yielder.yieldToEventLoop()
  }
  return { words, tokens }
}

/** The sentences of an encoded text; can be iterated several times. */
export const sentencesOf = ({ words, tokens }: EncodedText): Iterable<readonly string[]> => ({
  *[Symbol.iterator]() {
    let from = 0
    for (let at = 0; at < tokens.length; at++) {
      if (tokens[at] !== END) continue
      yield Array.from(tokens.subarray(from, at), (number) => words[number] ?? '')
      from = at + 1
    }
  }
})
