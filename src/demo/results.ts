/** What the demo found: word error rates beside the base, and the utterance that gained most. @module */
import { drawAlignment, errorRateInterval, type WordScore } from '../speech/scoring/index.ts'
import type { Entity } from './rest-client.ts'
import type { Terminal } from './terminal.ts'

/** The crew's own voices, and one that no model has ever heard. */
export const CREW = ['slt', 'rms', 'awb']
export const STRANGER = 'kal16'

export type Detail = Readonly<{ audio: string; reference: string; recognition: string; score: WordScore }>
export type Trained = Readonly<{ name: string; model: Entity; seconds: number; bytes: number }>
export type Measured = Trained & Readonly<{ scores: readonly Detail[]; baseScores: readonly Detail[] }>

export const percent = (rate: number | undefined): string => `${(100 * (rate ?? Number.NaN)).toFixed(1)} %`

export function showResults(terminal: Terminal, measured: readonly Measured[]): void {
  terminal.say(
    '\nWord error rates on sentences that occur in no training data, with 95 % confidence intervals.'
  )
  terminal.say(`The speech is synthetic (flite). The voice ${STRANGER} occurs in no training data either.\n`)
  terminal.table([
    [
      'model',
      'all voices',
      `voices of the crew (${CREW.join(', ')})`,
      `unheard voice (${STRANGER})`,
      'training',
      'size'
    ],
    row('base', measured[0]?.baseScores ?? [], 0, 0),
    ...measured.map(({ name, scores, seconds, bytes }) => row(name, scores, seconds, bytes))
  ])
  showGain(terminal, bestOf(measured))
}

export function bestOf(measured: readonly Measured[]): Measured {
  const [best] = [...measured].sort((a, b) => totalErrors(a.scores) - totalErrors(b.scores))
  if (!best) throw new Error('nothing was measured')
  return best
}

function row(name: string, details: readonly Detail[], seconds: number, bytes: number): readonly string[] {
  const heard = details.filter(({ audio }) => !audio.startsWith(STRANGER))
  const strange = details.filter(({ audio }) => audio.startsWith(STRANGER))
  const rate = (some: readonly Detail[]): string => {
    const { rate: value, low, high } = errorRateInterval(some.map(({ score }) => score))
    return `${percent(value)} (${percent(low)} – ${percent(high)})`
  }
  return [
    name,
    rate(details),
    rate(heard),
    rate(strange),
    seconds === 0 ? '' : `${seconds.toFixed(1)} s`,
    bytes === 0 ? '' : `${Math.round(bytes / 1024)} KB`
  ]
}

const errorsOf = ({ score }: Detail): number => score.substitutions + score.deletions + score.insertions
const totalErrors = (details: readonly Detail[]): number =>
  details.reduce((sum, one) => sum + errorsOf(one), 0)

/** The utterance that gained most. */
function showGain(terminal: Terminal, { baseScores, scores }: Measured): void {
  const after = new Map(scores.map((detail) => [detail.audio, detail]))
  const gain = (before: Detail): number => errorsOf(before) - errorsOf(after.get(before.audio) ?? before)
  const best = [...baseScores].sort((a, b) => gain(b) - gain(a))[0]
  if (!best) throw new Error('the evaluation has no utterances')
  terminal.say(`\nOne utterance (${best.audio}), before:\n`)
  terminal.say(drawAlignment(best.score))
  terminal.say('\nand after:\n')
  terminal.say(drawAlignment((after.get(best.audio) ?? best).score))
}

export const bestClipName = ({ scores }: Measured): string | undefined =>
  [...scores].sort((a, b) => errorsOf(a) - errorsOf(b) || b.score.words - a.score.words)[0]?.audio
