/** Live hypotheses turned into partials that settle word by word. @module */

/** In how many successive hypotheses a word must stand unchanged, with all before it, to be committed. */
export const COMMITTED_AFTER = 3

/**
 * The words to show for each new hypothesis of one phrase. Words that stood at the same place, with the same words
 * before them, in `COMMITTED_AFTER` successive hypotheses are committed: every later answer begins with them, even
 * when the decoder has changed its mind. Words after them are the decoder's newest guess.
 */
export class CommittedWords {
  #committed: readonly string[] = []
  #recent: (readonly string[])[] = []

  next(hypothesis: readonly string[]): readonly string[] {
    const words = [...this.#committed, ...hypothesis.slice(this.#committed.length)]
    this.#recent = [...this.#recent, words].slice(-COMMITTED_AFTER)
    if (this.#recent.length === COMMITTED_AFTER) {
      let stable = this.#committed.length
      while (stable < words.length && this.#recent.every((earlier) => earlier[stable] === words[stable])) {
        stable++
      }
      this.#committed = words.slice(0, stable)
    }
    return words
  }
}
