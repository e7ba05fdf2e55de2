/** What the clips of a dataset sound like, for its report: hours, loudness, clipping. @module */
import { type Loudness, TICKS_PER_SECOND } from '../speech/audio/index.ts'
import type { ImportReportAnswers } from './import-report-schema.ts'

type AudioFound = ImportReportAnswers['AudioStatistics']

/** Below this the noise of microphones and of 16 bits is not far. */
const QUIET = -40
/** A click is no fault of the recording; a hundredth of a second in each ten is. */
const CLIPPED = 0.001
const MAX_EXAMPLES = 20

export class AudioInsight {
  readonly #decibels: number[] = []
  readonly #tooQuiet: { file: string; decibels: number }[] = []
  readonly #clipped: { file: string; share: number }[] = []
  #ticks = 0

  add(
    file: string,
    { durationTicks, loudness }: Readonly<{ durationTicks: number; loudness: Loudness }>
  ): void {
    this.#ticks += durationTicks
    this.#decibels.push(loudness.decibels)
    if (loudness.decibels < QUIET) this.#tooQuiet.push({ file, decibels: loudness.decibels })
    if (loudness.clipped > CLIPPED) this.#clipped.push({ file, share: loudness.clipped })
  }

  found(): AudioFound {
    const sorted = Float64Array.from(this.#decibels).sort()
    const [lowest, median, highest] = [sorted[0], sorted[sorted.length >> 1], sorted.at(-1)]
    return {
      clips: sorted.length,
      hours: Math.round((this.#ticks / TICKS_PER_SECOND / 3600) * 1000) / 1000,
      ...(lowest === undefined || median === undefined || highest === undefined
        ? {}
        : { loudness: { median, lowest, highest } }),
      tooQuiet: this.#tooQuiet.sort((a, b) => a.decibels - b.decibels).slice(0, MAX_EXAMPLES),
      clipped: this.#clipped.sort((a, b) => b.share - a.share).slice(0, MAX_EXAMPLES)
    }
  }
}
