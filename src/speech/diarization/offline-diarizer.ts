/** Offline speaker diarization of one channel: collects features, then assigns a speaker to each word. @module */

import { diarize, type SpeakerLimits } from './diarize.ts'
import { FEATURE_COUNT, SpeakerFeatureExtractor } from './speaker-features.ts'
import { SufficientStatistics } from './sufficient-statistics.ts'
import { frameRangeOf, isAfterPause, type WordTiming } from './word-timing.ts'

const INITIAL_CAPACITY_FRAMES = 4_096

export class OfflineDiarizer {
  readonly #features = new SpeakerFeatureExtractor()
  /** Features of the voiced frames, frame after frame; about 13 MB for an hour of speech. */
  #values = new Float32Array(INITIAL_CAPACITY_FRAMES * FEATURE_COUNT)
  #frames = new Int32Array(INITIAL_CAPACITY_FRAMES)
  #count = 0

  /** The next samples: 16 kHz, mono. */
  push(samples: Int16Array): void {
    for (const { frame, values } of this.#features.push(samples)) {
      if (this.#count === this.#frames.length) {
        this.#frames = grown(this.#frames, Int32Array)
        this.#values = grown(this.#values, Float32Array)
      }
      this.#frames[this.#count] = frame
      this.#values.set(values, this.#count * FEATURE_COUNT)
      this.#count++
    }
  }

  /**
   * @param words in spoken order
   * @returns for each word its speaker's number, from 0 in order of appearance
   */
  assignSpeakers(words: readonly WordTiming[], limits: SpeakerLimits): readonly number[] {
    let at = 0
    const units = words.map((word, index) => {
      const statistics = new SufficientStatistics()
      const [from, until] = frameRangeOf(word)
      while (at < this.#count && (this.#frames[at] ?? 0) < from) at++
      for (; at < this.#count && (this.#frames[at] ?? 0) < until; at++) {
        statistics.add(this.#values.subarray(at * FEATURE_COUNT, (at + 1) * FEATURE_COUNT))
      }
      return { statistics, afterPause: isAfterPause(word, words[index - 1]) }
    })
    return diarize(units, limits)
  }
}

function grown<T extends Int32Array | Float32Array>(array: T, type: new (length: number) => T): T {
  const larger = new type(2 * array.length)
  larger.set(array)
  return larger
}
