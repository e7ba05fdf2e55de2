/**
 * Beam search for transducers (Graves 2012), frame by frame: with one token a frame at most (the modified beam search of
 * Kang et al. 2023), with several (RNN-T as trained), or with durations (token-and-duration transducers, Xu et al. 2023).
 * @module
 */
import { Beam } from './beam.ts'
import type { BeamOptions } from './beam-options.ts'
import { Commits } from './commits.ts'
import type { Fusion } from './fusion.ts'
import { EMPTY } from './histories.ts'
import { Hypotheses, NEVER } from './hypotheses.ts'
import { LikelyTokens } from './likely-tokens.ts'
import { PredictionStates, type TransducerNetwork } from './prediction-states.ts'
import {
  type Calibration,
  readAlternatives,
  readPartial,
  type SearchAlternative,
  type SearchPartial
} from './search-result.ts'

/** A beam of 1 with several tokens a frame is greedy decoding: fusion has no say. */
export type TransducerOptions = BeamOptions &
  Readonly<{
    /** Tokens that a frame may bring: 1 for the modified search, more for RNN-T as trained. Default 1. */
    tokensPerFrame?: number
    /** By duration output of the model: frames until the next token. Absent: the model has none. */
    durations?: readonly number[]
  }>

export class TransducerSearch {
  readonly #beam: Beam
  readonly #blank: number
  readonly #size: number
  readonly #durations: readonly number[] | undefined
  readonly #tokensPerFrame: number
  readonly #isGreedy: boolean
  readonly #commits: Commits
  readonly #calibration: Calibration | undefined
  readonly #states: PredictionStates
  readonly #likely: LikelyTokens
  /** By frame modulo their number: hypotheses that go on there. */
  readonly #later: readonly Hypotheses[]
  /** Hypotheses that go on in the same frame. */
  readonly #same: Hypotheses
  #frame = 0
  #started = false
  #gathered = false
  /** Copies of hypotheses of all frames. */
  readonly #all: Hypotheses
  // What the way being extended adds, and where to.
  #to: Hypotheses
  #token = 0
  #tail = 0
  #from = 0
  #added = 0
  #tokenScore = 0
  readonly #onExtended = (history: number, node: number): void => this.#add(history, node)

  constructor(fusion: Fusion, network: TransducerNetwork, options: TransducerOptions = {}) {
    const { beam = 4, threshold = 14, tokens = 8, tokenThreshold = -9, sum = true } = options
    this.#states = new PredictionStates(network)
    this.#likely = new LikelyTokens(tokens, tokenThreshold)
    this.#beam = new Beam(fusion, { size: beam, threshold, sum })
    this.#blank = fusion.tokens.blank
    this.#size = fusion.tokens.size
    this.#durations = options.durations
    this.#tokensPerFrame = Math.max(1, options.tokensPerFrame ?? (options.durations ? 10 : 1))
    // Of one hypothesis, the way that says a token and that which does not cannot both be followed.
    this.#isGreedy = beam === 1 && this.#tokensPerFrame > 1
    this.#calibration = options.calibration
    const longest = Math.max(1, ...(options.durations ?? []))
    this.#later = Array.from({ length: longest + 1 }, () => new Hypotheses(beam * 4))
    this.#same = new Hypotheses(beam * 4)
    this.#all = new Hypotheses(beam * 4)
    this.#to = this.#same
    this.#beam.later = this.#later
    this.#commits = new Commits(this.#beam, options.onCommitted)
    this.reset()
  }

  /** Frames since the beginning of the phrase. */
  get frames(): number {
    return this.#frame
  }

  /** Forgets the phrase; the next frame is frame 0 of another. */
  reset(): void {
    this.#beam.start()
    this.#commits.clear()
    this.#states.clear()
    for (const set of this.#later) set.clear()
    const { current } = this.#beam
    current.tail[0] = EMPTY
    current.spoken[0] = 0
    current.blank[0] = NEVER
    this.#frame = 0
    this.#started = false
    this.#gathered = false
  }

  /** Takes one frame of the encoder. Not to be called again before the promise is settled. */
  async push(frame: Float32Array): Promise<void> {
    if (this.#started) this.#take(this.#bucket(0))
    else {
      await this.#states.start()
      this.#started = true
    }
    for (let said = 1; this.#beam.current.count > 0; said++) {
      await this.#expand(frame)
      if (this.#same.count === 0) break
      this.#take(this.#same)
      if (said < this.#tokensPerFrame) continue
      // So many tokens in one frame: what comes next comes in the next.
      const next = this.#bucket(1)
      for (let index = 0; index < this.#beam.current.count; index++) this.#stay(index, 0, next)
      break
    }
    this.#frame++
    this.#gathered = false
    this.#states.forget(this.#later)
    if (!this.#commits.isDue()) return
    this.#gather()
    this.#commits.commit()
  }

  /** The best words so far; the last may be unfinished. */
  partial(): SearchPartial {
    this.#gather()
    return this.#commits.beforePartial(readPartial(this.#beam))
  }

  /** The alternatives if the phrase ended here, best first, each text once. The search can go on. */
  alternatives(nBest = 1): readonly SearchAlternative[] {
    this.#gather()
    return this.#commits.before(readAlternatives(this.#beam, nBest, this.#calibration))
  }

  #bucket(ahead: number): Hypotheses {
    const set = this.#later[(this.#frame + ahead) % this.#later.length]
    if (set === undefined) throw new RangeError(`No hypothesis goes on ${ahead} frames later`)
    return set
  }

  /** The best of a set become the current hypotheses; the set is empty then. */
  #take(set: Hypotheses): void {
    const beam = this.#beam
    for (let index = 0; index < set.count; index++)
      set.score[index] = (set.spoken[index] ?? NEVER) + beam.fused(set, index)
    beam.next = set
    beam.advance()
  }

  /** The best of all hypotheses, whenever they go on, are copied to the current ones, to be read. */
  #gather(): void {
    if (this.#gathered || !this.#started) return
    this.#gathered = true
    for (const set of this.#later)
      for (let index = 0; index < set.count; index++) this.#all.copyFrom(set, index)
    this.#take(this.#all)
  }

  async #expand(frame: Float32Array): Promise<void> {
    const { current } = this.#beam
    const rows = await this.#states.join(frame, current)
    const width = this.#size + (this.#durations?.length ?? 0)
    for (let index = 0; index < current.count; index++) this.#expandOne(index, rows, index * width)
  }

  /** The likeliest token and duration, and nothing else. */
  #expandGreedily(index: number, rows: Float32Array, offset: number): void {
    const token = bestOf(rows, offset, this.#size)
    const place = bestOf(rows, offset + this.#size, this.#durations?.length ?? 0)
    const duration = this.#durations?.[place] ?? 0
    const score = (rows[offset + token] ?? NEVER) - logSum(rows, offset, this.#size)
    if (token === this.#blank || this.#beam.fusion.tokens.isText[token] === 0) {
      this.#stay(index, score, this.#bucket(Math.max(1, duration)))
      return
    }
    this.#choose(index, token, score)
    const to = duration === 0 ? this.#same : this.#bucket(duration)
    this.#say(index, (this.#beam.current.spoken[index] ?? NEVER) + score, to)
  }

  #choose(index: number, token: number, score: number): void {
    const { current } = this.#beam
    this.#token = token
    this.#tokenScore = score
    this.#from = current.spokenTrace[index] ?? 0
    this.#tail = this.#states.after(current.tail[index] ?? EMPTY, token)
  }

  #expandOne(index: number, rows: Float32Array, offset: number): void {
    if (this.#isGreedy) {
      this.#expandGreedily(index, rows, offset)
      return
    }
    const { current } = this.#beam
    const before = current.spoken[index] ?? NEVER
    const total = logSum(rows, offset, this.#size)
    const blank = before + (rows[offset + this.#blank] ?? NEVER) - total
    const durations = this.#durations
    const all = durations === undefined ? 0 : logSum(rows, offset + this.#size, durations.length)
    const ofDuration = (place: number): number => (rows[offset + this.#size + place] ?? NEVER) - all
    if (durations === undefined) this.#stay(index, blank - before, this.#bucket(1))
    else {
      // A blank always leads on.
      for (const [place, duration] of durations.entries())
        this.#stay(index, blank - before + ofDuration(place), this.#bucket(Math.max(1, duration)))
    }
    const likely = this.#likely
    likely.select(rows, offset, total, this.#beam.fusion.tokens.isText)
    for (let place = 0; place < likely.count; place++) {
      this.#choose(index, likely.tokens[place] ?? 0, likely.scores[place] ?? NEVER)
      const score = before + this.#tokenScore
      if (durations === undefined) {
        this.#say(index, score, this.#tokensPerFrame === 1 ? this.#bucket(1) : this.#same)
        continue
      }
      for (const [at, duration] of durations.entries())
        this.#say(index, score + ofDuration(at), duration === 0 ? this.#same : this.#bucket(duration))
    }
  }

  #say(index: number, score: number, to: Hypotheses): void {
    this.#added = score
    this.#to = to
    const { current, walk } = this.#beam
    const previous = this.#states.lastToken(current.tail[index] ?? EMPTY)
    walk.extend(current, index, this.#token, previous, this.#onExtended)
  }

  /** The hypothesis itself, `score` later. */
  #stay(index: number, score: number, to: Hypotheses): void {
    const beam = this.#beam
    const { current } = beam
    const added = (current.spoken[index] ?? NEVER) + score
    const at = to.findOrAdd(current.history[index] ?? 0, current.node[index] ?? 0, current.tail[index] ?? 0)
    if (to.spoken[at] === NEVER) {
      to.general[at] = current.general[index] ?? 0
      to.domain[at] = current.domain[index] ?? 0
      to.phrase[at] = current.phrase[index] ?? 0
      to.language[at] = current.language[index] ?? 0
      to.bonus[at] = current.bonus[index] ?? 0
    }
    if (added > (to.spokenBest[at] ?? NEVER)) {
      to.spokenBest[at] = added
      to.spokenTrace[at] = current.spokenTrace[index] ?? 0
      to.newToken[at] = -1
    }
    to.spoken[at] = beam.join(to.spoken[at] ?? NEVER, added)
  }

  #add(history: number, node: number): void {
    const beam = this.#beam
    const to = this.#to
    const at = to.findOrAdd(history, node, this.#tail)
    if (to.spoken[at] === NEVER) {
      to.general[at] = beam.walk.general
      to.domain[at] = beam.walk.domain
      to.phrase[at] = beam.walk.phrase
      to.language[at] = beam.walk.language
      to.bonus[at] = beam.walk.bonus
    }
    if (this.#added > (to.spokenBest[at] ?? NEVER)) {
      to.spokenBest[at] = this.#added
      to.spokenTrace[at] = this.#from
      to.newToken[at] = this.#token
      to.newFrame[at] = this.#frame
      to.newScore[at] = this.#tokenScore
    }
    to.spoken[at] = beam.join(to.spoken[at] ?? NEVER, this.#added)
  }
}

function bestOf(values: Float32Array, from: number, count: number): number {
  let best = 0
  for (let at = 1; at < count; at++)
    if ((values[from + at] ?? NEVER) > (values[from + best] ?? NEVER)) best = at
  return best
}

function logSum(values: Float32Array, from: number, count: number): number {
  let most = NEVER
  for (let at = from; at < from + count; at++) most = Math.max(most, values[at] ?? NEVER)
  let sum = 0
  for (let at = from; at < from + count; at++) sum += Math.exp((values[at] ?? NEVER) - most)
  return most + Math.log(sum)
}
