/** Where what was heard agrees with a transcript: islands of words, and the stretches between them. @module */
import { align } from '../../speech/scoring/index.ts'

/** Half-open ranges of a transcript's words and of the words heard. */
export type Stretch = Readonly<{
  words: Readonly<{ from: number; to: number }>
  heard: Readonly<{ from: number; to: number }>
}>

/** Fewer words in a row agree by chance wherever two texts of one language are held against each other. */
const LEAST_WORDS = 3
/** At either end there are fewer chances. */
const LEAST_WORDS_AT_END = 2

/**
 * The islands, in order: runs of words that stand in both, one after the other. What lies between two of them, and
 * before the first and after the last, disagrees.
 * Source: P. J. Moreno et al., "A recursive algorithm for the forced alignment of very long audio segments",
 * ICSLP 1998, whose anchors these are.
 */
export function findIslands(words: readonly string[], heard: readonly string[]): readonly Stretch[] {
  const runs: { words: { from: number; to: number }; heard: { from: number; to: number } }[] = []
  let [word, place] = [0, 0]
  let open = false
  for (const { op } of align(words, heard).steps) {
    if (op === 'equal') {
      const last = runs.at(-1)
      if (open && last) {
        last.words.to += 1
        last.heard.to += 1
      } else {
        runs.push({ words: { from: word, to: word + 1 }, heard: { from: place, to: place + 1 } })
      }
    }
    open = op === 'equal'
    if (op !== 'insert') word += 1
    if (op !== 'delete') place += 1
  }
  return runs.filter(({ words: { from, to }, heard: { from: first, to: end } }) => {
    const atEnd = (from === 0 && first === 0) || (to === words.length && end === heard.length)
    return to - from >= (atEnd ? LEAST_WORDS_AT_END : LEAST_WORDS)
  })
}

/** What lies before, between and after the islands, without what is empty on both sides. */
export function betweenIslands(
  islands: readonly Stretch[],
  sizes: Readonly<{ words: number; heard: number }>
): readonly Stretch[] {
  const stretches: Stretch[] = []
  let [word, place] = [0, 0]
  const end = { words: { from: sizes.words, to: 0 }, heard: { from: sizes.heard, to: 0 } }
  for (const island of [...islands, end]) {
    if (island.words.from > word || island.heard.from > place)
      stretches.push({
        words: { from: word, to: island.words.from },
        heard: { from: place, to: island.heard.from }
      })
    word = island.words.to
    place = island.heard.to
  }
  return stretches
}
