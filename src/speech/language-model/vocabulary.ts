/** Words and their ids, after the three special tokens of every n-gram model. @module */

export const UNKNOWN = '<unk>'
export const SENTENCE_START = '<s>'
export const SENTENCE_END = '</s>'

export const UNKNOWN_ID = 0
export const START_ID = 1
export const END_ID = 2

/** Words in order of arrival; `<unk>`, `<s>` and `</s>` always have the ids 0, 1 and 2. */
export class Vocabulary {
  readonly #ids = new Map<string, number>()
  readonly #words: string[] = []

  constructor() {
    for (const mark of [UNKNOWN, SENTENCE_START, SENTENCE_END]) this.add(mark)
  }

  /** Number of words, special tokens included. */
  get size(): number {
    return this.#words.length
  }

  /** The words without the special tokens, in order of arrival. */
  get words(): readonly string[] {
    return this.#words.slice(END_ID + 1)
  }

  idOf(word: string): number | undefined {
    return this.#ids.get(word)
  }

  word(id: number): string {
    return this.#words[id] ?? UNKNOWN
  }

  add(word: string): number {
    const known = this.#ids.get(word)
    if (known !== undefined) return known
    const id = this.#words.length
    this.#ids.set(word, id)
    this.#words.push(word)
    return id
  }
}
