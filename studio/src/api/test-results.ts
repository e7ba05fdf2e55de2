/** The results of a test, utterance by utterance, put together from its files. @module */
import { errors, type WordScore } from '../../../src/speech/scoring/index.ts'
import type { ApiFile, Evaluation } from './entities.ts'
import type { Rest } from './rest.ts'

export type Heard = Readonly<{
  audio: string
  reference: string
  recognition: string
  failure?: string
  score: WordScore
}>

/** What both models made of one utterance. */
export type Utterance = Readonly<{ audio: string; first: Heard; second: Heard; contentUrl?: string }>

export type ErrorKind = 'substitute' | 'delete' | 'insert'
export type Order = 'errors2' | 'gain' | 'order'

const AT_ONCE = 8
const DETAIL = /^(.*)\.model([12])_score\.json$/

/** Some at a time: a browser that asks for thousands of files at once answers none of its other questions. */
async function mapSome<In, Out>(items: readonly In[], work: (item: In) => Promise<Out>): Promise<Out[]> {
  const results: Out[] = []
  let next = 0
  const lane = async () => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index]
      if (item !== undefined) results[index] = await work(item)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  return results
}

export async function readResults(
  rest: Rest,
  evaluation: Evaluation,
  signal: AbortSignal
): Promise<readonly Utterance[]> {
  const details = await rest.files(evaluation, signal)
  const audio = new Map<string, ApiFile>()
  // The recordings belong to the dataset, which may have been deleted since.
  const recordings = await rest.files(evaluation.dataset, signal).catch(() => [])
  for (const file of recordings) if (file.kind === 'Audio') audio.set(file.name, file)
  const heard = await mapSome(details, async (file) => {
    const [, name = '', number] = DETAIL.exec(file.name) ?? []
    return { name, number, heard: await rest.content<Heard>(file, signal) }
  })
  const seconds = new Map(heard.filter(({ number }) => number === '2').map((one) => [one.name, one.heard]))
  return heard
    .filter(({ number }) => number === '1')
    .flatMap(({ name, heard: first }) => {
      const second = seconds.get(name)
      const contentUrl = audio.get(name)?.links.contentUrl
      return second ? [{ audio: name, first, second, ...(contentUrl ? { contentUrl } : {}) }] : []
    })
}

/** @param kinds of errors of which each shown utterance has at least one, by either model; none shows all */
export function chosenUtterances(
  utterances: readonly Utterance[],
  kinds: ReadonlySet<ErrorKind>,
  order: Order
): readonly Utterance[] {
  const has = ({ steps }: WordScore) => steps.some(({ op }) => op !== 'equal' && kinds.has(op))
  const shown =
    kinds.size === 0
      ? utterances
      : utterances.filter(({ first, second }) => has(first.score) || has(second.score))
  if (order === 'order') return shown
  const worst = ({ second }: Utterance) => errors(second.score)
  const gain = ({ first, second }: Utterance) => Math.abs(errors(first.score) - errors(second.score))
  const by = order === 'gain' ? gain : worst
  return [...shown].sort((a, b) => by(b) - by(a))
}

const cell = (value: string | number): string => {
  // A spreadsheet would run a cell that begins like a formula.
  const text = /^[=+\-@\t]/.test(String(value)) ? `'${value}` : String(value)
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export function resultsCsv(utterances: readonly Utterance[]): string {
  const counts = (number: 1 | 2) =>
    ['recognition', 'substitutions', 'deletions', 'insertions'].map((name) => `${name}${number}`)
  const of = ({ recognition, score }: Heard) => [
    recognition,
    score.substitutions,
    score.deletions,
    score.insertions
  ]
  const rows = utterances.map(({ audio, first, second }) => [
    audio,
    first.reference,
    first.score.words,
    ...of(first),
    ...of(second)
  ])
  const lines = [['audio', 'reference', 'words', ...counts(1), ...counts(2)], ...rows]
  return lines.map((row) => `${row.map(cell).join(',')}\r\n`).join('')
}

/** One column of the three-way view: the reference word and what each model made of it. */
export type Column = Readonly<{ place: number; ref?: string; one?: Mark; two?: Mark }>
type Unplaced = Omit<Column, 'place'>
export type Mark = Readonly<{ word: string; op: 'equal' | ErrorKind }>

/** Puts both alignments over the same reference: its words stand once, insertions between them. */
export function threeWay(first: WordScore, second: WordScore): readonly Column[] {
  const [left, right] = [byReference(first), byReference(second)]
  const columns = Array.from({ length: Math.max(left.length, right.length) }).flatMap((_none, index) => {
    const [one, two] = [left[index], right[index]]
    const here: Unplaced[] = []
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
