/** An alignment as three lines of text: reference, hypothesis and error marks. @module */
import type { AlignmentStep, WordScore } from './word-score.ts'

const MARK = { equal: '', substitute: 'S', insert: 'I', delete: 'D' } as const satisfies Record<
  AlignmentStep['op'],
  string
>

const length = (text: string): number => [...text].length
const pad = (text: string, columns: number): string => text + ' '.repeat(Math.max(0, columns - length(text)))

/**
 * Aligned words are in one column; a side without a word shows stars of the other word's width.
 * Lines have no trailing blanks and no last newline; the last line is empty if all words are correct.
 *
 * @example
 * drawAlignment(align(['turn', 'on', 'the', 'lamp'], ['turn', 'the', 'lamps', 'on']))
 * // REF: turn on the lamp  **
 * // HYP: turn ** the lamps on
 * //           D      S     I
 */
export function drawAlignment(score: Pick<WordScore, 'steps'>): string {
  const columns = score.steps.map(({ op, ref, hyp }) => {
    const width = Math.max(length(ref ?? ''), length(hyp ?? ''), 1)
    const stars = '*'.repeat(width)
    return [pad(ref ?? stars, width), pad(hyp ?? stars, width), pad(MARK[op], width)] as const
  })
  const line = (label: string, row: 0 | 1 | 2): string =>
    `${label} ${columns.map((column) => column[row]).join(' ')}`.trimEnd()
  return [line('REF:', 0), line('HYP:', 1), line('    ', 2)].join('\n')
}
