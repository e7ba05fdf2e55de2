/** How far each frame stands out from the noise it was recorded in, however loud that is. @module */
import { BANDS, FRAMES_PER_SECOND, type VoiceFrame } from './voice-frames.ts'

/**
 * Noise is the least power that a band had around a frame (minimum statistics, Martin 2001): within four seconds of
 * speech every band falls silent once. Looking ahead finds the noise even where a recording begins with a word.
 */
const BEHIND = 2.5 * FRAMES_PER_SECOND
const AHEAD = 1.5 * FRAMES_PER_SECOND
/** Frames on each side that a band's power is averaged over; noise alone then stays within `DEAD_ZONE`. */
const SMOOTH = 2
const DEAD_ZONE_DECIBELS = 3
/** No noise is fainter: about -85 dB of full scale. Dither after digital silence would else stand out from it. */
const FAINTEST = 1e-6

export type ProminentFrame = Readonly<{
  frame: VoiceFrame
  /** Decibels in each band, averaged over 50 ms. */
  levels: Float64Array
  /** Decibels over the noise, averaged over the bands. */
  prominence: number
}>

/** The least of the newest `span` values, in constant time a value on average. */
class SlidingMinimum {
  readonly #values: number[] = []
  readonly #places: number[] = []
  #first = 0

  constructor(readonly span: number) {}

  push(value: number, place: number): number {
    while (this.#values.length > this.#first && (this.#values.at(-1) ?? 0) >= value) {
      this.#values.pop()
      this.#places.pop()
    }
    this.#values.push(value)
    this.#places.push(place)
    if ((this.#places[this.#first] ?? 0) <= place - this.span) this.#first++
    if (this.#first > this.span) {
      this.#values.splice(0, this.#first)
      this.#places.splice(0, this.#first)
      this.#first = 0
    }
    return this.#values[this.#first] ?? value
  }
}

export class NoiseFloor {
  readonly #frames: VoiceFrame[] = []
  readonly #levels: Float64Array[] = []
  readonly #minima = Array.from({ length: BANDS }, () => new SlidingMinimum(BEHIND + AHEAD + 1))
  readonly #floor = new Float64Array(BANDS)
  #smoothed = 0

  /** Frames come out `AHEAD` later than they went in. */
  push(frame: VoiceFrame): readonly ProminentFrame[] {
    this.#frames.push(frame)
    if (this.#frames.length > this.#levels.length + SMOOTH) this.#smooth()
    return this.#take(AHEAD)
  }

  /** The frames still inside. */
  end(): readonly ProminentFrame[] {
    while (this.#levels.length < this.#frames.length) this.#smooth()
    return this.#take(0)
  }

  #smooth(): void {
    const place = this.#levels.length
    const near = this.#frames.slice(Math.max(0, place - SMOOTH), place + SMOOTH + 1)
    const levels = new Float64Array(BANDS)
    for (let band = 0; band < BANDS; band++) {
      let sum = 0
      for (const { bands } of near) sum += bands[band] ?? 0
      const level = 10 * Math.log10(sum / near.length + FAINTEST)
      levels[band] = level
      this.#floor[band] = this.#minima[band]?.push(level, this.#smoothed) ?? level
    }
    this.#smoothed++
    this.#levels.push(levels)
  }

  #take(keep: number): readonly ProminentFrame[] {
    const ready: ProminentFrame[] = []
    while (this.#levels.length > keep + SMOOTH || (keep === 0 && this.#levels.length > 0)) {
      const [frame, levels] = [this.#frames.shift(), this.#levels.shift()]
      if (!frame || !levels) break
      let prominence = 0
      for (let band = 0; band < BANDS; band++) {
        prominence += Math.max(0, (levels[band] ?? 0) - (this.#floor[band] ?? 0) - DEAD_ZONE_DECIBELS)
      }
      ready.push({ frame, levels, prominence: prominence / BANDS })
    }
    return ready
  }
}
