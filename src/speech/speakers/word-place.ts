/** Where words lie in a recording. @module */
import { ticksOfSamples } from '../audio/index.ts'
import { HOP_SAMPLES } from '../audio/voice-frames.ts'

/** Silence before a word that is long enough for somebody else to begin. */
const PAUSE_TICKS = 2_000_000
const FRAME_TICKS = ticksOfSamples(HOP_SAMPLES)

export type WordPlace = Readonly<{ offsetTicks: number; durationTicks: number }>

/** From its first frame to behind its last, in frames of 10 ms. */
export const framesOf = ({ offsetTicks, durationTicks }: WordPlace): readonly [number, number] => [
  offsetTicks / FRAME_TICKS,
  (offsetTicks + durationTicks) / FRAME_TICKS
]

export const isAfterPause = (word: WordPlace, before: WordPlace | undefined): boolean =>
  before !== undefined && word.offsetTicks - before.offsetTicks - before.durationTicks >= PAUSE_TICKS
