/** Where recognized words agree with a transcript: anchors, and the gaps between them. @module */
import { align } from '../../speech/scoring/index.ts'

/** Half-open ranges of a transcript's words and of the recognized words. */
export type TextSpan = Readonly<{
  words: Readonly<{ from: number; to: number }>
  heard: Readonly<{ from: number; to: number }>
}>

/** Fewer words in a row agree by chance wherever two texts of one language are held against each other. */
const MIN_WORDS = 3
/** At either end there are fewer chances. */
const MIN_WORDS_AT_END = 2

/**
 * The anchors, in order: runs of words that stand in both, one after the other. What lies between two of them, and
 * before the first and after the last, disagrees.
 * Source: P. J. Moreno et al., "A recursive algorithm for the forced alignment of very long audio segments",
 * ICSLP 1998, whose anchors these are.
 */
export function findAnchors(words: readonly string[], recognized: readonly string[]): readonly TextSpan[] {
  const runs: { words: { from: number; to: number }; heard: { from: number; to: number } }[] = []
  let [word, place] = [0, 0]
  let open = false
  for (const { op } of align(words, recognized).steps) {
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
    const atEnd = (from === 0 && first === 0) || (to === words.length && end === recognized.length)
    return to - from >= (atEnd ? MIN_WORDS_AT_END : MIN_WORDS)
  })
}

/** What lies before, between and after the anchors, without what is empty on both sides. */
export function findGaps(
  anchors: readonly TextSpan[],
  sizes: Readonly<{ words: number; heard: number }>
): readonly TextSpan[] {
  const gaps: TextSpan[] = []
  let [word, place] = [0, 0]
  const end = { words: { from: sizes.words, to: 0 }, heard: { from: sizes.heard, to: 0 } }
  for (const anchor of [...anchors, end]) {
    if (anchor.words.from > word || anchor.heard.from > place)
      gaps.push({
        words: { from: word, to: anchor.words.from },
        heard: { from: place, to: anchor.heard.from }
      })
    word = anchor.words.to
    place = anchor.heard.to
  }
  return gaps
}
