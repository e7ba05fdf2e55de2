/** Listens to a recording for its voices, and tells afterwards which of them said each word. @module */
import { Spread } from './spread.ts'
import { tellVoices, type VoiceLimits } from './tell-voices.ts'
import { FEATURES, VoiceFeatures } from './voice-features.ts'
import { framesOf, isAfterPause, type WordPlace } from './word-place.ts'

const FIRST_ROOM = 4_096

export class SpeakerEars {
  readonly #features = new VoiceFeatures()
  /** Of the voiced frames, one after the other; about 13 MB for an hour of speech. */
  #values = new Float32Array(FIRST_ROOM * FEATURES)
  #frames = new Int32Array(FIRST_ROOM)
  #count = 0

  /** The next samples: 16 kHz, mono. */
  listen(samples: Int16Array): void {
    for (const { frame, values } of this.#features.push(samples)) {
      if (this.#count === this.#frames.length) {
        this.#frames = grown(this.#frames, Int32Array)
        this.#values = grown(this.#values, Float32Array)
      }
      this.#frames[this.#count] = frame
      this.#values.set(values, this.#count * FEATURES)
      this.#count++
    }
  }

  /**
   * @param words in the order they were spoken
   * @returns of each word the number of its speaker, from 0 in the order in which they first speak
   */
  tell(words: readonly WordPlace[], limits: VoiceLimits): readonly number[] {
    let at = 0
    const pieces = words.map((word, index) => {
      const spread = new Spread()
      const [from, until] = framesOf(word)
      while (at < this.#count && (this.#frames[at] ?? 0) < from) at++
      for (; at < this.#count && (this.#frames[at] ?? 0) < until; at++) {
        spread.add(this.#values.subarray(at * FEATURES, (at + 1) * FEATURES))
      }
      return { spread, afterPause: isAfterPause(word, words[index - 1]) }
    })
    return tellVoices(pieces, limits)
  }
}

function grown<T extends Int32Array | Float32Array>(array: T, type: new (length: number) => T): T {
  const larger = new type(2 * array.length)
  larger.set(array)
  return larger
}
