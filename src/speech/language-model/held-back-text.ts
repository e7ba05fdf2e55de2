/** Setting text aside to judge a model by. @module */

import { type LongWork, Pace } from './pace.ts'

export type HoldBackOptions = LongWork &
  Readonly<{
    /** Share of the distinct sentences to hold back, 0 to 1. Default 0.1. */
    fraction?: number
    /** Another seed, another choice. Default 1. */
    seed?: number
    /** Words that would only be held back join the training side as sentences of one word. Default: they do not. */
    keepWords?: boolean
  }>

export type DividedText = Readonly<{
  training: readonly (readonly string[])[]
  heldBack: readonly (readonly string[])[]
}>

/**
 * Divides sentences, each side in its first order. The choice is by a hash of the words alone: the same text is
 * divided the same way whatever order it comes in, and copies of a sentence stay on one side.
 * Holds back at least one sentence and never all, given two different ones and a fraction above 0.
 * @throws RangeError for the fraction; the signal's reason
 */
export async function holdBack(
  sentences: readonly (readonly string[])[],
  { fraction = 0.1, seed = 1, keepWords = false, ...work }: HoldBackOptions = {}
): Promise<DividedText> {
  if (!(fraction >= 0 && fraction <= 1))
    throw new RangeError(`The fraction held back is 0 to 1, not ${fraction}`)
  const pace = new Pace(work)
  const hashes = new Float64Array(sentences.length)
  for (const [index, words] of sentences.entries()) {
    hashes[index] = hashOf(words, seed)
    if (pace.due()) await pace.turn()
  }
  const last = await lastHeld(hashes, fraction, pace)
  const training: (readonly string[])[] = []
  const heldBack: (readonly string[])[] = []
  for (const [index, words] of sentences.entries()) {
    const side = (hashes[index] ?? 0) <= last ? heldBack : training
    side.push(words)
    if (pace.due()) await pace.turn()
  }
  if (keepWords) for (const word of await wordsOnlyIn(heldBack, training, pace)) training.push([word])
  return { training, heldBack }
}

/** The largest hash that is held back. */
async function lastHeld(hashes: Float64Array, fraction: number, pace: Pace): Promise<number> {
  if (fraction === 0) return -1
  const sorted = hashes.slice().sort()
  let distinct = 0
  for (const [place, hash] of sorted.entries()) {
    if (hash !== sorted[place - 1]) sorted[distinct++] = hash
    if (pace.due()) await pace.turn()
  }
  const wanted = Math.max(1, Math.round(distinct * fraction))
  return sorted[Math.min(wanted, distinct - 1) - 1] ?? -1
}

/** Sorted. */
async function wordsOnlyIn(
  heldBack: readonly (readonly string[])[],
  training: readonly (readonly string[])[],
  pace: Pace
): Promise<readonly string[]> {
  const words = new Set(heldBack.flat())
  for (const sentence of training) {
    for (const word of sentence) words.delete(word)
    if (pace.due()) await pace.turn()
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
