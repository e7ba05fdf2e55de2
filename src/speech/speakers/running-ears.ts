/** Listens to people who go on talking, and tells of each word at once which of them said it. @module */
import { RunningVoices } from './running-voices.ts'
import { Spread } from './spread.ts'
import { type VoiceFeature, VoiceFeatures } from './voice-features.ts'
import { framesOf, isAfterPause, type WordPlace } from './word-place.ts'

/** Voiced frames that wait for their words: two minutes, more than a phrase lasts. */
const MOST_WAITING = 12_000

export class RunningEars {
  readonly #features = new VoiceFeatures()
  readonly #voices: RunningVoices
  #waiting: VoiceFeature[] = []
  #last: WordPlace | undefined

  /** @param most speakers at most */
  constructor(most: number) {
    this.#voices = new RunningVoices(most)
  }

  /** The next samples: 16 kHz, mono. */
  listen(samples: Int16Array): void {
    for (const feature of this.#features.push(samples)) this.#waiting.push(feature)
    if (this.#waiting.length > MOST_WAITING) this.#waiting = this.#waiting.slice(-MOST_WAITING)
  }

  /**
   * What is told stays told, though later speech may tell more of the voices: of a voice's first seconds a few may be given
   * to somebody else.
   * @param words in the order they were spoken, after all words told before
   * @returns of each word the number of its speaker, from 0 in the order in which they were first told apart
   */
  tell(words: readonly WordPlace[]): readonly number[] {
    let at = 0
    const pieces = words.map((word) => {
      const spread = new Spread()
      const [from, until] = framesOf(word)
      while ((this.#waiting[at]?.frame ?? from) < from) at++
      for (; (this.#waiting[at]?.frame ?? until) < until; at++) spread.add(this.#waiting[at]?.values ?? [])
      const afterPause = isAfterPause(word, this.#last)
      this.#last = word
      return { spread, afterPause }
    })
    this.#waiting = this.#waiting.slice(at)
    return this.#voices.tell(pieces)
  }
}
