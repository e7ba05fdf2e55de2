/**
 * CTC prefix beam search (Hannun et al. 2014) over the words of a lexicon: hypotheses are texts, and the probability of one
 * is that of all frame by frame alignments to it, those that end in a blank and those that end in a token apart.
 * @module
 */
import { Beam } from './beam.ts'
import type { BeamOptions } from './beam-options.ts'
import { Commits } from './commits.ts'
import type { Fusion } from './fusion.ts'
import { NEVER } from './hypotheses.ts'
import { LikelyTokens } from './likely-tokens.ts'
import {
  type Calibration,
  readAlternatives,
  readPartial,
  type SearchAlternative,
  type SearchPartial
} from './search-result.ts'

export type CtcOptions = BeamOptions &
  Readonly<{
    /** In frames whose blank is at least this likely nothing begins. Default 0.999. */
    blankSkip?: number
  }>

export class CtcSearch {
  readonly #beam: Beam
  readonly #blank: number
  readonly #blankSkip: number
  readonly #commits: Commits
  readonly #calibration: Calibration | undefined
  readonly #likely: LikelyTokens
  #frame = 0
  // What the way being extended adds.
  #token = 0
  #added = 0
  #tokenScore = 0
  #trace = 0
  readonly #onExtended = (history: number, node: number): void => this.#addSpoken(history, node)

  constructor(fusion: Fusion, options: CtcOptions = {}) {
    const {
      beam = 16,
      threshold = 14,
      tokens = 20,
      tokenThreshold = -9,
      sum = true,
      blankSkip = 0.999
    } = options
    this.#beam = new Beam(fusion, { size: beam, threshold, sum })
    this.#blank = fusion.tokens.blank
    this.#blankSkip = Math.log(blankSkip)
    this.#likely = new LikelyTokens(tokens, tokenThreshold)
    this.#calibration = options.calibration
    this.#commits = new Commits(this.#beam, options.onCommitted)
  }

  /** Frames since the beginning of the phrase. */
  get frames(): number {
    return this.#frame
  }

  /** Forgets the phrase; the next frame is frame 0 of another. */
  reset(): void {
    this.#beam.start()
    this.#commits.clear()
    this.#frame = 0
  }

  /**
   * Takes frames of natural logarithms of probabilities, one row of the vocabulary's size after another. How many frames
   * a call brings makes no difference.
   */
  push(logProbabilities: Float32Array, frames: number): void {
    const { size } = this.#beam.fusion.tokens
    if (logProbabilities.length < frames * size) {
      throw new RangeError(`${frames} frames of ${size} tokens are not in ${logProbabilities.length} values`)
    }
    for (let frame = 0; frame < frames; frame++) this.#push(logProbabilities, frame * size)
  }

  /** The best words so far; the last may be unfinished. */
  partial(): SearchPartial {
    return this.#commits.beforePartial(readPartial(this.#beam))
  }

  /** The alternatives if the phrase ended here, best first, each text once. The search can go on. */
  alternatives(nBest = 1): readonly SearchAlternative[] {
    return this.#commits.before(readAlternatives(this.#beam, nBest, this.#calibration))
  }

  #push(frame: Float32Array, offset: number): void {
    const beam = this.#beam
    const { current, next } = beam
    const blank = frame[offset + this.#blank] ?? NEVER
    const likely = this.#likely
    if (blank >= this.#blankSkip) likely.count = 0
    else likely.select(frame, offset, 0, beam.fusion.tokens.isText)
    for (let index = 0; index < current.count; index++) {
      const ofBlank = current.blank[index] ?? NEVER
      const ofSpoken = current.spoken[index] ?? NEVER
      const total = beam.join(ofBlank, ofSpoken)
      const blankTrace = current.blankTrace[index] ?? 0
      const spokenTrace = current.spokenTrace[index] ?? 0
      const tail = current.tail[index] ?? -1
      const likelier = ofBlank >= ofSpoken ? blankTrace : spokenTrace
      this.#stay(
        index,
        total + blank,
        likelier,
        tail < 0 ? NEVER : ofSpoken + (frame[offset + tail] ?? NEVER)
      )
      for (let place = 0; place < likely.count; place++) {
        const token = likely.tokens[place] ?? 0
        this.#token = token
        this.#tokenScore = likely.scores[place] ?? NEVER
        // The same token again is another one only after a blank.
        this.#added = (token === tail ? ofBlank : total) + this.#tokenScore
        this.#trace = token === tail ? blankTrace : likelier
        if (this.#added > NEVER) beam.walk.extend(current, index, token, tail, this.#onExtended)
      }
    }
    for (let index = 0; index < next.count; index++)
      next.score[index] =
        beam.join(next.blank[index] ?? NEVER, next.spoken[index] ?? NEVER) + beam.fused(next, index)
    beam.advance()
    this.#frame++
    if (this.#commits.isDue()) this.#commits.commit()
  }

  /** The hypothesis itself one frame later: after a blank, or while its last token lasts. */
  #stay(index: number, blank: number, blankTrace: number, spoken: number): void {
    const beam = this.#beam
    const { current, next } = beam
    const to = next.findOrAdd(
      current.history[index] ?? 0,
      current.node[index] ?? 0,
      current.tail[index] ?? -1
    )
    if (next.spoken[to] === NEVER && next.blank[to] === NEVER) {
      next.general[to] = current.general[index] ?? 0
      next.domain[to] = current.domain[index] ?? 0
      next.phrase[to] = current.phrase[index] ?? 0
      next.language[to] = current.language[index] ?? 0
      next.bonus[to] = current.bonus[index] ?? 0
    }
    next.blank[to] = blank
    next.blankTrace[to] = blankTrace
    if (spoken === NEVER) return
    if (spoken > (next.spokenBest[to] ?? NEVER)) {
      next.spokenBest[to] = spoken
      next.spokenTrace[to] = current.spokenTrace[index] ?? 0
      next.newToken[to] = -1
    }
    next.spoken[to] = beam.join(next.spoken[to] ?? NEVER, spoken)
  }

  #addSpoken(history: number, node: number): void {
    const beam = this.#beam
    const { next } = beam
    const to = next.findOrAdd(history, node, this.#token)
    if (next.spoken[to] === NEVER && next.blank[to] === NEVER) {
      next.general[to] = beam.walk.general
      next.domain[to] = beam.walk.domain
      next.phrase[to] = beam.walk.phrase
      next.language[to] = beam.walk.language
      next.bonus[to] = beam.walk.bonus
    }
    const added = this.#added
    if (added > (next.spokenBest[to] ?? NEVER)) {
      next.spokenBest[to] = added
      next.spokenTrace[to] = this.#trace
      next.newToken[to] = this.#token
      next.newFrame[to] = this.#frame
      next.newScore[to] = this.#tokenScore
    }
    next.spoken[to] = beam.join(next.spoken[to] ?? NEVER, added)
  }
}
