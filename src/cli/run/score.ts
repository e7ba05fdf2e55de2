/** `score`: words said against words heard, without a service. @module */
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
import { EXIT, WrongUsage } from '../command-failed.ts'
import { pairUp } from '../score/pair-up.ts'
import { readTranscript } from '../score/read-words.ts'
import { dtl, pralign, rsum, type Scored, sum } from '../score/reports.ts'
import type { Options } from '../session.ts'
import { terminal } from '../terminal.ts'

const REPORTS = { sum, rsum, pralign, dtl } as const
type Report = keyof typeof REPORTS
const isReport = (name: string): name is Report => Object.hasOwn(REPORTS, name)

export async function score(options: Options): Promise<number> {
  const [reference, hypothesis, ...more] = options.call.rest
  if (reference === undefined || hypothesis === undefined || more.length > 0) {
    throw new WrongUsage(
      'score needs two files.',
      'USE: vernacular score REFERENCE HYPOTHESIS [--report "sum;dtl"] [--json]'
    )
  }
  const formats = options.list('format')
  const pairs = pairUp(
    await readTranscript(reference, formats[0]),
    await readTranscript(hypothesis, formats[1] ?? formats[0])
  )
  const scored = pairs.map(({ id, speaker, reference: said, hypothesis: heard }) => ({
    id,
    speaker,
    score: alignAlternatives(said, heard)
  }))
  const wanted = options.list('report')
  const unknown = wanted.find((name) => !isReport(name))
  if (unknown !== undefined) {
    throw new WrongUsage(`"${unknown}" is no report; accepted are ${Object.keys(REPORTS).join(', ')}.`)
  }
  if (options.flag('json')) terminal.out(`${JSON.stringify(summary(scored), null, 2)}\n`)
  else
    for (const name of (wanted.length > 0 ? wanted : ['sum']).filter(isReport))
      terminal.out(REPORTS[name](scored, basename(hypothesis)))
  const rate = 100 * errorRate(sumScores(scored.map((one) => one.score)))
  const most = options.number('maxWer')
  if (most === undefined || rate <= most) return EXIT.done
  terminal.warn(`The word error rate is ${rate.toFixed(2)} %, above ${most} %.`)
  return EXIT.failed
}

/** Rates are fractions of 1; the interval is the bootstrap's at 95 %. */
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
