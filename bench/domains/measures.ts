/** What the adaptation bench prints: rates with intervals, recall of new words, errors saved. @module */
import { errorRateInterval, errors, sumScores, type WordScore } from '../../src/speech/scoring/index.ts'

/** One utterance as one model heard it. */
export type ScoredClip = Readonly<{ audio: string; score: WordScore }>

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

export function rateWithInterval(scored: readonly ScoredClip[]): string {
  const { rate, low, high } = errorRateInterval(scored.map(({ score }) => score))
  return `${percent(rate)} (${percent(low)} – ${percent(high)})`
}

export const rateOf = (clips: readonly ScoredClip[]): number => {
  const total = sumScores(clips.map(({ score }) => score))
  return errors(total) / total.words
}

export const byVoice = (scored: readonly ScoredClip[], voices: readonly string[]): readonly ScoredClip[] =>
  scored.filter(({ audio }) => voices.some((voice) => audio.startsWith(`${voice}-`)))

/** Of the occurrences of these words in what was said, those that were heard in their place. */
export function recallOf(words: ReadonlySet<string>, scored: readonly ScoredClip[]): string {
  let [spoken, found] = [0, 0]
  for (const { score } of scored)
    for (const { op, ref } of score.steps) {
      if (ref === undefined || !words.has(ref)) continue
      spoken++
      if (op === 'equal') found++
    }
  return spoken === 0 ? '–' : `${percent(found / spoken)} of ${spoken}`
}

/** The new words that were missed most, each with what was heard in its place. */
export function mostMissed(words: ReadonlySet<string>, scored: readonly ScoredClip[], most: number): string {
  const missed = new Map<string, Map<string, number>>()
  for (const { score } of scored)
    for (const { op, ref, hyp = '∅' } of score.steps) {
      if (ref === undefined || !words.has(ref) || op === 'equal') continue
      const instead = missed.get(ref) ?? new Map<string, number>()
      missed.set(ref, instead.set(hyp, (instead.get(hyp) ?? 0) + 1))
    }
  const times = (instead: ReadonlyMap<string, number>): number =>
    [...instead.values()].reduce((sum, count) => sum + count, 0)
  return [...missed]
    .sort(([, a], [, b]) => times(b) - times(a))
    .slice(0, most)
    .map(([word, instead]) => `${word} ${times(instead)}× (${[...instead.keys()].slice(0, 3).join(', ')})`)
    .join('; ')
}

/** Fewer errors than `before`: 0.6 is 60 % fewer. */
export const saved = (before: readonly ScoredClip[], after: readonly ScoredClip[]): string =>
  `${percent(1 - rateOf(after) / rateOf(before))} fewer`

const WIDTHS = [15, 23, 23, 23, 15, 0]

export function printRow(cells: readonly string[]): void {
  console.log(
    cells
      .map((cell, column) => cell.padEnd(WIDTHS[column] ?? 0))
      .join('  ')
      .trimEnd()
  )
}
