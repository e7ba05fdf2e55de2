/** `--check text …` and `--check wer …`: recognized text against expected text. @module */

import { basename } from 'node:path'
import { align, errors, sumScores } from '../../speech/scoring/index.ts'
import { CommandError, UsageError } from '../command-error.ts'
import { resolveValue } from '../command-line/argument-values.ts'
import type { CommandContext } from '../execution/command-context.ts'
import { checks } from '../options/checks.ts'
import { terminal } from '../output/terminal.ts'
import type { RecognizedAudio } from '../recognition/recognition-result.ts'
import { recognition } from '../recognition/recognize-options.ts'
import { type Form, readChecks, type TextCheck, type WerCheck } from './read-checks.ts'

const COMPARISONS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  eq: (a, b) => a === b,
  ne: (a, b) => a !== b,
  lt: (a, b) => a < b,
  le: (a, b) => a <= b,
  gt: (a, b) => a > b,
  ge: (a, b) => a >= b
}
const TRANSCRIPTS = {
  text: recognition.transcript,
  itn: recognition.transcriptItn,
  lexical: recognition.transcriptLexical
} as const

/** @returns a message per failed check */
export async function failedRecognitionChecks(
  context: CommandContext,
  all: readonly RecognizedAudio[]
): Promise<readonly string[]> {
  const failures: string[] = []
  for (const check of readChecks(context.values(checks.check))) {
    if (check.kind === 'wer') failures.push(...(await failedWer(context, check, all)))
    if (check.kind === 'text') failures.push(...(await failedText(context, check, all)))
  }
  return failures
}

/** @throws CommandError when the service did not return the form */
function formOf({ file, text, phrases }: RecognizedAudio, form: Form): string {
  if (form === 'text') return text
  const parts = phrases.map(({ nBest }) => nBest?.[0]?.[form === 'itn' ? 'ITN' : 'Lexical'])
  const isMissing = parts.some((part) => part === undefined)
  if (isMissing) {
    throw new CommandError(`${file} was recognized by fast transcription, which returns no ${form} form.`, {
      hint: 'TRY: the same command without --fast, --model and --channels'
    })
  }
  return parts.join(' ')
}

const trimPunctuation = (text: string): string => text.replace(/^[\s.?!]+|[\s.?!]+$/g, '')

/** Compares case-sensitively, without punctuation at either end. */
async function failedText(
  { config }: CommandContext,
  { form, relation, negated, value }: TextCheck,
  all: readonly RecognizedAudio[]
): Promise<readonly string[]> {
  const expected = await resolveValue(value, config)
  const accepted =
    relation === 'in' ? expected.split(/[;\r\n]+/).map(trimPunctuation) : [trimPunctuation(expected)]
  return all.flatMap((recognized) => {
    const text = trimPunctuation(formOf(recognized, form).replace(/\s+/g, ' '))
    const passes =
      relation === 'contains' ? text.includes(expected.trim()) : accepted.some((one) => one === text)
    if (passes !== negated) return []
    const condition = `${negated ? 'not ' : ''}${relation}`
    return [`${form} of ${recognized.file} is "${text}"; expected ${condition} "${expected}"`]
  })
}

const wordsOf = (text: string): readonly string[] =>
  text
    .split(/\s+/)
    .map((word) => word.replace(/[.?!]+$/, ''))
    .filter((word) => word !== '')

/** The word error rate in whole percent, on words as written without `. ? !`, as spx computes it. */
async function failedWer(
  context: CommandContext,
  { form, operator, limit }: WerCheck,
  all: readonly RecognizedAudio[]
): Promise<readonly string[]> {
  const references = await transcripts(context, form, all)
  const scores = all.map((recognized, index) =>
    align(wordsOf(references[index] ?? ''), wordsOf(formOf(recognized, form)))
  )
  const total = sumScores(scores)
  const rate = Math.round((100 * errors(total)) / Math.max(1, total.words))
  if (!COMPARISONS[operator]?.(rate, limit)) return [`wer is ${rate}, not ${operator} ${limit}`]
  terminal.info(`CHECK: wer is ${rate}`)
  return []
}

/** Of each recording; the option has `TEXT` or lines of file name, tab, words. */
async function transcripts(
  context: CommandContext,
  form: Form,
  all: readonly RecognizedAudio[]
): Promise<readonly string[]> {
  const option = context.has(TRANSCRIPTS[form]) ? TRANSCRIPTS[form] : recognition.transcript
  const text = await resolveValue(context.require(option), context.config)
  const [only] = all
  if (all.length === 1 && only && !text.includes('\t')) return [text]
  if (!text.includes('\t')) {
    throw new UsageError(
      `There are ${all.length} files, so the transcript needs lines of file name, tab, words.`
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
    throw new CommandError(
      `The transcript has no line for ${basename(file)}. Lines are file name, tab, words.`
    )
  })
}
