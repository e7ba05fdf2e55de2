/** Reference and two hypotheses over each other: the words of the reference stand once, insertions between them. @module */
import type { WordScore } from '../../../src/speech/scoring/index.ts'

export type Mark = Readonly<{ word: string; op: 'equal' | 'substitute' | 'delete' | 'insert' }>
/** One column: the reference word and what each model made of it. */
export type Column = Readonly<{ place: number; ref?: string; one?: Mark; two?: Mark }>

export function threeWay(first: WordScore, second: WordScore): readonly Column[] {
  const [left, right] = [byReference(first), byReference(second)]
  const columns = Array.from({ length: Math.max(left.length, right.length) }).flatMap((_none, index) => {
    const [one, two] = [left[index], right[index]]
    const here: Omit<Column, 'place'>[] = []
    const inserted = Math.max(one?.before.length ?? 0, two?.before.length ?? 0)
    for (let place = 0; place < inserted; place++) {
      const [a, b] = [one?.before[place], two?.before[place]]
      here.push({ ...(a ? { one: a } : {}), ...(b ? { two: b } : {}) })
    }
    const ref = one?.ref ?? two?.ref
    if (ref !== undefined) {
      here.push({
        ref,
        ...(one?.mark ? { one: one.mark } : {}),
        ...(two?.mark ? { two: two.mark } : {})
      })
    }
    return here
  })
  return columns.map((column, place) => ({ place, ...column }))
}

/** Without a reference: what the second model heard, marked where it differs from the first. */
export const twoWay = ({ steps }: WordScore): readonly Column[] =>
  steps.map(({ op, ref, hyp }, place) => ({
    place,
    ...(ref === undefined ? {} : { one: { word: ref, op: 'equal' as const } }),
    two: { word: hyp ?? '', op }
  }))

type Place = { ref?: string; mark?: Mark; before: Mark[] }

function byReference({ steps }: WordScore): readonly Place[] {
  const places: Place[] = []
  let before: Mark[] = []
  for (const { op, ref, hyp } of steps) {
    if (op === 'insert') {
      before.push({ word: hyp ?? '', op })
      continue
    }
    places.push({ ...(ref === undefined ? {} : { ref }), mark: { word: hyp ?? '', op }, before })
    before = []
  }
  return [...places, { before }]
}
