/** Reading ARPA files, ours and those of other tools. @module */

import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { EventLoopYielder, type YieldOptions } from './event-loop-yielder.ts'
import type { LanguageModel } from './language-model.ts'
import { NgramTable } from './ngram-table.ts'
import { UNKNOWN, Vocabulary } from './vocabulary.ts'

/** A line that cannot be part of an ARPA file. */
export class ArpaUnreadable extends Error {
  override readonly name = 'ArpaUnreadable'
  constructor(
    readonly line: number,
    readonly found: string,
    readonly accepted: string
  ) {
    super(`ARPA line ${line}: found ${JSON.stringify(found.slice(0, 80))}; ${accepted}`)
  }
}

type ReadOrder = { table: NgramTable; probabilities: number[]; backOffs: number[] }

const MAX_ORDER = 9

/**
 * Reads an ARPA file line by line. Stated counts, text before `\data\`, blank lines, CRLF, spaces for tabs, missing
 * back-off weights and a missing `\end\` are all tolerated; `<UNK>` is read as `<unk>`.
 * @throws ArpaUnreadable; the signal's reason
 */
export async function readArpa(
  lines: Iterable<string> | AsyncIterable<string>,
  work: YieldOptions = {}
): Promise<LanguageModel> {
  const yielder = new EventLoopYielder(work)
  const vocabulary = new Vocabulary()
  const orders: ReadOrder[] = []
  let started = false
  let section = 0
  let number = 0
  for await (const raw of lines) {
    number++
    if (yielder.isDue()) await yielder.yieldToEventLoop()
    const line = raw.trim()
    if (line === '') continue
    if (line === '\\end\\') break
    if (line === '\\data\\') {
      started = true
      continue
    }
    if (!started || (section === 0 && line.startsWith('ngram '))) continue
    const heading = /^\\(\d+)-grams:$/.exec(line)
    if (heading !== null) {
      const next = Number(heading[1])
      if (next !== section + 1 || next > MAX_ORDER) {
        throw new ArpaUnreadable(number, line, `expected sections in order, up to \\${MAX_ORDER}-grams:`)
      }
      section = next
      orders.push(
        section === 1 ? unigrams(vocabulary) : { table: new NgramTable(), probabilities: [], backOffs: [] }
      )
      continue
    }
    if (section === 0)
      throw new ArpaUnreadable(number, line, 'an "ngram N=count" line or "\\1-grams:" is expected')
    readNgram(line, number, section, vocabulary, orders)
  }
  if (orders.length === 0)
    throw new ArpaUnreadable(number, '', 'an ARPA file must have "\\data\\" and "\\1-grams:"')
  return {
    order: orders.length,
    vocabulary,
    orders: orders.map(({ table, probabilities, backOffs }) => ({
      table,
      probabilities: Float64Array.from(probabilities),
      backOffs: Float64Array.from(backOffs)
    }))
  }
}

/** Reads an ARPA file from disk without holding it in memory. */
export async function loadArpa(path: string, work: YieldOptions = {}): Promise<LanguageModel> {
  const input = createReadStream(path)
  try {
    return await readArpa(createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY }), work)
  } finally {
    input.destroy()
  }
}

function unigrams(vocabulary: Vocabulary): ReadOrder {
  const order: ReadOrder = { table: new NgramTable(), probabilities: [], backOffs: [] }
  // Marks that the file lacks stay NaN: not in the model.
  for (let mark = 0; mark < vocabulary.size; mark++) place(order, 0, mark, Number.NaN, 0)
  return order
}

function place(order: ReadOrder, prefix: number, word: number, probability: number, backOff: number): void {
  const index = order.table.add(prefix, word)
  order.probabilities[index] = probability
  order.backOffs[index] = backOff
}

function readNgram(
  line: string,
  number: number,
  length: number,
  vocabulary: Vocabulary,
  orders: ReadOrder[]
): void {
  const fields = line.split(/\s+/)
  const probability = logarithm(fields[0])
  const backOff = fields.length === length + 2 ? logarithm(fields[length + 1]) : 0
  const counted = fields.length === length + 1 || fields.length === length + 2
  if (!counted || probability === undefined || backOff === undefined) {
    throw new ArpaUnreadable(
      number,
      line,
      `a log10 probability, ${length} words and at most a back-off weight are expected`
    )
  }
  const words = fields.slice(1, length + 1).map((word) => (word === '<UNK>' ? UNKNOWN : word))
  const order = orders[length - 1]
  if (order === undefined) return
  let prefix = 0
  for (const [position, word] of words.entries()) {
    const id = length === 1 ? vocabulary.add(word) : vocabulary.idOf(word)
    if (id === undefined) throw new ArpaUnreadable(number, line, `"${word}" has no unigram before this line`)
    if (position === length - 1) {
      place(order, prefix, id, probability, backOff)
      return
    }
    const shorter = orders[position]
    if (shorter === undefined) return
    // Pruned models may lack a prefix: a placeholder that is not in the model holds its place.
    const known = shorter.table.find(prefix, id)
    if (known < 0) place(shorter, prefix, id, Number.NaN, 0)
    prefix = shorter.table.find(prefix, id)
  }
}

function logarithm(field: string | undefined): number | undefined {
  if (field === '-inf') return -99
  const value = Number(field)
  return field === undefined || field === '' || Number.isNaN(value) ? undefined : value
}
