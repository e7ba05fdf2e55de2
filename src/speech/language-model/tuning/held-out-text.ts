/** Setting text aside to judge a model by. @module */

import { EventLoopYielder, type YieldOptions } from '../event-loop-yielder.ts'

export type HoldOutOptions = YieldOptions &
  Readonly<{
    /** Share of the distinct sentences to hold back, 0 to 1. Default 0.1. */
    fraction?: number
    /** Another seed, another choice. Default 1. */
    seed?: number
    /** Words that would only be held back join the training side as sentences of one word. Default: they do not. */
    keepVocabulary?: boolean
  }>

export type HeldOutSplit = Readonly<{
  training: readonly (readonly string[])[]
  heldOut: readonly (readonly string[])[]
}>

/**
 * Divides sentences, each side in its first order. The choice is by a hash of the words alone: the same text is
 * divided the same way whatever order it comes in, and copies of a sentence stay on one side.
 * Holds back at least one sentence and never all, given two different ones and a fraction above 0.
 * @throws RangeError for the fraction; the signal's reason
 */
export async function holdOut(
  sentences: readonly (readonly string[])[],
  { fraction = 0.1, seed = 1, keepVocabulary = false, ...work }: HoldOutOptions = {}
): Promise<HeldOutSplit> {
  if (!(fraction >= 0 && fraction <= 1))
    throw new RangeError(`The fraction held back is 0 to 1, not ${fraction}`)
  const pace = new EventLoopYielder(work)
  const hashes = new Float64Array(sentences.length)
  for (const [index, words] of sentences.entries()) {
    hashes[index] = hashOf(words, seed)
    if (pace.isDue()) await pace.yieldToEventLoop()
  }
  const last = await hashThreshold(hashes, fraction, pace)
  const training: (readonly string[])[] = []
  const heldOut: (readonly string[])[] = []
  for (const [index, words] of sentences.entries()) {
    const side = (hashes[index] ?? 0) <= last ? heldOut : training
    side.push(words)
    if (pace.isDue()) await pace.yieldToEventLoop()
  }
  if (keepVocabulary) for (const word of await wordsOnlyIn(heldOut, training, pace)) training.push([word])
  return { training, heldOut }
}

/** The largest hash that is held back. */
async function hashThreshold(
  hashes: Float64Array,
  fraction: number,
  pace: EventLoopYielder
): Promise<number> {
  if (fraction === 0) return -1
  const sorted = hashes.slice().sort()
  let distinct = 0
  for (const [place, hash] of sorted.entries()) {
    if (hash !== sorted[place - 1]) sorted[distinct++] = hash
    if (pace.isDue()) await pace.yieldToEventLoop()
  }
  const wanted = Math.max(1, Math.round(distinct * fraction))
  return sorted[Math.min(wanted, distinct - 1) - 1] ?? -1
}

/** Sorted. */
async function wordsOnlyIn(
  heldOut: readonly (readonly string[])[],
  training: readonly (readonly string[])[],
  pace: EventLoopYielder
): Promise<readonly string[]> {
  const words = new Set(heldOut.flat())
  for (const sentence of training) {
    for (const word of sentence) words.delete(word)
    if (pace.isDue()) await pace.yieldToEventLoop()
  }
  return [...words].sort()
}

/** FNV-1a over code units, then murmur's finaliser, so that like sentences fall far apart. 0 to 2^32 - 1. */
function hashOf(words: readonly string[], seed: number): number {
  let hash = 0x811c_9dc5 ^ Math.imul(seed, 0x9e37_79b1)
  const text = words.join(' ')
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x0100_0193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
