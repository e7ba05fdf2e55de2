/** Held-out utterances for choosing an acoustic adaptation: cross-validation folds of little audio, one split of more. @module */
import { createHash } from 'node:crypto'
import { TICKS_PER_SECOND } from '../../audio/index.ts'

/** The lexical words of an utterance and its duration in ticks of 100 ns. */
type TimedWords = Readonly<{ words: readonly string[]; durationTicks: number }>

export type UtteranceSplit<Utterance> = Readonly<{
  training: readonly Utterance[]
  heldOut: readonly Utterance[]
}>

/** With less, a result says more about chance than about the model. */
const MIN_SECONDS = 10
const MIN_DISTINCT_UTTERANCES = 3
/** With less audio, each part is held out in turn. */
const MIN_SECONDS_FOR_ONE_SPLIT = 20
const UTTERANCE_FOLDS = 3
const HELD_OUT_FRACTION = 1 / 3
/** More does not separate the candidates better, and each held-out utterance is recognized four times. */
const MAX_HELD_OUT_SECONDS = 45

/**
 * Splits utterances into training and held-out sides: three folds of 10 to 20 seconds of audio, one split of more, none of
 * less. The choice is by a hash (SHA-256) of the words alone: the same data is split the same way in any order, and a
 * sentence spoken by several speakers stays on one side.
 */
export function utteranceFolds<Utterance extends TimedWords>(
  utterances: readonly Utterance[]
): readonly UtteranceSplit<Utterance>[] {
  const groups = new Map<string, Utterance[]>()
  for (const utterance of utterances) {
    const text = utterance.words.join(' ')
    groups.set(text, [...(groups.get(text) ?? []), utterance])
  }
  const total = secondsOf(utterances)
  if (total < MIN_SECONDS || groups.size < MIN_DISTINCT_UTTERANCES) return []
  const texts = [...groups.keys()].map((text) => ({
    text,
    hash: createHash('sha256').update(text).digest('hex')
  }))
  const shuffled = texts.sort((a, b) => (a.hash < b.hash ? -1 : 1)).map(({ text }) => text)
  if (total < MIN_SECONDS_FOR_ONE_SPLIT) {
    return Array.from({ length: UTTERANCE_FOLDS }, (_, fold) =>
      split(utterances, new Set(shuffled.filter((_text, place) => place % UTTERANCE_FOLDS === fold)))
    )
  }
  const enough = Math.min(MAX_HELD_OUT_SECONDS, HELD_OUT_FRACTION * total)
  const heldOut = new Set<string>()
  let seconds = 0
  for (const text of shuffled.slice(0, -1)) {
    if (seconds >= enough && heldOut.size >= MIN_DISTINCT_UTTERANCES) break
    heldOut.add(text)
    seconds += secondsOf(groups.get(text) ?? [])
  }
  return [split(utterances, heldOut)]
}

const secondsOf = (utterances: readonly TimedWords[]): number =>
  utterances.reduce((sum, { durationTicks }) => sum + durationTicks, 0) / TICKS_PER_SECOND

const split = <Utterance extends TimedWords>(
  utterances: readonly Utterance[],
  heldOut: ReadonlySet<string>
): UtteranceSplit<Utterance> => ({
  training: utterances.filter(({ words }) => !heldOut.has(words.join(' '))),
  heldOut: utterances.filter(({ words }) => heldOut.has(words.join(' ')))
})
