/** Attention models are known to fall into loops: the same words again and again until they have no more room. @module */
import { deflateSync } from 'node:zlib'

/** Longest part that is looked for again, in tokens. */
const MAX_PERIOD = 40
/** Tokens of one loop; and how often its part comes at least. People say "no no no" and long numbers. */
const MIN_LOOP_TOKENS = 12
const MIN_REPEATS = 4
const MIN_REPEATS_OF_ONE = 10

/**
 * Where the tokens end with the same part over and over: the number of tokens up to the end of the first time that it is
 * said. Linear in `MAX_PERIOD` and the length of the loop.
 */
export function repetitionStart(tokens: readonly number[]): number | undefined {
  const { length } = tokens
  for (let period = 1; period <= MAX_PERIOD && period * 2 <= length; period++) {
    let same = 0
    while (same + period < length && tokens[length - 1 - same] === tokens[length - 1 - same - period]) same++
    const repeats = 1 + Math.floor(same / period)
    const enough = period === 1 ? MIN_REPEATS_OF_ONE : MIN_REPEATS
    if (repeats >= enough && repeats * period >= MIN_LOOP_TOKENS) return length - same
  }
  return undefined
}

/** How much shorter text gets by deflate: beyond 2.4 it says the same again and again (Radford et al. 2022). */
export function compressionRatio(text: string): number {
  const bytes = Buffer.from(text, 'utf8')
  return bytes.length === 0 ? 0 : bytes.length / deflateSync(bytes).length
}
