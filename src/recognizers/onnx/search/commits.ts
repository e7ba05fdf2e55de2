/**
 * Words that no hypothesis contests any more. They leave the memory of the search, so that a stream without an end needs
 * no more than a short one.
 * @module
 */
import type { Beam } from './beam.ts'
import { EMPTY } from './histories.ts'
import type { SearchAlternative, SearchPartial, SearchWord } from './search-result.ts'
import { timedWords } from './timed-words.ts'
import { NO_TRACE } from './traces.ts'

/** How often a stream whose words are taken as they are committed looks for some, in frames. */
const FRAMES_BETWEEN_LOOKS = 25
/** Where memory has to be freed, words before so many are those of the best hypothesis. */
const MAX_CONTESTED_WORDS = 24

export class Commits {
  readonly #beam: Beam
  readonly #onCommitted: ((words: readonly SearchWord[]) => void) | undefined
  #words: SearchWord[] = []
  #frames = 0

  constructor(beam: Beam, onCommitted?: (words: readonly SearchWord[]) => void) {
    this.#beam = beam
    this.#onCommitted = onCommitted
  }

  clear(): void {
    this.#words = []
    this.#frames = 0
  }

  /** To be called after every frame: whether it is time to `commit`. */
  isDue(): boolean {
    const due = this.#onCommitted !== undefined && ++this.#frames % FRAMES_BETWEEN_LOOKS === 0
    return due || this.#beam.isFull
  }

  before(alternatives: readonly SearchAlternative[]): readonly SearchAlternative[] {
    if (this.#words.length === 0) return alternatives
    return alternatives.map((each) => ({ ...each, words: [...this.#words, ...each.words] }))
  }

  beforePartial({ words, stable }: SearchPartial): SearchPartial {
    return { words: [...this.#words, ...words], stable: this.#words.length + stable }
  }

  /** Takes what is certain out of the hypotheses. */
  commit(): void {
    const beam = this.#beam
    const { traces, histories } = beam
    beam.agree(MAX_CONTESTED_WORDS)
    const path = traces.pathOf(traces.commonAncestor(beam.liveTraces()))
    for (let place = path.length - 1; place > 0; place--) {
      const [entry, last] = [path[place] ?? NO_TRACE, path[place - 1] ?? NO_TRACE]
      const history = traces.history(entry)
      // The word before has just ended, and this token belongs to none but the next.
      const ended = histories.words(history) === histories.words(traces.history(last)) + 1
      if (!ended || !beam.fusion.tokens.beginsWithBoundary(traces.token(entry))) continue
      const complete = histories.completePart(history)
      const words = timedWords(beam, { history: complete, node: 0, trace: last })
      this.#add(words.map(({ tokenScore, ...word }) => ({ ...word, confidence: Math.exp(tokenScore) })))
      beam.forget(last, complete)
      return
    }
    if (beam.isFull) beam.forget(NO_TRACE, EMPTY)
  }

  #add(words: readonly SearchWord[]): void {
    if (this.#onCommitted !== undefined) this.#onCommitted(words)
    else this.#words.push(...words)
  }
}
