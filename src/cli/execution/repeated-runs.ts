/** `--foreach`, `--repeat` and `--max`: one call becomes several. @module */

import { UsageError } from '../command-error.ts'
import { resolveValue } from '../command-line/argument-values.ts'
import { parseArguments } from '../command-line/parse-arguments.ts'
import type { Call } from '../command-line/syntax.ts'
import type { ConfigStore } from '../config/config-store.ts'
import { repeats } from '../options/repeats.ts'
import type { CommandContext } from './command-context.ts'

/** `label`: the line of the list, empty without one. */
export type RepeatedRun = Readonly<{ call: Call; label: string }>

const DEFAULT_REPEATS = 10

/** @returns undefined when the command runs once */
export async function runsOf(context: CommandContext): Promise<readonly RepeatedRun[] | undefined> {
  if (!context.has(repeats.foreach) && !context.has(repeats.repeat)) return undefined
  let runs: readonly RepeatedRun[] = [{ call: context.call, label: '' }]
  for (const list of listsOf(context.values(repeats.foreach))) {
    const rows = await rowsOf(list, context.config)
    runs = rows.flatMap((row) => runs.map((run) => ({ call: filled(run.call, row), label: row.line })))
  }
  const times =
    context.value(repeats.repeat) === 'true' ? DEFAULT_REPEATS : (context.number(repeats.repeat) ?? 1)
  const all = Array.from({ length: Math.max(0, times) }, () => runs).flat()
  return all.slice(0, context.number(repeats.max) ?? all.length)
}

type List = Readonly<{ columns: string; source: string; skipsHeader: boolean }>
type Row = Readonly<{ line: string; names: readonly string[]; cells: readonly string[] }>

/** Several lists are combined: each line of one with each line of the others. */
function listsOf(items: readonly string[]): readonly List[] {
  const words = items.flatMap((word) => word.split(/\s+/)).filter((word) => word !== '')
  const lists: List[] = []
  while (words.length > 0) {
    const at = words.findIndex((word) => word.toLowerCase() === 'in')
    const source = words[at + 1]
    if (at < 0 || source === undefined) {
      throw new UsageError('--foreach needs a list.', 'USE: --foreach dataset in @ids.tsv')
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
  const text = await resolveValue(`@${source.replace(/^@/, '')}`, config)
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
  return { ...call, values: new Map([...call.values, ...parseArguments(call.command, words).values]) }
}
