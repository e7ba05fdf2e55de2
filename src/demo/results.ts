/** The results of the demo: word error rates of all models, and the utterance that improved most. @module */
import type { Answered, UtteranceScore } from '../openapi/api-types.ts'
import { drawAlignment, errorRateInterval } from '../speech/scoring/index.ts'
import type { Entity } from './rest-client.ts'
import type { Terminal } from './terminal.ts'

/** The voices of the training data, and one that no model was trained on. */
export const KNOWN_VOICES = ['slt', 'rms', 'awb']
export const UNSEEN_VOICE = 'kal16'

export type Detail = Answered<UtteranceScore>
export type Trained = Readonly<{ name: string; model: Entity; seconds: number; bytes: number }>
export type Measured = Trained & Readonly<{ scores: readonly Detail[]; baseScores: readonly Detail[] }>

export const percent = (rate: number | undefined): string => `${(100 * (rate ?? Number.NaN)).toFixed(1)} %`

export function showResults(terminal: Terminal, measured: readonly Measured[]): void {
  terminal.print(
    '\nWord error rates on sentences that are not in the training data, with 95 % confidence intervals.'
  )
  terminal.print(
    `The speech is synthetic (flite). The voice ${UNSEEN_VOICE} is not in the training data either.\n`
  )
  terminal.table([
    [
      'model',
      'all voices',
      `known voices (${KNOWN_VOICES.join(', ')})`,
      `unseen voice (${UNSEEN_VOICE})`,
      'training',
      'size'
    ],
    row('base', measured[0]?.baseScores ?? [], 0, 0),
    ...measured.map(({ name, scores, seconds, bytes }) => row(name, scores, seconds, bytes))
  ])
  showImprovement(terminal, bestOf(measured))
}

export function bestOf(measured: readonly Measured[]): Measured {
  const [best] = [...measured].sort((a, b) => totalErrors(a.scores) - totalErrors(b.scores))
  if (!best) throw new Error('no model was evaluated')
  return best
}

function row(name: string, details: readonly Detail[], seconds: number, bytes: number): readonly string[] {
  const known = details.filter(({ audio }) => !audio.startsWith(UNSEEN_VOICE))
  const unseen = details.filter(({ audio }) => audio.startsWith(UNSEEN_VOICE))
  const rate = (some: readonly Detail[]): string => {
    const { rate: value, low, high } = errorRateInterval(some.map(({ score }) => score))
    return `${percent(value)} (${percent(low)} – ${percent(high)})`
  }
  return [
    name,
    rate(details),
    rate(known),
    rate(unseen),
    seconds === 0 ? '' : `${seconds.toFixed(1)} s`,
    bytes === 0 ? '' : `${Math.round(bytes / 1024)} KB`
  ]
}

const errorsOf = ({ score }: Detail): number => score.substitutions + score.deletions + score.insertions
const totalErrors = (details: readonly Detail[]): number =>
  details.reduce((sum, one) => sum + errorsOf(one), 0)

/** The utterance with the largest reduction of errors. */
function showImprovement(terminal: Terminal, { baseScores, scores }: Measured): void {
  const after = new Map(scores.map((detail) => [detail.audio, detail]))
  const reduction = (before: Detail): number => errorsOf(before) - errorsOf(after.get(before.audio) ?? before)
  const best = [...baseScores].sort((a, b) => reduction(b) - reduction(a))[0]
  if (!best) throw new Error('the evaluation has no utterances')
  terminal.print(`\nOne utterance (${best.audio}), before:\n`)
  terminal.print(drawAlignment(best.score))
  terminal.print('\nand after:\n')
  terminal.print(drawAlignment((after.get(best.audio) ?? best).score))
}

export const bestClipName = ({ scores }: Measured): string | undefined =>
  [...scores].sort((a, b) => errorsOf(a) - errorsOf(b) || b.score.words - a.score.words)[0]?.audio
