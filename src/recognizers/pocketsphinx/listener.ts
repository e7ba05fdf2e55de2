/** Hears a stream ahead of the decoder: where speech is, and the mean that its cepstra are normalized with. @module */
import { CEPSTRA, type FrontEnd, type Library } from './library.ts'

/** The initial mean counts as this many frames: enough to tame the first half second, little after two. */
const INITIAL_FRAMES = 50
/** As PocketSphinx does: past 8 s the sums are scaled back to 5 s, so that a change of room is forgotten. */
const LONGEST = 800
const KEPT = 500

export class Listener {
  readonly #library: Library
  readonly #frontEnd: FrontEnd
  readonly #sum: Float64Array
  #frames = INITIAL_FRAMES
  #inSpeech = false
  #speechFrames = 0

  constructor(library: Library, frontEnd: FrontEnd, initialMean: Float32Array) {
    this.#library = library
    this.#frontEnd = frontEnd
    this.#sum = Float64Array.from(initialMean, (value) => value * INITIAL_FRAMES)
    library.restartFrontEnd(frontEnd)
  }

  /** Whether speech is going on, after the last samples heard. */
  get inSpeech(): boolean {
    return this.#inSpeech
  }

  /** Frames of speech since the stream's start. */
  get speechFrames(): number {
    return this.#speechFrames
  }

  hear(samples: Int16Array): void {
    const { cepstra, inSpeech } = this.#library.hear(this.#frontEnd, samples)
    for (let frame = 0; frame < cepstra.length; frame += CEPSTRA) {
      this.#speechFrames++
      // A frame without energy says nothing about the channel (PocketSphinx leaves these out too).
      if ((cepstra[frame] ?? 0) < 0) continue
      for (let index = 0; index < CEPSTRA; index++) {
        this.#sum[index] = (this.#sum[index] ?? 0) + (cepstra[frame + index] ?? 0)
      }
      if (++this.#frames > LONGEST) this.#forget()
    }
    this.#inSpeech = inSpeech
  }

  mean(): Float32Array {
    return Float32Array.from(this.#sum, (value) => value / this.#frames)
  }

  #forget(): void {
    for (let index = 0; index < CEPSTRA; index++) {
      this.#sum[index] = ((this.#sum[index] ?? 0) * KEPT) / this.#frames
    }
    this.#frames = KEPT
  }
}
