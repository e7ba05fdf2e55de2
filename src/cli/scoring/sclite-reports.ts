/** The reports of sclite: sum and rsum (one line per speaker), pralign (each utterance), dtl (error details). @module */
import {
  type AlignmentStep,
  correctWords,
  errors,
  sumScores,
  type WordCounts,
  type WordScore
} from '../../speech/scoring/index.ts'

import { groupBy } from './group-by.ts'

export type Scored = Readonly<{ id: string; speaker: string; score: WordScore }>

type Row = Readonly<{ name: string; sentences: number; wrong: number; counts: WordCounts }>

export const bySpeaker = (scored: readonly Scored[]): ReadonlyMap<string, readonly Scored[]> =>
  groupBy(scored, ({ speaker }) => speaker)

const rowOf = (name: string, scored: readonly Scored[]): Row => ({
  name,
  sentences: scored.length,
  wrong: scored.filter(({ score }) => errors(score) > 0).length,
  counts: sumScores(scored.map(({ score }) => score))
})

/** Correct, substituted, deleted, inserted, wrong, sentences wrong. */
const figures = ({ counts, wrong }: Row): readonly number[] => [
  correctWords(counts),
  counts.substitutions,
  counts.deletions,
  counts.insertions,
  errors(counts),
  wrong
]

/** Percentages of the reference words; the last one of the sentences. */
const shares = (row: Row): readonly number[] =>
  figures(row).map(
    (figure, index) => (100 * figure) / Math.max(1, index === 5 ? row.sentences : row.counts.words)
  )

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

function deviation(values: readonly number[]): number {
  if (values.length < 2) return 0
  const middle = mean(values)
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1))
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length / 2
  return ((sorted[Math.ceil(half) - 1] ?? 0) + (sorted[Math.floor(half)] ?? 0)) / 2
}

const TITLES = ['Corr', 'Sub', 'Del', 'Ins', 'Err', 'S.Err'] as const

/** @param figuresOf `figures` counts words (rsum), `shares` in percent (sum) */
function speakerTable(
  scored: readonly Scored[],
  system: string,
  figuresOf: (row: Row) => readonly number[],
  whole: boolean
): string {
  const rows = [...bySpeaker(scored)].map(([speaker, own]) => rowOf(speaker, own))
  const total = rowOf(whole ? 'Sum' : 'Sum/Avg', scored)
  const number = (value: number): string => (whole ? String(value) : value.toFixed(1))
  const line = (name: string, sizes: readonly string[], values: readonly string[]): readonly string[] => [
    name,
    ...sizes,
    ...values
  ]
  const of = (row: Row): readonly string[] =>
    line(row.name, [String(row.sentences), String(row.counts.words)], figuresOf(row).map(number))
  const statistic = (name: string, over: (values: readonly number[]) => number): readonly string[] =>
    line(
      name,
      [over(rows.map(({ sentences }) => sentences)), over(rows.map(({ counts }) => counts.words))].map(
        (value) => value.toFixed(1)
      ),
      TITLES.map((_, index) => over(rows.map((row) => figuresOf(row)[index] ?? 0)).toFixed(1))
    )
  const body = rows.map(of)
  const end = [of(total)]
  const statistics = [statistic('Mean', mean), statistic('S.D.', deviation), statistic('Median', median)]
  const all = [['SPKR', '# Snt', '# Wrd', ...TITLES], ...body, ...end, ...statistics]
  const widths = (all[0] ?? []).map((_, column) =>
    Math.max(5, ...all.map((row) => (row[column] ?? '').length))
  )
  const draw = (row: readonly string[]): string => {
    const cells = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)
    )
    return `| ${cells[0]} | ${cells.slice(1, 3).join(' ')} | ${cells.slice(3).join(' ')} |`
  }
  const inner = draw(all[0] ?? []).length - 2
  const rule = `|${draw(all[0] ?? [])
    .slice(1, -1)
    .replaceAll(/[^|]/g, '-')
    .replaceAll('|', '+')}|`
  const title = system.padStart(Math.floor((inner + system.length) / 2)).padEnd(inner)
  return [
    `,${'-'.repeat(inner)}.`,
    `|${title}|`,
    `|${'-'.repeat(inner)}|`,
    draw(all[0] ?? []),
    ...body.flatMap((row) => [rule, draw(row)]),
    `|${'='.repeat(inner)}|`,
    ...end.map(draw),
    `|${'='.repeat(inner)}|`,
    ...statistics.map(draw),
    `\`${'-'.repeat(inner)}'`
  ].join('\n')
}

const title = (): string => '                     SYSTEM SUMMARY PERCENTAGES by SPEAKER\n'
export const sum = (scored: readonly Scored[], system: string): string =>
  `${title()}\n${speakerTable(scored, system, shares, false)}\n`
export const rsum = (scored: readonly Scored[], system: string): string =>
  `${title()}\n${speakerTable(scored, system, figures, true)}\n`

const MARKS = { equal: '', substitute: 'S', delete: 'D', insert: 'I' } as const satisfies Record<
  AlignmentStep['op'],
  string
>

/** Errors in capitals, as in sclite. */
function picture({ steps }: WordScore): string {
  const columns = steps.map(({ op, ref, hyp }) => {
    const width = Math.max(ref?.length ?? 0, hyp?.length ?? 0)
    const shown = (word: string | undefined): string =>
      (word === undefined ? '*'.repeat(width) : op === 'equal' ? word : word.toUpperCase()).padEnd(width)
    return [shown(ref), shown(hyp), MARKS[op].padEnd(width)] as const
  })
  const line = (label: string, row: 0 | 1 | 2): string =>
    `${label}  ${columns.map((column) => `${column[row]} `).join('')}`
  return [line('REF:', 0), line('HYP:', 1), line('Eval:', 2).replace('Eval:  ', 'Eval: ')].join('\n')
}

export function pralign(scored: readonly Scored[], system: string): string {
  const speakers = [...bySpeaker(scored)]
  const of = ({ id, score }: Scored): string => {
    const counts = [correctWords(score), score.substitutions, score.deletions, score.insertions].join(' ')
    return `id: (${id})\nScores: (#C #S #D #I) ${counts}\n${picture(score)}\n`
  }
  return [
    '\t\tDUMP OF SYSTEM ALIGNMENT STRUCTURE\n',
    `System name:   ${system}\n`,
    `Speakers: \n${speakers.map(([speaker], index) => `${String(index).padStart(5)}:  ${speaker}`).join('\n')}\n`,
    ...speakers.flatMap(([speaker, own], index) => [
      `Speaker sentences${String(index).padStart(4)}:  ${speaker}   #utts: ${own.length}\n${own.map(of).join('\n')}`
    ])
  ].join('\n')
}

/** Counts of each name, by descending count, then alphabetically. */
function counted(names: readonly string[]): readonly (readonly [string, number])[] {
  const times = new Map<string, number>()
  for (const name of names) times.set(name, (times.get(name) ?? 0) + 1)
  return [...times].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : a > b ? 1 : 0))
}

function listing(heading: string, names: readonly string[]): string {
  const lines = counted(names).map(
    ([name, times], index) => `${String(index + 1).padStart(4)}: ${String(times).padStart(4)}  ->  ${name}`
  )
  return [
    `${heading.padEnd(32)} Total                 (${lines.length})`,
    `${''.padEnd(32)} With >=  1 occurrences (${lines.length})`,
    '',
    ...lines,
    '     -------',
    String(names.length).padStart(10),
    ''
  ].join('\n')
}

const SUBSTITUTIONS_NOTE = `
* NOTE: The 'Substitution' words are those reference words
        for which the recognizer supplied an incorrect word.
`
const FALSELY_RECOGNIZED_NOTE = `
* NOTE: The 'Falsely Recognized' words are those hypothesis words
        which the recognizer incorrectly substituted for a reference word.
`

export function dtl(scored: readonly Scored[], system: string): string {
  const row = rowOf('', scored)
  const { counts, sentences, wrong } = row
  const steps = scored.flatMap(({ score }) => score.steps)
  const hyp = counts.words - counts.deletions + counts.insertions
  const share = (label: string, count: number, of: number): string =>
    `${label.padEnd(39)}${((100 * count) / Math.max(1, of)).toFixed(1).padStart(6)}%   (${String(count).padStart(4)})`
  const having = (key: 'substitutions' | 'deletions' | 'insertions'): number =>
    scored.filter(({ score }) => score[key] > 0).length
  const word = (
    op: AlignmentStep['op'],
    name: (step: AlignmentStep) => string | undefined
  ): readonly string[] => steps.filter((step) => step.op === op).map((step) => name(step) ?? '')
  const percent = (label: string, count: number): string =>
    `${label.padEnd(25)} = ${((100 * count) / Math.max(1, counts.words)).toFixed(1).padStart(6)}%   (${String(count).padStart(4)})`
  return [
    `DETAILED OVERALL REPORT FOR THE SYSTEM: ${system}\n`,
    'SENTENCE RECOGNITION PERFORMANCE\n',
    ` sentences${String(sentences).padStart(44)}`,
    share(' with errors', wrong, sentences),
    '',
    share('   with substitions', having('substitutions'), sentences),
    share('   with deletions', having('deletions'), sentences),
    share('   with insertions', having('insertions'), sentences),
    '\n\nWORD RECOGNITION PERFORMANCE\n',
    percent('Percent Total Error', errors(counts)),
    '',
    percent('Percent Correct', correctWords(counts)),
    '',
    percent('Percent Substitution', counts.substitutions),
    percent('Percent Deletions', counts.deletions),
    percent('Percent Insertions', counts.insertions),
    `Percent Word Accuracy     = ${(100 - (100 * errors(counts)) / Math.max(1, counts.words)).toFixed(1).padStart(6)}%\n\n`,
    `Ref. words                =           (${String(counts.words).padStart(4)})`,
    `Hyp. words                =           (${String(hyp).padStart(4)})`,
    `Aligned words             =           (${String(counts.words + counts.insertions).padStart(4)})\n`,
    listing(
      'CONFUSION PAIRS',
      word('substitute', ({ ref, hyp: recognized }) => `${ref} ==> ${recognized}`)
    ),
    listing(
      'INSERTIONS',
      word('insert', ({ hyp: recognized }) => recognized)
    ),
    listing(
      'DELETIONS',
      word('delete', ({ ref }) => ref)
    ),
    listing(
      'SUBSTITUTIONS',
      word('substitute', ({ ref }) => ref)
    ),
    SUBSTITUTIONS_NOTE,
    listing(
      'FALSELY RECOGNIZED',
      word('substitute', ({ hyp: recognized }) => recognized)
    ),
    FALSELY_RECOGNIZED_NOTE
  ].join('\n')
}
