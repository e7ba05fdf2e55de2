/** Writes a model as an ARPA file, the exchange format of n-gram models. @module */

import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { LanguageModel, NgramOrder } from './language-model.ts'

/** Decimals of each logarithm: a relative error of about one in a million, below the quantization of decoders. */
const DECIMALS = 6
const BLOCK_CHARACTERS = 32_768
/** Not a line, but a point where a block may be sent: sorting produces no lines for a long time. */
const PAUSE = Symbol('pause')
/** N-grams sorted between pauses, about ten milliseconds of work. */
const SORTED_PER_PAUSE = 10_000

/**
 * The file's text in blocks of whole lines. N-grams are sorted by their words (code units), so that equal models give
 * equal bytes. Probabilities are log10; a back-off weight of 0 is left out.
 */
export function* writeArpa(model: LanguageModel): Generator<string, void, undefined> {
  let block = ''
  for (const line of arpaLines(model)) {
    if (line !== PAUSE) block += `${line}\n`
    if (line !== PAUSE && block.length < BLOCK_CHARACTERS) continue
    yield block
    block = ''
  }
  yield block
}

/** Writes the ARPA file without holding it in memory. */
export async function saveArpa(
  model: LanguageModel,
  path: string,
  { signal }: { signal?: AbortSignal } = {}
): Promise<void> {
  const blocks = Readable.from(writeArpa(model), { highWaterMark: 1 })
  await pipeline(blocks, createWriteStream(path), signal === undefined ? {} : { signal })
}

function* arpaLines(model: LanguageModel): Generator<string | typeof PAUSE, void, undefined> {
  yield '\\data\\'
  for (const [below, { probabilities }] of model.orders.entries()) {
    yield `ngram ${below + 1}=${probabilities.reduce((n, p) => (Number.isNaN(p) ? n : n + 1), 0)}`
  }
  yield ''
  const rank = ranksOf(model)
  // Sorted indices and texts of the order just written: the beginnings of the next order's lines.
  let histories = Int32Array.of(0)
  let texts = ['']
  for (const [below, order] of model.orders.entries()) {
    yield `\\${below + 1}-grams:`
    const last = below === model.order - 1
    const sorted = yield* sortedNgrams(order, histories, rank)
    const historyAt = inversePermutation(histories)
    const ownTexts: string[] = []
    for (const index of sorted) {
      const word = model.vocabulary.word(order.table.word(index))
      const before = texts[historyAt[order.table.prefix(index)] ?? 0] ?? ''
      const text = before === '' ? word : `${before} ${word}`
      if (!last) ownTexts.push(text)
      const probability = order.probabilities[index] ?? Number.NaN
      if (Number.isNaN(probability)) continue
      const backOff = order.backOffs[index] ?? 0
      const tail = last || backOff === 0 ? '' : `\t${format(backOff)}`
      yield `${format(probability)}\t${text}${tail}`
    }
    yield ''
    histories = sorted
    texts = ownTexts
  }
  yield '\\end\\'
}

const format = (log: number): string => (log <= -99 ? '-99' : log.toFixed(DECIMALS))

/** Rank of each word in sorted order, by word id. */
function ranksOf({ vocabulary }: LanguageModel): Int32Array {
  const words = Array.from({ length: vocabulary.size }, (_, id) => vocabulary.word(id))
  const ids = words.map((_, id) => id).sort((a, b) => ((words[a] ?? '') < (words[b] ?? '') ? -1 : 1))
  return inversePermutation(Int32Array.from(ids))
}

function inversePermutation(indices: Int32Array): Int32Array {
  const offsets = new Int32Array(indices.length)
  for (const [place, index] of indices.entries()) offsets[index] = place
  return offsets
}

/** Indices sorted by history, then by word: a counting sort by history first keeps each sort small. */
function* sortedNgrams(
  { table }: NgramOrder,
  histories: Int32Array,
  rank: Int32Array
): Generator<typeof PAUSE, Int32Array<ArrayBuffer>, undefined> {
  const starts = new Int32Array(histories.length + 1)
  const historyAt = inversePermutation(histories)
  for (let index = 0; index < table.size; index++) {
    const place = (historyAt[table.prefix(index)] ?? 0) + 1
    starts[place] = (starts[place] ?? 0) + 1
  }
  for (let place = 1; place < starts.length; place++)
    starts[place] = (starts[place] ?? 0) + (starts[place - 1] ?? 0)
  const ends = starts.slice()
  const sorted = new Int32Array(table.size)
  for (let index = 0; index < table.size; index++) {
    const place = historyAt[table.prefix(index)] ?? 0
    const at = ends[place] ?? 0
    sorted[at] = index
    ends[place] = at + 1
  }
  const byWord = (a: number, b: number): number => (rank[table.word(a)] ?? 0) - (rank[table.word(b)] ?? 0)
  let paused = 0
  for (let place = 0; place < histories.length; place++) {
    const [from, to] = [starts[place] ?? 0, ends[place] ?? 0]
    if (to - from > 1) sorted.subarray(from, to).sort(byWord)
    if (to - paused < SORTED_PER_PAUSE) continue
    paused = to
    yield PAUSE
  }
  return sorted
}
