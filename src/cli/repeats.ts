/** `--foreach`, `--repeat` and `--max`: one call as many. @module */
import { lookedUp, parse } from './arguments.ts'
import { WrongUsage } from './command-failed.ts'
import type { ConfigStore } from './config-store.ts'
import type { Call } from './definitions/command.ts'
import type { Options } from './session.ts'

/** `label`: the line of a list that it is for. */
export type Run = Readonly<{ call: Call; label: string }>

const USUAL_REPEATS = 10

/** Undefined when it is to run once. */
export async function runsOf(options: Options): Promise<readonly Run[] | undefined> {
  if (!options.has('foreach') && !options.has('repeat')) return undefined
  let runs: readonly Run[] = [{ call: options.call, label: '' }]
  for (const list of listsOf(options.all('foreach'))) {
    const rows = await rowsOf(list, options.config)
    runs = rows.flatMap((row) => runs.map((run) => ({ call: filled(run.call, row), label: row.line })))
  }
  const times = options.one('repeat') === 'true' ? USUAL_REPEATS : (options.number('repeat') ?? 1)
  const all = Array.from({ length: Math.max(0, times) }, () => runs).flat()
  return all.slice(0, options.number('max') ?? all.length)
}

type List = Readonly<{ columns: string; source: string; skipsHeader: boolean }>
type Row = Readonly<{ line: string; names: readonly string[]; cells: readonly string[] }>

/** Several lists are combined, each line of one with each of the others. */
function listsOf(given: readonly string[]): readonly List[] {
  const words = given.flatMap((word) => word.split(/\s+/)).filter((word) => word !== '')
  const lists: List[] = []
  while (words.length > 0) {
    const at = words.findIndex((word) => word.toLowerCase() === 'in')
    const source = words[at + 1]
    if (at < 0 || source === undefined) {
      throw new WrongUsage('--foreach needs a list.', 'USE: --foreach dataset in @ids.tsv')
    }
    const columns = words.slice(0, at).join(' ')
    words.splice(0, at + 2)
    const skipsHeader = words.slice(0, 2).join(' ') === 'skip header'
    if (skipsHeader) words.splice(0, 2)
    lists.push({ columns, source, skipsHeader })
  }
  return lists
}

async function rowsOf({ columns, source, skipsHeader }: List, config: ConfigStore): Promise<readonly Row[]> {
  const text = await lookedUp(`@${source.replace(/^@/, '')}`, config)
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  const header = columns === '' || skipsHeader ? lines.shift() : undefined
  const names = (columns === '' ? (header ?? '').split('\t') : columns.split(/[;,]/)).map((name) =>
    name.trim()
  )
  return lines.map((line) => ({ line, names, cells: line.split('\t') }))
}

function filled(call: Call, { names, cells }: Row): Call {
  const words = names.map(
    (name, index) => `--${name.replace(/^--/, '').replace(/\s+/g, '-')}=${(cells[index] ?? '').trim()}`
  )
  return { ...call, values: new Map([...call.values, ...parse(call.command, words).values]) }
}
