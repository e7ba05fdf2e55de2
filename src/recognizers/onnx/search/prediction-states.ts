/**
 * Token sequences of a transducer's hypotheses and the states of the prediction network after them. Equal sequences are
 * one, and the network is asked for each once.
 * @module
 */
import { EMPTY, Histories } from './histories.ts'
import type { Hypotheses } from './hypotheses.ts'

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

/** Of a sequence that the network was not asked for yet, and of one that it is being asked for. */
const NO_STATE = -1
const PENDING = -2
/** Sequences at which those of lost hypotheses are forgotten: states of a network are large. */
const MAX_SEQUENCES = 256

export class PredictionStates {
  readonly #network: TransducerNetwork
  readonly #sequences = new Histories()
  /** By sequence; states of the network are not negative. */
  #states = new Int32Array(1_024)
  #known = 1
  #maxSequences = MAX_SEQUENCES
  #batch = new Int32Array(16)
  #tokens = new Int32Array(16)
  #tails = new Int32Array(16)
  #results = new Int32Array(16)

  constructor(network: TransducerNetwork) {
    this.#network = network
  }

  /** Forgets all sequences but the empty one, whose state the network is asked for by `start`. */
  clear(): void {
    this.#sequences.clear()
    this.#network.keep(new Int32Array(0))
    this.#known = 1
    this.#maxSequences = MAX_SEQUENCES
  }

  async start(): Promise<void> {
    this.#states[EMPTY] = await this.#network.start()
  }

  /** The last token of a sequence, -1 of the empty one. */
  lastToken(sequence: number): number {
    return sequence === EMPTY ? -1 : this.#sequences.label(sequence)
  }

  /** The sequence with one token more. */
  after(sequence: number, token: number): number {
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

  /** Scores after a frame and the sequence of each hypothesis, a row for each. */
  async join(frame: Float32Array, { tail, count }: Hypotheses): Promise<Float32Array> {
    this.#makeRoom(count)
    await this.#predictMissing(tail, count)
    for (let index = 0; index < count; index++) this.#batch[index] = this.#states[tail[index] ?? EMPTY] ?? 0
    return this.#network.join(frame, this.#batch, count)
  }

  /** Forgets the sequences that no hypothesis of `sets` has said, where there are many; renumbers the others. */
  forget(sets: readonly Hypotheses[]): void {
    const { size } = this.#sequences
    if (size < this.#maxSequences) return
    const tails: number[] = []
    for (const set of sets)
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
    for (const set of sets) {
      for (let index = 0; index < set.count; index++) set.tail[index] = moved[set.tail[index] ?? 0] ?? 0
      set.index()
    }
    this.#network.keep(this.#states.subarray(0, this.#known).filter((state) => state >= 0))
  }

  /** Asks for the states that are missing, all at once. */
  async #predictMissing(tails: Int32Array, rows: number): Promise<void> {
    let count = 0
    for (let index = 0; index < rows; index++) {
      const tail = tails[index] ?? EMPTY
      if (this.#states[tail] !== NO_STATE) continue
      // Hypotheses of the same tokens ask once.
      this.#states[tail] = PENDING
      this.#batch[count] = this.#states[this.#sequences.parent(tail)] ?? 0
      this.#tokens[count] = this.#sequences.label(tail)
      this.#tails[count++] = tail
    }
    if (count === 0) return
    await this.#network.predict(this.#batch, this.#tokens, count, this.#results)
    for (let place = 0; place < count; place++)
      this.#states[this.#tails[place] ?? EMPTY] = this.#results[place] ?? 0
  }

  #makeRoom(count: number): void {
    if (this.#batch.length >= count) return
    const size = 2 * count
    this.#batch = new Int32Array(size)
    this.#tokens = new Int32Array(size)
    this.#tails = new Int32Array(size)
    this.#results = new Int32Array(size)
  }
}
