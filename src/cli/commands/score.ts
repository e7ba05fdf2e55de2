/** `score`: hypotheses against reference transcripts, without a service. @module */
import { basename } from 'node:path'
import {
  alignAlternatives,
  correctWords,
  errorRate,
  errorRateInterval,
  errors,
  sentenceErrorRate,
  sumScores
} from '../../speech/scoring/index.ts'
import { EXIT, UsageError } from '../command-error.ts'
import { option } from '../command-line/option.ts'
import type { CommandContext } from '../execution/command-context.ts'
import { checks, maxWer } from '../options/checks.ts'
import { display } from '../options/outputs.ts'
import { terminal } from '../output/terminal.ts'
import { pairUtterances } from '../scoring/pair-utterances.ts'
import { readTranscript } from '../scoring/read-transcript.ts'
import { dtl, pralign, rsum, type Scored, sum } from '../scoring/sclite-reports.ts'
import type { TopLevelCommand } from './command.ts'

const REPORTS = { sum, rsum, pralign, dtl } as const

const format = option({
  name: 'format',
  value: 'FORMAT',
  default: 'the extension of the file',
  help: 'trn, txt, ctm or stm; two of them as "stm;ctm"'
})
const report = option({
  name: 'report',
  value: 'KIND;KIND…',
  default: 'sum',
  keepsAt: true,
  heading: 'Output',
  help: 'sum, rsum, pralign or dtl'
})

export const score: TopLevelCommand = {
  section: 'Train',
  path: 'score',
  summary: 'Score transcripts as NIST sclite does, without a service',
  notes: [
    'Formats: trn; txt (lines, or ID, tab, words); stm with ctm; ctm with ctm. Case is ignored.',
    'Alternatives count as in sclite: { going to / gonna / @ } where @ means nothing is said; in ctm <ALT_BEGIN> <ALT> <ALT_END>.'
  ],
  arguments: 'REFERENCE HYPOTHESIS',
  options: [format, report, maxWer],
  groups: [display, checks],
  examples: [
    { line: 'score ref.trn hyp.trn --report "sum;dtl"' },
    { comment: 'Align by time', line: 'score ref.stm hyp.ctm --json' }
  ],
  run: scoreFiles
}

type Report = keyof typeof REPORTS
const isReport = (name: string): name is Report => Object.hasOwn(REPORTS, name)

async function scoreFiles(context: CommandContext): Promise<number> {
  const [reference, hypothesis, ...more] = context.call.arguments
  if (reference === undefined || hypothesis === undefined || more.length > 0) {
    throw new UsageError(
      'score needs two files.',
      'USE: vernacular score REFERENCE HYPOTHESIS [--report "sum;dtl"] [--json]'
    )
  }
  const formats = context.list(format)
  const pairs = pairUtterances(
    await readTranscript(reference, formats[0]),
    await readTranscript(hypothesis, formats[1] ?? formats[0])
  )
  const scored = pairs.map(({ id, speaker, reference: referenceWords, hypothesis: hypothesisWords }) => ({
    id,
    speaker,
    score: alignAlternatives(referenceWords, hypothesisWords)
  }))
  const requested = context.list(report)
  const unknown = requested.find((name) => !isReport(name))
  if (unknown !== undefined) {
    throw new UsageError(`Unknown report "${unknown}"; expected one of ${Object.keys(REPORTS).join(', ')}.`)
  }
  if (context.flag(display.json)) terminal.out(`${JSON.stringify(summary(scored), null, 2)}\n`)
  else
    for (const name of (requested.length > 0 ? requested : ['sum']).filter(isReport))
      terminal.out(REPORTS[name](scored, basename(hypothesis)))
  const rate = 100 * errorRate(sumScores(scored.map((one) => one.score)))
  const maximum = context.number(maxWer)
  if (maximum === undefined || rate <= maximum) return EXIT.done
  terminal.warn(`The word error rate is ${rate.toFixed(2)} %, above the maximum of ${maximum} %.`)
  return EXIT.failed
}

/** Rates are fractions of 1; the interval is the 95 % bootstrap confidence interval. */
function summary(scored: readonly Scored[]): unknown {
  const scores = scored.map((one) => one.score)
  const { low, high } = errorRateInterval(scores)
  const counts = sumScores(scores)
  return {
    sentences: scored.length,
    ...counts,
    correct: correctWords(counts),
    errors: errors(counts),
    wordErrorRate: errorRate(counts),
    interval: { low, high },
    sentenceErrorRate: sentenceErrorRate(scores),
    utterances: scored.map(({ id, speaker, score: { steps, ...own } }) => ({ id, speaker, ...own, steps }))
  }
}
