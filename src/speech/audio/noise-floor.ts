/** Noise floor estimation: how far each frame is above the background noise. @module */
import { BAND_COUNT, FRAMES_PER_SECOND, type FrameFeatures } from './frame-analyzer.ts'

/**
 * The noise in a band is its minimum power around a frame (minimum statistics, Martin 2001): within four seconds of speech
 * every band is silent once. Looking ahead finds the noise of a recording that begins with a word.
 */
const LOOK_BEHIND_FRAMES = 2.5 * FRAMES_PER_SECOND
const LOOK_AHEAD_FRAMES = 1.5 * FRAMES_PER_SECOND
/** Frames on each side for smoothing a band's power; noise alone then stays within `DEAD_ZONE_DECIBELS`. */
const SMOOTHING_FRAMES = 2
const DEAD_ZONE_DECIBELS = 3
/** Lowest noise power, about -85 dBFS: otherwise dither after digital silence would be above the noise. */
const MIN_POWER = 1e-6

export type ProminentFrame = Readonly<{
  frame: FrameFeatures
  /** Decibels in each band, averaged over 50 ms. */
  levels: Float64Array
  /** Decibels above the noise, averaged over the bands. */
  prominence: number
}>

/** Minimum of the last `span` values, in amortized constant time per value. */
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
  readonly #frames: FrameFeatures[] = []
  readonly #levels: Float64Array[] = []
  readonly #minima = Array.from(
    { length: BAND_COUNT },
    () => new SlidingMinimum(LOOK_BEHIND_FRAMES + LOOK_AHEAD_FRAMES + 1)
  )
  readonly #floor = new Float64Array(BAND_COUNT)
  #smoothed = 0

  /** Returns frames with a delay of `LOOK_AHEAD_FRAMES`. */
  push(frame: FrameFeatures): readonly ProminentFrame[] {
    this.#frames.push(frame)
    if (this.#frames.length > this.#levels.length + SMOOTHING_FRAMES) this.#smooth()
    return this.#take(LOOK_AHEAD_FRAMES)
  }

  /** The frames that `push` has not returned yet. */
  end(): readonly ProminentFrame[] {
    while (this.#levels.length < this.#frames.length) this.#smooth()
    return this.#take(0)
  }

  #smooth(): void {
    const place = this.#levels.length
    const near = this.#frames.slice(Math.max(0, place - SMOOTHING_FRAMES), place + SMOOTHING_FRAMES + 1)
    const levels = new Float64Array(BAND_COUNT)
    for (let band = 0; band < BAND_COUNT; band++) {
      let sum = 0
      for (const { bands } of near) sum += bands[band] ?? 0
      const level = 10 * Math.log10(sum / near.length + MIN_POWER)
      levels[band] = level
      this.#floor[band] = this.#minima[band]?.push(level, this.#smoothed) ?? level
    }
    this.#smoothed++
    this.#levels.push(levels)
  }

  #take(keep: number): readonly ProminentFrame[] {
    const ready: ProminentFrame[] = []
    while (this.#levels.length > keep + SMOOTHING_FRAMES || (keep === 0 && this.#levels.length > 0)) {
      const [frame, levels] = [this.#frames.shift(), this.#levels.shift()]
      if (!frame || !levels) break
      let prominence = 0
      for (let band = 0; band < BAND_COUNT; band++) {
        prominence += Math.max(0, (levels[band] ?? 0) - (this.#floor[band] ?? 0) - DEAD_ZONE_DECIBELS)
      }
      ready.push({ frame, levels, prominence: prominence / BAND_COUNT })
    }
    return ready
  }
}
