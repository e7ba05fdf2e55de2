/** Where a transcription differs from another. @module */
import { align } from '../../../src/speech/scoring/index.ts'

/** Consecutive words that all differ, or all agree; `index` of the first. */
export type DifferenceRun = Readonly<{ index: number; words: readonly string[]; differs: boolean }>

/** Cells of the alignment matrix: longer texts would take too long to align. */
const MAX_ALIGNMENT_CELLS = 20_000_000

const withoutMarks = (word: string): string => word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** Case and punctuation do not count. A text with nothing to compare it with, or a very long one, is a single run. */
export function differenceRuns(text: string, other: string | undefined): readonly DifferenceRun[] {
  const words = text.split(' ')
  const otherWords = other?.split(' ') ?? []
  if (other === undefined || words.length * otherWords.length > MAX_ALIGNMENT_CELLS) {
    return [{ index: 0, words, differs: false }]
  }
  const { steps } = align(otherWords.map(withoutMarks), words.map(withoutMarks))
  const differing = steps.flatMap(({ op }) => (op === 'delete' ? [] : [op !== 'equal']))
  const runs: { index: number; words: string[]; differs: boolean }[] = []
  for (const [index, word] of words.entries()) {
    const last = runs.at(-1)
    const differs = differing[index] === true
    if (last?.differs === differs) last.words.push(word)
    else runs.push({ index, words: [word], differs })
  }
  return runs
}
