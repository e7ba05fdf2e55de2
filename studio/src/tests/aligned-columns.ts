/** Aligns two hypotheses for display, column by column: with the reference, or with each other. @module */
import type { WordScore } from '../../../src/speech/scoring/index.ts'

/** A word of a hypothesis and how it compares with the reference. */
export type AlignedWord = Readonly<{ word: string; op: 'equal' | 'substitute' | 'delete' | 'insert' }>
/** A reference word, if any, with the words of model 1 and model 2 at the same position. */
export type Column = Readonly<{ position: number; ref?: string; one?: AlignedWord; two?: AlignedWord }>

export function alignToReference(first: WordScore, second: WordScore): readonly Column[] {
  const [left, right] = [byReference(first), byReference(second)]
  const columns = Array.from({ length: Math.max(left.length, right.length) }).flatMap((_, slot) => {
    const [one, two] = [left[slot], right[slot]]
    const slotColumns: Omit<Column, 'position'>[] = []
    const inserted = Math.max(one?.before.length ?? 0, two?.before.length ?? 0)
    for (let index = 0; index < inserted; index++) {
      const [a, b] = [one?.before[index], two?.before[index]]
      slotColumns.push({ ...(a ? { one: a } : {}), ...(b ? { two: b } : {}) })
    }
    const ref = one?.ref ?? two?.ref
    if (ref !== undefined) {
      slotColumns.push({
        ref,
        ...(one?.mark ? { one: one.mark } : {}),
        ...(two?.mark ? { two: two.mark } : {})
      })
    }
    return slotColumns
  })
  return columns.map((column, position) => ({ position, ...column }))
}

/** Without a reference: the words of model 2, marked where they differ from model 1. */
export const alignModels = ({ steps }: WordScore): readonly Column[] =>
  steps.map(({ op, ref, hyp }, position) => ({
    position,
    ...(ref === undefined ? {} : { one: { word: ref, op: 'equal' as const } }),
    two: { word: hyp ?? '', op }
  }))

type ReferenceSlot = { ref?: string; mark?: AlignedWord; before: AlignedWord[] }

function byReference({ steps }: WordScore): readonly ReferenceSlot[] {
  const slots: ReferenceSlot[] = []
  let before: AlignedWord[] = []
  for (const { op, ref, hyp } of steps) {
    if (op === 'insert') {
      before.push({ word: hyp ?? '', op })
      continue
    }
    slots.push({ ...(ref === undefined ? {} : { ref }), mark: { word: hyp ?? '', op }, before })
    before = []
  }
  return [...slots, { before }]
}
