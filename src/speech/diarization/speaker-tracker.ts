/**
 * Keeps speaker numbers stable across calls of `diarize`: each unit is assigned once, and every phrase clusters the recent
 * speech again together with what is known of each speaker.
 * @module
 */

import { diarize, type SpeechUnit } from './diarize.ts'
import { SufficientStatistics } from './sufficient-statistics.ts'

/** Voiced frames (about 40 s of conversation) that are still clustered again. */
const MAX_RECENT_FRAMES = 2_500
/** A new speaker number is final: it takes more evidence than in offline diarization. */
const ONLINE_THRESHOLD_FACTOR = 1.15

type AssignedUnit = { readonly unit: SpeechUnit; speaker: number }

export class SpeakerTracker {
  readonly #maxSpeakers: number
  /** Statistics of each speaker's older speech. */
  readonly #known = new Map<number, SufficientStatistics>()
  #recent: AssignedUnit[] = []
  #speakers = 0

  constructor(maxSpeakers: number) {
    this.#maxSpeakers = maxSpeakers
  }

  /** @returns for each unit its speaker, from 0 in the order in which the speakers were first distinguished */
  assignSpeakers(units: readonly SpeechUnit[]): readonly number[] {
    const known = [...this.#known]
    const anchors = known.map(
      ([, statistics]): SpeechUnit => ({ statistics, afterPause: true, ownSegment: true })
    )
    const clusters = diarize(
      [...anchors, ...this.#recent.map(({ unit }) => unit), ...units],
      { min: 1, max: this.#maxSpeakers },
      ONLINE_THRESHOLD_FACTOR
    )
    const ofKnown = clusters.slice(0, known.length)
    const ofRecent = clusters.slice(known.length, known.length + this.#recent.length)
    const speakers = this.#speakersOf([
      ...known.map(([speaker, { count }], at) => ({ speaker, cluster: ofKnown[at] ?? 0, frames: count })),
      ...this.#recent.map(({ speaker, unit }, at) => ({
        speaker,
        cluster: ofRecent[at] ?? 0,
        frames: unit.statistics.count
      }))
    ])
    const speakerOf = (cluster: number): number => {
      const speaker = speakers.get(cluster) ?? this.#newSpeaker(speakers)
      speakers.set(cluster, speaker)
      return speaker
    }
    // Answers already given stand; the units themselves follow the new clustering.
    for (const [at, assigned] of this.#recent.entries()) assigned.speaker = speakerOf(ofRecent[at] ?? 0)
    const assignments = clusters.slice(known.length + this.#recent.length).map(speakerOf)
    this.#recent.push(...units.map((unit, at) => ({ unit, speaker: assignments[at] ?? 0 })))
    this.#compactHistory()
    return assignments
  }

  /** Maps each cluster to the speaker with most of its frames so far; a speaker has one cluster. */
  #speakersOf(
    before: readonly Readonly<{ speaker: number; cluster: number; frames: number }>[]
  ): Map<number, number> {
    const shared = new Map<string, { speaker: number; cluster: number; frames: number }>()
    for (const { speaker, cluster, frames } of before) {
      const both = shared.get(`${speaker} ${cluster}`)
      if (both) both.frames += frames
      else shared.set(`${speaker} ${cluster}`, { speaker, cluster, frames })
    }
    const speakers = new Map<number, number>()
    for (const { speaker, cluster } of [...shared.values()].sort((a, b) => b.frames - a.frames)) {
      if (!speakers.has(cluster) && ![...speakers.values()].includes(speaker)) speakers.set(cluster, speaker)
    }
    return speakers
  }

  #newSpeaker(taken: ReadonlyMap<number, number>): number {
    if (this.#speakers < this.#maxSpeakers) return this.#speakers++
    // Speakers that were merged are distinct again: reuse the lowest free number.
    const used = new Set(taken.values())
    for (let speaker = 0; ; speaker++) if (!used.has(speaker)) return speaker
  }

  /** Folds old units into their speaker's statistics, so that the cost does not grow with the session. */
  #compactHistory(): void {
    let frames = this.#recent.reduce((sum, { unit }) => sum + unit.statistics.count, 0)
    let old = 0
    for (const { unit, speaker } of this.#recent) {
      if (frames <= MAX_RECENT_FRAMES) break
      frames -= unit.statistics.count
      old++
      const known = this.#known.get(speaker)
      if (known) known.merge(unit.statistics)
      else this.#known.set(speaker, SufficientStatistics.sumOf([unit.statistics]))
    }
    this.#recent = this.#recent.slice(old)
  }
}
