/** `--check text …` and `--check wer …`: what was heard against what should be. @module */
import { basename } from 'node:path'
import { align, errors, sumScores } from '../../speech/scoring/index.ts'
import { lookedUp } from '../arguments.ts'
import { CommandFailed, WrongUsage } from '../command-failed.ts'
import type { Heard } from '../recognize/heard.ts'
import type { Options } from '../session.ts'
import { terminal } from '../terminal.ts'
import { type Form, readChecks, type TextCheck, type WerCheck } from './read-checks.ts'

const COMPARISONS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  eq: (a, b) => a === b,
  ne: (a, b) => a !== b,
  lt: (a, b) => a < b,
  le: (a, b) => a <= b,
  gt: (a, b) => a > b,
  ge: (a, b) => a >= b
}
const TRANSCRIPTS = { text: 'transcript', itn: 'transcriptItn', lexical: 'transcriptLexical' } as const

/** @returns what does not hold, in words */
export async function failedRecognitionChecks(
  options: Options,
  all: readonly Heard[]
): Promise<readonly string[]> {
  const failures: string[] = []
  for (const check of readChecks(options.all('check'))) {
    if (check.kind === 'wer') failures.push(...(await failedWer(options, check, all)))
    if (check.kind === 'text') failures.push(...(await failedText(options, check, all)))
  }
  return failures
}

/** @throws CommandFailed where the form was not told */
function formOf({ file, text, phrases }: Heard, form: Form): string {
  if (form === 'text') return text
  const parts = phrases.map(({ nBest }) => nBest?.[0]?.[form === 'itn' ? 'ITN' : 'Lexical'])
  const lacking = parts.some((part) => part === undefined)
  if (lacking) {
    throw new CommandFailed(`${file} was heard by fast transcription, which tells no ${form} form.`, {
      hint: 'TRY: the same without --fast, --model and --channels'
    })
  }
  return parts.join(' ')
}

const bare = (text: string): string => text.replace(/^[\s.?!]+|[\s.?!]+$/g, '')

/** Case counts; marks at the ends do not. */
async function failedText(
  { config }: Options,
  { form, relation, negated, value }: TextCheck,
  all: readonly Heard[]
): Promise<readonly string[]> {
  const wanted = await lookedUp(value, config)
  const accepted = relation === 'in' ? wanted.split(/[;\r\n]+/).map(bare) : [bare(wanted)]
  return all.flatMap((heard) => {
    const text = bare(formOf(heard, form).replace(/\s+/g, ' '))
    const holds =
      relation === 'contains' ? text.includes(wanted.trim()) : accepted.some((one) => one === text)
    if (holds !== negated) return []
    const said = `${negated ? 'not ' : ''}${relation}`
    return [`${form} of ${heard.file} is "${text}"; expected is ${said} "${wanted}"`]
  })
}

const wordsOf = (text: string): readonly string[] =>
  text
    .split(/\s+/)
    .map((word) => word.replace(/[.?!]+$/, ''))
    .filter((word) => word !== '')

/** Whole percent of errors over words, as written, without `. ? !`. */
async function failedWer(
  options: Options,
  { form, operator, limit }: WerCheck,
  all: readonly Heard[]
): Promise<readonly string[]> {
  const said = await transcripts(options, form, all)
  const scores = all.map((heard, index) => align(wordsOf(said[index] ?? ''), wordsOf(formOf(heard, form))))
  const total = sumScores(scores)
  const rate = Math.round((100 * errors(total)) / Math.max(1, total.words))
  if (!COMPARISONS[operator]?.(rate, limit)) return [`wer is ${rate}, not ${operator} ${limit}`]
  terminal.say(`CHECK: wer is ${rate}`)
  return []
}

/** `TEXT`, or lines of file, tab, words. */
async function transcripts(options: Options, form: Form, all: readonly Heard[]): Promise<readonly string[]> {
  const key = options.has(TRANSCRIPTS[form]) ? TRANSCRIPTS[form] : 'transcript'
  const text = await lookedUp(options.require(key), options.config)
  const [only] = all
  if (all.length === 1 && only && !text.includes('\t')) return [text]
  if (!text.includes('\t')) {
    throw new WrongUsage(
      `There are ${all.length} files; a transcript of lines of file, tab, words is accepted.`
    )
  }
  const byName = new Map(
    text.split(/\r?\n/).map((line) => {
      const [name = '', words = ''] = line.split('\t')
      return [basename(name), words]
    })
  )
  return all.map(({ file }) => {
    const words = byName.get(basename(file))
    if (words !== undefined) return words
    throw new CommandFailed(`The transcript has no line for ${basename(file)}; file, tab, words is accepted.`)
  })
}
