/** Counts n-grams for Kneser-Ney smoothing, with continuation counts, in one pass over the text. @module */

import type { EventLoopYielder } from './event-loop-yielder.ts'
import { IntegerColumn } from './integer-column.ts'
import { NgramTable } from './ngram-table.ts'
import { END_ID, SENTENCE_END, SENTENCE_START, START_ID, Vocabulary } from './vocabulary.ts'

export type Sentences = Iterable<readonly string[]> | AsyncIterable<readonly string[]>

export type CountedOrder = Readonly<{
  table: NgramTable
  /** Index, one order below, of the n-gram without its first word. */
  suffixes: IntegerColumn
  /**
   * In the highest order, and for n-grams that begin a sentence, the number of occurrences; otherwise the continuation
   * count, the number of distinct words before the n-gram.
   */
  counts: IntegerColumn
}>

export type CountedText = Readonly<{
  vocabulary: Vocabulary
  orders: readonly CountedOrder[]
  sentences: number
  words: number
}>

/** The training text has no words. */
export class NoTrainingText extends Error {
  override readonly name = 'NoTrainingText'
  constructor() {
    super('The training text has no words; provide at least one sentence with one word')
  }
}

export async function countNgrams(
  text: Sentences,
  order: number,
  yielder: EventLoopYielder,
  onSentence: (sentences: number) => void
): Promise<CountedText> {
  const vocabulary = new Vocabulary()
  const orders = Array.from({ length: order }, () => ({
    table: new NgramTable(),
    suffixes: new IntegerColumn(),
    counts: new IntegerColumn()
  }))
  const idOf = (word: string): number => {
    const id = vocabulary.add(word)
    orders[0]?.table.add(0, id)
    return id
  }
  for (let mark = 0; mark < vocabulary.size; mark++) orders[0]?.table.add(0, mark)

  let sentences = 0
  let words = 0
  for await (const sentence of text) {
    if (sentence.length === 0) continue
    sentences++
    words += sentence.length
    // Indices, by length - 1, of the n-grams that end at the previous word and at this one.
    let before: number[] = [START_ID]
    for (let at = 1; at <= sentence.length + 1; at++) {
      const word = at > sentence.length ? END_ID : idOf(checked(sentence[at - 1] ?? '', sentences))
      const here = [word]
      for (let length = 2; length <= Math.min(order, at + 1); length++) {
        const longer = orders[length - 1]
        const shorter = orders[length - 2]
        if (longer === undefined || shorter === undefined) continue
        const suffix = here[length - 2] ?? 0
        const known = longer.table.size
        const index = longer.table.add(before[length - 2] ?? 0, word)
        if (index === known) {
          longer.suffixes.set(index, suffix)
          shorter.counts.increment(suffix)
        }
        if (length === order || length === at + 1) longer.counts.increment(index)
        here.push(index)
      }
      before = here
      if (yielder.isDue()) await yielder.yieldToEventLoop()
    }
    onSentence(sentences)
  }
  if (words === 0) throw new NoTrainingText()
  return { vocabulary, orders, sentences, words }
}

function checked(word: string, sentence: number): string {
  if (word === '' || word === SENTENCE_START || word === SENTENCE_END || /\s/.test(word)) {
    const found = JSON.stringify(word)
    throw new TypeError(
      `Sentence ${sentence} has the word ${found}: a word is text without white space, not a sentence mark`
    )
  }
  return word
}
