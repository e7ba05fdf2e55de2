/** Phrases that the client wants as one, because the pause between them is shorter than it asked for. @module */
import type { Alternative, FinalResult, PartialResult } from '../../recognizers/index.ts'
import { TICKS_PER_SECOND } from '../../speech/audio/index.ts'

const endOf = ({ offsetTicks, durationTicks }: FinalResult): number => offsetTicks + durationTicks

/** No phrase grows longer by joining: a reader waits for its end. */
const MAX_DURATION_TICKS = 60 * TICKS_PER_SECOND

export class PhraseJoiner {
  readonly #pauseTicks: number
  #held: FinalResult | undefined

  /** @param pauseTicks silence that ends a phrase; when the engine's own is longer, that one does */
  constructor(pauseTicks: number) {
    this.#pauseTicks = pauseTicks
  }

  get holding(): boolean {
    return this.#held !== undefined
  }

  partial(partial: PartialResult): PartialResult {
    const held = this.#held
    if (!held) return partial
    const durationTicks = partial.offsetTicks + partial.durationTicks - held.offsetTicks
    return { ...partial, text: `${held.text} ${partial.text}`, offsetTicks: held.offsetTicks, durationTicks }
  }

  final(final: FinalResult): void {
    this.#held = this.#held ? joined(this.#held, final) : final
  }

  /** The phrase held, once there was silence up to `quietUntil`, or it is long enough. */
  release(quietUntil: number): FinalResult | undefined {
    const held = this.#held
    if (!held) return undefined
    if (quietUntil - endOf(held) < this.#pauseTicks && held.durationTicks < MAX_DURATION_TICKS)
      return undefined
    this.#held = undefined
    return held
  }
}

/** Of two phrases the best of each, as the n-best of both together were never scored. */
function joined(first: FinalResult, second: FinalResult): FinalResult {
  const [one, other] = [first.alternatives[0], second.alternatives[0]]
  const text = `${first.text} ${second.text}`
  return {
    kind: 'final',
    text,
    offsetTicks: first.offsetTicks,
    durationTicks: endOf(second) - first.offsetTicks,
    alternatives: one && other ? [both(one, other)] : []
  }
}

const both = (one: Alternative, other: Alternative): Alternative => ({
  text: `${one.text} ${other.text}`,
  confidence:
    (one.confidence * one.words.length + other.confidence * other.words.length) /
    Math.max(1, one.words.length + other.words.length),
  words: [...one.words, ...other.words]
})
