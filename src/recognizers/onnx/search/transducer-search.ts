/**
 * Beam search for transducers (Graves 2012), frame by frame: with one token a frame at most (the modified beam search of
 * Kang et al. 2023), with several (RNN-T as trained), or with durations (token-and-duration transducers, Xu et al. 2023).
 * @module
 */
import { Beam } from './beam.ts'
import type { BeamOptions } from './beam-options.ts'
import { Commits } from './commits.ts'
import type { Fusion } from './fusion.ts'
import { EMPTY, Histories } from './histories.ts'
import { Hypotheses, NEVER } from './hypotheses.ts'
import {
  type Calibration,
  readAlternatives,
  readPartial,
  type SearchAlternative,
  type SearchPartial
} from './search-result.ts'

/** The prediction and joint networks of a model, for a batch of hypotheses at once. States are numbers of its own. */
export interface TransducerNetwork {
  /** The state before any token. */
  start(): number | Promise<number>
  /** Writes to `results` the states after `tokens`, each after the state at the same place of `states`. */
  predict(states: Int32Array, tokens: Int32Array, count: number, results: Int32Array): void | Promise<void>
  /**
   * Scores of all tokens after an encoder frame and each state, and with durations those of the durations after them: a
   * row for each state. Unnormalized logarithms.
   */
  join(frame: Float32Array, states: Int32Array, count: number): Float32Array | Promise<Float32Array>
  /** No other states than these will be used again. Called now and then. */
  keep(states: Int32Array): void
}

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
  readonly #network: TransducerNetwork
  readonly #blank: number
  readonly #size: number
  readonly #durations: readonly number[] | undefined
  readonly #tokensPerFrame: number
  readonly #tokenThreshold: number
  readonly #isGreedy: boolean
  readonly #commits: Commits
  readonly #calibration: Calibration | undefined
  /** What was said as tokens: equal sequences are one, and share a state of the prediction network. */
  readonly #sequences = new Histories()
  #states = new Int32Array(1_024)
  #known = 1
  #maxSequences = MAX_SEQUENCES
  /** By frame modulo their number: hypotheses that go on there. */
  readonly #later: readonly Hypotheses[]
  /** Hypotheses that go on in the same frame. */
  readonly #same: Hypotheses
  readonly #tokens: Int32Array
  readonly #scores: Float64Array
  #batch = new Int32Array(16)
  #batchTokens = new Int32Array(16)
  #batchTails = new Int32Array(16)
  #batchResults = new Int32Array(16)
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
    this.#network = network
    this.#beam = new Beam(fusion, { size: beam, threshold, sum })
    this.#blank = fusion.tokens.blank
    this.#size = fusion.tokens.size
    this.#durations = options.durations
    this.#tokensPerFrame = Math.max(1, options.tokensPerFrame ?? (options.durations ? 10 : 1))
    // Of one hypothesis, the way that says a token and that which does not cannot both be followed.
    this.#isGreedy = beam === 1 && this.#tokensPerFrame > 1
    this.#tokenThreshold = tokenThreshold
    this.#tokens = new Int32Array(tokens)
    this.#scores = new Float64Array(tokens)
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
    this.#sequences.clear()
    this.#network.keep(new Int32Array(0))
    for (const set of this.#later) set.clear()
    const { current } = this.#beam
    current.tail[0] = EMPTY
    current.spoken[0] = 0
    current.blank[0] = NEVER
    this.#known = 1
    this.#maxSequences = MAX_SEQUENCES
    this.#frame = 0
    this.#started = false
    this.#gathered = false
  }

  /** Takes one frame of the encoder. Not to be called again before the promise is settled. */
  async push(frame: Float32Array): Promise<void> {
    if (this.#started) this.#take(this.#bucket(0))
    else {
      this.#states[EMPTY] = await this.#network.start()
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
    this.#keepStates()
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
    await this.#predict()
    const batch = this.#rows(current.count)
    for (let index = 0; index < current.count; index++)
      batch[index] = this.#states[current.tail[index] ?? EMPTY] ?? 0
    const rows = await this.#network.join(frame, batch, current.count)
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
    this.#tail = this.#sequenceAfter(current.tail[index] ?? EMPTY, token)
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
    const active = this.#selectTokens(rows, offset, total)
    for (let place = 0; place < active; place++) {
      this.#choose(index, this.#tokens[place] ?? 0, this.#scores[place] ?? NEVER)
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
    const tail = this.#beam.current.tail[index] ?? EMPTY
    const previous = tail === EMPTY ? -1 : this.#sequences.label(tail)
    this.#beam.extend(index, this.#token, previous, this.#onExtended)
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
      to.general[at] = beam.general
      to.domain[at] = beam.domain
      to.phrase[at] = beam.phrase
      to.language[at] = beam.language
      to.bonus[at] = beam.bonus
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

  #selectTokens(rows: Float32Array, offset: number, total: number): number {
    const { isText } = this.#beam.fusion.tokens
    const [tokens, scores] = [this.#tokens, this.#scores]
    let active = 0
    let lowest = this.#tokenThreshold
    for (let token = 0; token < this.#size; token++) {
      const score = (rows[offset + token] ?? NEVER) - total
      if (!(score > lowest) || isText[token] === 0) continue
      let place = active < tokens.length ? active++ : active - 1
      while (place > 0 && (scores[place - 1] ?? NEVER) < score) {
        scores[place] = scores[place - 1] ?? NEVER
        tokens[place] = tokens[place - 1] ?? 0
        place--
      }
      scores[place] = score
      tokens[place] = token
      if (active === tokens.length) lowest = scores[active - 1] ?? lowest
    }
    return active
  }

  #sequenceAfter(sequence: number, token: number): number {
    const next = this.#sequences.extend(sequence, token, false)
    if (next >= this.#states.length) {
      const larger = new Int32Array(this.#states.length * 2)
      larger.set(this.#states)
      this.#states = larger
    }
    if (next >= this.#known) {
      this.#states[next] = NO_STATE
      this.#known = next + 1
    }
    return next
  }

  /** Asks the prediction network for the states of all current hypotheses that have none, at once. */
  async #predict(): Promise<void> {
    const { current } = this.#beam
    let count = 0
    this.#rows(current.count)
    for (let index = 0; index < current.count; index++) {
      const tail = current.tail[index] ?? EMPTY
      if (this.#states[tail] !== NO_STATE) continue
      // To be found by no other hypothesis of the same tokens.
      this.#states[tail] = PENDING - count
      this.#batch[count] = this.#states[this.#sequences.parent(tail)] ?? 0
      this.#batchTokens[count] = this.#sequences.label(tail)
      this.#batchTails[count++] = tail
    }
    if (count === 0) return
    await this.#network.predict(this.#batch, this.#batchTokens, count, this.#batchResults)
    for (let place = 0; place < count; place++)
      this.#states[this.#batchTails[place] ?? EMPTY] = this.#batchResults[place] ?? 0
  }

  /** The batch, with room for `count` rows. */
  #rows(count: number): Int32Array {
    if (this.#batch.length < count) {
      const size = 2 * count
      this.#batch = new Int32Array(size)
      this.#batchTokens = new Int32Array(size)
      this.#batchTails = new Int32Array(size)
      this.#batchResults = new Int32Array(size)
    }
    return this.#batch
  }

  /** Sequences that no hypothesis has said are forgotten, and so are the states of the network that they had. */
  #keepStates(): void {
    const { size } = this.#sequences
    if (size < this.#maxSequences) return
    const tails: number[] = []
    for (const set of this.#later)
      for (let index = 0; index < set.count; index++) {
        const tail = set.tail[index] ?? EMPTY
        // A sequence without a state needs that of the one before.
        tails.push(tail, this.#sequences.parent(tail))
      }
    const root = this.#sequences.commonAncestor(tails)
    const states = this.#states.slice(0, size)
    const moved = this.#sequences.keep(tails, root)
    this.#states[EMPTY] = states[root] ?? NO_STATE
    for (let entry = 1; entry < size; entry++)
      if ((moved[entry] ?? 0) > 0) this.#states[moved[entry] ?? 0] = states[entry] ?? NO_STATE
    this.#known = this.#sequences.size
    this.#maxSequences = Math.max(MAX_SEQUENCES, 2 * this.#known)
    for (const set of this.#later) {
      for (let index = 0; index < set.count; index++) set.tail[index] = moved[set.tail[index] ?? 0] ?? 0
      set.index()
    }
    this.#network.keep(this.#states.subarray(0, this.#known).filter((state) => state >= 0))
  }
}

/** Of a sequence whose state the network was not asked for yet. */
const NO_STATE = -1
/** Of a sequence whose state the network is being asked for. */
const PENDING = -2
const MAX_SEQUENCES = 256

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
