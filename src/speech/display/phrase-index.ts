/**
 * Finds many phrases in a line at once: a trie of characters, walked from each place where a word may begin. A walk takes
 * no more steps than the longest phrase has characters, however many phrases there are.
 * @module
 */
import { characterAt, isLetterOrDigit } from './characters.ts'

type Node = { readonly children: Map<string, Node>; phrase?: number }

export type PhraseMatch = Readonly<{
  start: number
  end: number
  /** Its place in the list that the index was made from. */
  phrase: number
}>

export type PhraseIndexOptions = Readonly<{
  /** Whether marks of punctuation between two words of a phrase do not matter. */
  acrossMarks: boolean
  /** Characters beside letters and digits that continue a word. */
  wordCharacters: string
}>

const BLANK = ' '

export class PhraseIndex {
  readonly #root: Node = { children: new Map() }
  readonly #acrossMarks: boolean
  readonly #wordCharacters: string

  /** @param phrases words separated by blanks, in any case; of equal ones the first counts, and empty ones never match */
  constructor(phrases: readonly string[], { acrossMarks, wordCharacters }: PhraseIndexOptions) {
    this.#acrossMarks = acrossMarks
    this.#wordCharacters = wordCharacters
    for (const [index, phrase] of phrases.entries()) this.#add(phrase, index)
  }

  /** Every phrase at every place, overlapping ones too, in order of their starts; at one place the shorter first. */
  *matches(line: string): Generator<PhraseMatch> {
    let before = ''
    for (let start = 0; start < line.length; ) {
      const character = characterAt(line, start)
      if (!this.#isWord(before)) yield* this.#matchesAt(line, start)
      before = character
      start += character.length
    }
  }

  *#matchesAt(line: string, start: number): Generator<PhraseMatch> {
    let node: Node | undefined = this.#root
    for (let at = start; at < line.length; ) {
      const joint: number = at === start ? at : this.#jointEnd(line, at)
      const character = characterAt(line, at)
      node = node.children.get(joint > at ? BLANK : fold(character))
      if (node === undefined) return
      at = joint > at ? joint : at + character.length
      if (node.phrase !== undefined && !this.#isWord(characterAt(line, at)))
        yield { start, end: at, phrase: node.phrase }
    }
  }

  /** Behind the blanks at a place, and the marks around them where these do not matter; else the place itself. */
  #jointEnd(line: string, at: number): number {
    const blanks = this.#acrossMarks ? endOf(MARK, line, at) : at
    const words = endOf(SPACE, line, blanks)
    if (words === blanks) return at
    return this.#acrossMarks ? endOf(MARK, line, words) : words
  }

  #add(phrase: string, index: number): void {
    const words = phrase.split(/\s+/).map((word) => (this.#acrossMarks ? withoutMarks(word) : word))
    const text = words.filter((word) => word !== '').join(BLANK)
    if (text === '') return
    let node = this.#root
    for (const character of text) {
      const key = fold(character)
      const next = node.children.get(key) ?? { children: new Map() }
      node.children.set(key, next)
      node = next
    }
    node.phrase ??= index
  }

  #isWord(character: string): boolean {
    return character !== '' && (isLetterOrDigit(character) || this.#wordCharacters.includes(character))
  }
}

const MARK = /[.,?!:;]/
const SPACE = /\s/

function endOf(kind: RegExp, line: string, start: number): number {
  let at = start
  while (at < line.length && kind.test(line[at] ?? '')) at += 1
  return at
}

/** A word of a rule without the marks at its ends. */
function withoutMarks(word: string): string {
  let start = 0
  let end = word.length
  while (start < end && MARK.test(word[start] ?? '')) start += 1
  while (end > start && MARK.test(word[end - 1] ?? '')) end -= 1
  return word.slice(start, end)
}

/** Letters that differ in case only are equal, as by the simple case folding of Unicode. */
function fold(character: string): string {
  const lower = character.toLowerCase()
  const again = lower.toUpperCase().toLowerCase()
  return again.length === character.length ? again : lower
}
