/** Word times, in ticks and in feature frames. @module */

import { HOP_SAMPLES } from '../audio/frame-analyzer.ts'
import { ticksOfSamples } from '../audio/index.ts'

/** Shortest silence after which a speaker change is likelier. */
const MIN_PAUSE_TICKS = 2_000_000
const FRAME_TICKS = ticksOfSamples(HOP_SAMPLES)

export type WordTiming = Readonly<{ offsetTicks: number; durationTicks: number }>

/** First frame and the one after the last, in frames of 10 ms. */
export const frameRangeOf = ({ offsetTicks, durationTicks }: WordTiming): readonly [number, number] => [
  offsetTicks / FRAME_TICKS,
  (offsetTicks + durationTicks) / FRAME_TICKS
]

export const isAfterPause = (word: WordTiming, before: WordTiming | undefined): boolean =>
  before !== undefined && word.offsetTicks - before.offsetTicks - before.durationTicks >= MIN_PAUSE_TICKS
