/** Setting text aside to judge a model by. @module */

export type HoldBackOptions = Readonly<{
  /** Share of the distinct sentences to hold back, 0 to 1. Default 0.1. */
  fraction?: number
  /** Another seed, another choice. Default 1. */
  seed?: number
}>

export type DividedText = Readonly<{
  training: readonly (readonly string[])[]
  heldBack: readonly (readonly string[])[]
}>

/**
 * Divides sentences, each side in its first order. The choice is by a hash of the words alone: the same text is
 * divided the same way whatever order it comes in, and copies of a sentence stay on one side.
 * Holds back at least one sentence and never all, given two different ones and a fraction above 0.
 */
export function holdBack(
  sentences: readonly (readonly string[])[],
  { fraction = 0.1, seed = 1 }: HoldBackOptions = {}
): DividedText {
  if (!(fraction >= 0 && fraction <= 1))
    throw new RangeError(`The fraction held back is 0 to 1, not ${fraction}`)
  const hashes = sentences.map((words) => hashOf(words, seed))
  const distinct = Float64Array.from(new Set(hashes)).sort()
  const wanted = fraction === 0 ? 0 : Math.max(1, Math.round(distinct.length * fraction))
  const last = distinct[Math.min(wanted, distinct.length - 1) - 1] ?? -1
  const kept = (held: boolean) => sentences.filter((_, i) => (hashes[i] ?? 0) <= last === held)
  return { training: kept(false), heldBack: kept(true) }
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
