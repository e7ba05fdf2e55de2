/** Figures of an import report, arranged as charts. @module */
import type { TextStatistics } from '../api/dataset-report.ts'
import type { ApiFile } from '../api/entities.ts'
import { isoSeconds } from '../api/transcriptions.ts'
import type { Bar } from '../components/bar-chart.tsx'
import { percent } from '../format.ts'
import { datasetTexts } from './texts.ts'

type NewWords = NonNullable<TextStatistics['newWords']>

const MAX_WORDS = 15

/** Words of the text that the base model knows, and those that it does not know. */
export const coverageBars = (tokens: number, newWords: NewWords): readonly Bar[] => [
  { name: datasetTexts.known, value: tokens - newWords.tokens, shown: percent(1 - newWords.rate) },
  { name: datasetTexts.unknown, value: newWords.tokens, shown: percent(newWords.rate) }
]

export const newWordBars = ({ mostUseful }: NewWords): readonly Bar[] =>
  mostUseful.slice(0, MAX_WORDS).map(({ word, count }) => ({ name: word, value: count }))

/** New words that occur once and have no bar of their own. */
export function rareNewWords(newWords: NewWords): readonly string[] {
  const charted = new Set(newWordBars(newWords).map(({ name }) => name))
  return newWords.once.examples.filter((word) => !charted.has(word)).slice(0, MAX_WORDS)
}

/** Seconds at which the bars begin. Training uses the audio of clips up to 40 s. */
const LENGTH_EDGES_S = [0, 2, 5, 10, 20, 40] as const

/** Number of clips by length. */
export function clipLengthBars(clips: readonly Pick<ApiFile, 'properties'>[]): readonly Bar[] {
  const lengths = clips.map(({ properties }) => isoSeconds(properties.duration))
  return LENGTH_EDGES_S.map((from, index) => {
    const to = LENGTH_EDGES_S[index + 1]
    const inRange = lengths.filter((length) => length >= from && (to === undefined || length < to))
    return { name: datasetTexts.lengthRange(from, to), value: inRange.length }
  })
}
