/**
 * What all searches share: hypotheses are extended by tokens through the lexicon, and scored by language models and
 * phrases. A search brings the acoustic scores.
 * @module
 */
import type { Fusion } from './fusion.ts'
import { EMPTY, Histories } from './histories.ts'
import { addLogs, Hypotheses, NEVER, OPEN, Ranking } from './hypotheses.ts'
import { LexiconWalk } from './lexicon-walk.ts'
import { NO_TRACE, Traces } from './traces.ts'

/** Entries of histories or traces at which those of lost hypotheses are thrown away. */
const MAX_ENTRIES = 32_768

export class Beam {
  readonly fusion: Fusion
  readonly histories = new Histories()
  readonly traces = new Traces()
  readonly walk: LexiconWalk
  /** The hypotheses after the last frame, best first. */
  current: Hypotheses
  /** The set that a frame fills. */
  next: Hypotheses
  /** Sets of hypotheses that go on at later frames. */
  later: readonly Hypotheses[] = []
  readonly #ranking: Ranking
  readonly #threshold: number
  readonly #sum: boolean
  #maxEntries = MAX_ENTRIES

  /**
   * @param size hypotheses after each frame
   * @param threshold the largest distance to the best, as a natural logarithm
   * @param sum whether the probabilities of all paths to a text are added, or the likeliest counts alone
   */
  constructor(
    fusion: Fusion,
    { size, threshold, sum }: Readonly<{ size: number; threshold: number; sum: boolean }>
  ) {
    this.fusion = fusion
    this.#sum = sum
    this.current = new Hypotheses(size)
    this.next = new Hypotheses(size * 8)
    this.#ranking = new Ranking(size)
    this.#threshold = threshold
    this.walk = new LexiconWalk(fusion, this.histories)
    this.start()
  }

  /** One hypothesis that has said nothing. */
  start(): void {
    const { language, phrases } = this.fusion
    this.histories.clear()
    this.traces.clear()
    this.#maxEntries = MAX_ENTRIES
    const first = this.current
    first.clear()
    first.findOrAdd(EMPTY, 0, -1)
    first.general[0] = language.startGeneral
    first.domain[0] = language.startDomain
    first.phrase[0] = phrases?.start ?? 0
    first.language[0] = 0
    first.bonus[0] = 0
    first.blank[0] = 0
    first.blankTrace[0] = NO_TRACE
    first.spokenTrace[0] = NO_TRACE
  }

  /** The logarithm of the probability of two sets of paths. */
  join(a: number, b: number): number {
    return this.#sum ? addLogs(a, b) : a > b ? a : b
  }

  /** What fusion adds to the acoustic score of a hypothesis. */
  fused(set: Hypotheses, index: number): number {
    const { lookAhead, unknownLookAhead, phrases } = this.fusion
    const node = set.node[index] ?? 0
    const ahead = node === OPEN ? unknownLookAhead : (lookAhead?.[node] ?? 0)
    const potential = phrases === undefined ? 0 : phrases.potential(set.phrase[index] ?? 0)
    return (set.language[index] ?? 0) + ahead + (set.bonus[index] ?? 0) + potential
  }

  /** The best of `next` become `current`. */
  advance(): void {
    const { next, traces } = this
    this.#ranking.rank(next, this.#threshold)
    const survivors = this.current
    survivors.clear()
    for (let place = 0; place < this.#ranking.count; place++) {
      const from = this.#ranking.best[place] ?? 0
      const to = survivors.copyFrom(next, from)
      const token = next.newToken[from] ?? -1
      if (token < 0) continue
      survivors.spokenTrace[to] = traces.add(
        next.spokenTrace[from] ?? NO_TRACE,
        token,
        next.newFrame[from] ?? 0,
        next.history[from] ?? 0,
        next.newScore[from] ?? 0
      )
      survivors.newToken[to] = -1
    }
    next.clear()
  }

  /** Whether histories or traces have grown so much that `forget` is due. */
  get isFull(): boolean {
    return this.histories.size > this.#maxEntries || this.traces.size > this.#maxEntries
  }

  /** The traces that hypotheses are at. */
  liveTraces(): number[] {
    const live: number[] = []
    for (const set of [this.current, ...this.later]) {
      for (let index = 0; index < set.count; index++) {
        if ((set.blank[index] ?? NEVER) > NEVER) live.push(set.blankTrace[index] ?? 0)
        if ((set.spoken[index] ?? NEVER) > NEVER) live.push(set.spokenTrace[index] ?? 0)
      }
    }
    return live
  }

  /** Drops the hypotheses whose first words are not those of the best, except for its last `words` words. */
  agree(words: number): void {
    const { current, histories } = this
    if (current.count === 0) return
    const best = current.history[0] ?? EMPTY
    let common = histories.completePart(best)
    for (let left = words; left > 0 && common !== EMPTY; left--)
      common = histories.completePart(histories.parent(common))
    for (const set of [current, ...this.later]) {
      let kept = 0
      for (let index = 0; index < set.count; index++) {
        let at = set.history[index] ?? EMPTY
        while (at > common) at = histories.parent(at)
        if (at === common) set.move(index, kept++)
      }
      set.count = kept
    }
  }

  /** Throws away what leads to no hypothesis, and all before `trace`, whose history becomes the beginning of all. */
  forget(trace: number, history: number): void {
    const sets = [this.current, ...this.later]
    const traces = this.traces.keep(this.liveTraces(), trace)
    const live = [...this.traces.histories()]
    for (const set of sets) {
      for (let index = 0; index < set.count; index++) {
        set.blankTrace[index] = traces[set.blankTrace[index] ?? 0] ?? 0
        set.spokenTrace[index] = traces[set.spokenTrace[index] ?? 0] ?? 0
        live.push(set.history[index] ?? 0)
      }
    }
    const histories = this.histories.keep(live, history)
    this.traces.moveHistories(histories)
    for (const set of sets) {
      for (let index = 0; index < set.count; index++)
        set.history[index] = histories[set.history[index] ?? 0] ?? 0
      set.index()
    }
    // What is left may still be much; to throw little away often would cost more than it saves.
    this.#maxEntries = Math.max(MAX_ENTRIES, 2 * this.histories.size, 2 * this.traces.size)
  }
}
