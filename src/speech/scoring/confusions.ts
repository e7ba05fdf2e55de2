/** Confusion pairs, missed words and inserted words of a set of alignments. @module */
import type { WordScore } from './word-score.ts'

export type Confusion = Readonly<{ ref: string; hyp: string; count: number }>

/** `said`: occurrences in the reference; `missed` = `substituted` + `deleted`. */
export type MissedWord = Readonly<{
  word: string
  said: number
  missed: number
  substituted: number
  deleted: number
}>

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Substitutions by word pair, most frequent first, then alphabetically. */
export function confusionPairs(scores: Iterable<Pick<WordScore, 'steps'>>): Confusion[] {
  const pairs = new Map<string, { ref: string; hyp: string; count: number }>()
  for (const { steps } of scores) {
    for (const { op, ref, hyp } of steps) {
      if (op !== 'substitute' || ref === undefined || hyp === undefined) continue
      const key = `${ref}\n${hyp}`
      const pair = pairs.get(key)
      if (pair) pair.count++
      else pairs.set(key, { ref, hyp, count: 1 })
    }
  }
  return [...pairs.values()].sort((a, b) => b.count - a.count || byText(a.ref, b.ref) || byText(a.hyp, b.hyp))
}

/** Reference words missed at least once, most often missed first. */
export function missedWords(scores: Iterable<Pick<WordScore, 'steps'>>): MissedWord[] {
  const words = new Map<string, { said: number; substituted: number; deleted: number }>()
  for (const { steps } of scores) {
    for (const { op, ref } of steps) {
      if (ref === undefined) continue
      const word = words.get(ref) ?? { said: 0, substituted: 0, deleted: 0 }
      words.set(ref, word)
      word.said++
      if (op === 'substitute') word.substituted++
      if (op === 'delete') word.deleted++
    }
  }
  return [...words]
    .map(([word, counts]) => ({ word, missed: counts.substituted + counts.deleted, ...counts }))
    .filter(({ missed }) => missed > 0)
    .sort((a, b) => b.missed - a.missed || byText(a.word, b.word))
}

/** Inserted words, most frequent first. */
export function insertedWords(
  scores: Iterable<Pick<WordScore, 'steps'>>
): Readonly<{ word: string; count: number }>[] {
  const words = new Map<string, number>()
  for (const { steps } of scores) {
    for (const { op, hyp } of steps) {
      if (op === 'insert' && hyp !== undefined) words.set(hyp, (words.get(hyp) ?? 0) + 1)
    }
  }
  return [...words]
    .map(([word, count]) => ({ word, count }))
    .sort((a, b) => b.count - a.count || byText(a.word, b.word))
}
