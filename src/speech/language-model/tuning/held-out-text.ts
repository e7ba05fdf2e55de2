/** Splits a text into training and held-out sentences. @module */

import { EventLoopYielder, type YieldOptions } from '../event-loop-yielder.ts'

export type HoldOutOptions = YieldOptions &
  Readonly<{
    /** Share of the distinct sentences to hold out, 0 to 1. Default 0.1. */
    fraction?: number
    /** Selects another split. Default 1. */
    seed?: number
    /** Adds words that occur only in held-out sentences to the training side, as one-word sentences. Default false. */
    keepVocabulary?: boolean
  }>

export type HeldOutSplit = Readonly<{
  training: readonly (readonly string[])[]
  heldOut: readonly (readonly string[])[]
}>

/**
 * Splits sentences; each side keeps their order. The choice is by a hash of the words alone: the same text is split the
 * same way in any order, and copies of a sentence stay on one side. Given two distinct sentences and a fraction above 0, it
 * holds out at least one and never all.
 * @throws RangeError for the fraction; the signal's reason
 */
export async function holdOut(
  sentences: readonly (readonly string[])[],
  { fraction = 0.1, seed = 1, keepVocabulary = false, ...work }: HoldOutOptions = {}
): Promise<HeldOutSplit> {
  if (!(fraction >= 0 && fraction <= 1))
    throw new RangeError(`The held-out fraction must be 0 to 1, not ${fraction}`)
  const yielder = new EventLoopYielder(work)
  const hashes = new Float64Array(sentences.length)
  for (const [index, words] of sentences.entries()) {
    hashes[index] = hashOf(words, seed)
    if (yielder.isDue()) await yielder.yieldToEventLoop()
  }
  const last = await hashThreshold(hashes, fraction, yielder)
  const training: (readonly string[])[] = []
  const heldOut: (readonly string[])[] = []
  for (const [index, words] of sentences.entries()) {
    const side = (hashes[index] ?? 0) <= last ? heldOut : training
    side.push(words)
    if (yielder.isDue()) await yielder.yieldToEventLoop()
  }
  if (keepVocabulary) for (const word of await wordsOnlyIn(heldOut, training, yielder)) training.push([word])
  return { training, heldOut }
}

/** The largest hash of a held-out sentence; -1 for none. */
async function hashThreshold(
  hashes: Float64Array,
  fraction: number,
  yielder: EventLoopYielder
): Promise<number> {
  if (fraction === 0) return -1
  const sorted = hashes.slice().sort()
  let distinct = 0
  for (const [place, hash] of sorted.entries()) {
    if (hash !== sorted[place - 1]) sorted[distinct++] = hash
    if (yielder.isDue()) await yielder.yieldToEventLoop()
  }
  const target = Math.max(1, Math.round(distinct * fraction))
  return sorted[Math.min(target, distinct - 1) - 1] ?? -1
}

/** Words that occur only in held-out sentences, sorted. */
async function wordsOnlyIn(
  heldOut: readonly (readonly string[])[],
  training: readonly (readonly string[])[],
  yielder: EventLoopYielder
): Promise<readonly string[]> {
  const words = new Set(heldOut.flat())
  for (const sentence of training) {
    for (const word of sentence) words.delete(word)
    if (yielder.isDue()) await yielder.yieldToEventLoop()
  }
  return [...words].sort()
}

/** FNV-1a over code units and the finalizer of MurmurHash3, which separates similar sentences. 0 to 2^32 - 1. */
function hashOf(words: readonly string[], seed: number): number {
  let hash = 0x811c_9dc5 ^ Math.imul(seed, 0x9e37_79b1)
  const text = words.join(' ')
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x0100_0193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
