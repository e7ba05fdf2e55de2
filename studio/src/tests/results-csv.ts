/** Results of a test as CSV: a row for each utterance, or for each missed word. @module */
import { missedWords, type WordScore } from '../../../src/speech/scoring/index.ts'
import type { RecognizedUtterance, Utterance } from '../api/evaluation-results.ts'

const MARK = { equal: 'C', substitute: 'S', delete: 'D', insert: 'I' } as const
const GAP = '***'

type Cell = string | number

const cell = (value: Cell): string => {
  // A spreadsheet would evaluate a cell that starts like a formula.
  const text = /^[=+\-@\t]/.test(String(value)) ? `'${value}` : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

const table = (rows: readonly (readonly Cell[])[]): string =>
  rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')

const MODEL_COLUMNS = [
  'recognition',
  'substitutions',
  'deletions',
  'insertions',
  'alignedReference',
  'alignedRecognition',
  'alignment'
] as const

/** Reference words, hypothesis words, and operations, aligned word by word. */
const alignment = ({ steps }: Pick<WordScore, 'steps'>): readonly string[] => [
  steps.map(({ ref }) => ref ?? GAP).join(' '),
  steps.map(({ hyp }) => hyp ?? GAP).join(' '),
  steps.map(({ op }) => MARK[op]).join(' ')
]

export function resultsCsv(utterances: readonly Utterance[]): string {
  const columns = (number: 1 | 2) => MODEL_COLUMNS.map((name) => `${name}${number}`)
  const of = ({ recognition, score }: RecognizedUtterance) => [
    recognition,
    score.substitutions,
    score.deletions,
    score.insertions,
    ...alignment(score)
  ]
  return table([
    ['audio', 'reference', 'words', ...columns(1), ...columns(2)],
    ...utterances.map(({ audio, reference, model1, model2 }) => [
      audio,
      reference,
      model1.score.words,
      ...of(model1),
      ...of(model2)
    ])
  ])
}

/** Every word that either model missed, most often missed by both first. */
export function missedWordsCsv(utterances: readonly Utterance[]): string {
  const [first, second] = (['model1', 'model2'] as const).map(
    (model) =>
      new Map(missedWords(utterances.map((one) => one[model].score)).map((word) => [word.word, word]))
  )
  const rows = [...new Set([...(first?.keys() ?? []), ...(second?.keys() ?? [])])].map((word) => {
    const both = [first?.get(word), second?.get(word)] as const
    const counts = both.flatMap((one) => [one?.missed ?? 0, one?.substituted ?? 0, one?.deleted ?? 0])
    const missed = (both[0]?.missed ?? 0) + (both[1]?.missed ?? 0)
    return { missed, cells: [word, both[0]?.said ?? both[1]?.said ?? 0, ...counts] }
  })
  const names = ([1, 2] as const).flatMap((number) =>
    ['missed', 'substituted', 'deleted'].map((name) => `${name}${number}`)
  )
  return table([
    ['word', 'said', ...names],
    ...rows.toSorted((a, b) => b.missed - a.missed).map(({ cells }) => cells)
  ])
}
