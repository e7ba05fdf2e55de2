/** Online speaker diarization of one channel: assigns a speaker to each word while the audio still runs. @module */

import { SpeakerFeatureExtractor, type SpeakerFeatures } from './speaker-features.ts'
import { SpeakerTracker } from './speaker-tracker.ts'
import { SufficientStatistics } from './sufficient-statistics.ts'
import { frameRangeOf, isAfterPause, type WordTiming } from './word-timing.ts'

/** Voiced frames kept until their words arrive: two minutes, longer than any phrase. */
const MAX_PENDING_FRAMES = 12_000

export class OnlineDiarizer {
  readonly #features = new SpeakerFeatureExtractor()
  readonly #tracker: SpeakerTracker
  #pending: SpeakerFeatures[] = []
  #previousWord: WordTiming | undefined

  constructor(maxSpeakers: number) {
    this.#tracker = new SpeakerTracker(maxSpeakers)
  }

  /** The next samples: 16 kHz, mono. */
  push(samples: Int16Array): void {
    for (const feature of this.#features.push(samples)) this.#pending.push(feature)
    if (this.#pending.length > MAX_PENDING_FRAMES) this.#pending = this.#pending.slice(-MAX_PENDING_FRAMES)
  }

  /**
   * Assignments are final: a few words of a speaker's first seconds may go to another speaker.
   * @param words in spoken order, after all words assigned before
   * @returns for each word its speaker's number, from 0 in the order in which the speakers were first distinguished
   */
  assignSpeakers(words: readonly WordTiming[]): readonly number[] {
    let at = 0
    const units = words.map((word) => {
      const statistics = new SufficientStatistics()
      const [from, until] = frameRangeOf(word)
      while ((this.#pending[at]?.frame ?? from) < from) at++
      for (; (this.#pending[at]?.frame ?? until) < until; at++)
        statistics.add(this.#pending[at]?.values ?? [])
      const afterPause = isAfterPause(word, this.#previousWord)
      this.#previousWord = word
      return { statistics, afterPause }
    })
    this.#pending = this.#pending.slice(at)
    return this.#tracker.assignSpeakers(units)
  }
}
