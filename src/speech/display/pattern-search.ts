/**
 * Matches pattern programs against a line in linear time: `2 × instructions × (characters + 1)` steps at most, for all
 * places of the line together. What a branch leads to depends only on the branch, the place in the text and whether the
 * innermost iteration has consumed anything yet; it is computed once and remembered, as in the bit-state search of RE2
 * (R. Cox, "Regular expression matching: the virtual machine approach", 2009) and the selective memoization of J. Davis
 * et al., "Using selective memoization to defeat regular expression denial of service", IEEE S&P 2021.
 * @module
 */
import { characterAt, isLetter, isLetterOrDigit, isLowSurrogate } from './characters.ts'
import type { Instruction, PatternProgram } from './pattern-program.ts'

const NONE = -1
/** The search stands before a split whose outcome has to be known first. */
const PENDING = -2

/** The longest line that is searched at once; memory grows with it. Matches do not reach over its end. */
export const MAX_SEARCH_CHARACTERS = 8192

/** What all programs ask of a line, found out once. */
export class SearchedLine {
  readonly text: string
  /** For each place the first place from there on that is no blank. */
  readonly afterBlanks: Int32Array
  /** For each place its character in lower case. */
  readonly lower: readonly string[]
  /** Where words begin, in order. */
  readonly wordStarts: readonly number[]

  constructor(text: string) {
    this.text = text
    const { length } = text
    this.afterBlanks = new Int32Array(length + 1)
    this.afterBlanks[length] = length
    const lower = new Array<string>(length + 1)
    lower[length] = ''
    const starts: number[] = []
    for (let at = length - 1; at >= 0; at--) {
      const blank = isBlank(text[at])
      this.afterBlanks[at] = blank ? (this.afterBlanks[at + 1] ?? length) : at
      lower[at] = characterAt(text, at).toLowerCase()
      if (at === 0 || isBlank(text[at - 1])) starts.push(at)
    }
    this.lower = lower
    this.wordStarts = starts.reverse()
  }
}

/** A split whose outcome is being computed. Frames are used again and again: a hostile pattern needs millions. */
type Frame = {
  split: Instruction
  at: number
  consumed: boolean
  key: number
  next: number
  best: number
}

/** One program on one line. */
export class PatternSearch {
  /** Instructions executed so far. */
  steps = 0
  readonly #program: PatternProgram
  readonly #line: SearchedLine
  /** By split, place and consumption: 0 unknown, else the end of the longest match plus 2. */
  #memo: Int32Array | undefined
  readonly #frames: Frame[] = []
  #split: Instruction | undefined
  #at = 0
  #consumed = false

  constructor(program: PatternProgram, line: SearchedLine) {
    this.#program = program
    this.#line = line
  }

  /** The end of the longest match that begins at `start`, or -1. */
  longestAt(start: number): number {
    return this.#longest(0, start, false)
  }

  /** What is shown for the match from `start` to `end`, which `longestAt` has found. */
  shown(start: number, end: number): string {
    let shown = ''
    let at = start
    let consumed = false
    for (let index = 0; ; ) {
      const instruction = this.#program.instructions[index] as Instruction
      if (instruction.op === 'accept') break
      if (instruction.op === 'split') {
        const target = instruction.targets.find(
          ({ to, enters }) => this.#longest(to, at, enters ? false : consumed) === end
        )
        if (target === undefined) throw new RangeError(`There is no match from ${start} to ${end}.`)
        if (target.enters) consumed = false
        index = target.to
      } else if (instruction.op === 'end') {
        consumed = true
        index = instruction.targets[0]?.to ?? index
      } else {
        const next = taken(instruction, this.#line, at)
        shown += shownFor(instruction, this.#line.text, next)
        if (next > at) consumed = true
        at = next
        index += 1
      }
    }
    return this.#program.trimsLastMark ? shown.replace(/[.,-]$/, '') : shown
  }

  #longest(index: number, at: number, consumed: boolean): number {
    let depth = 0
    let result = this.#advance(index, at, consumed)
    for (;;) {
      if (result === PENDING) {
        const split = this.#split as Instruction
        const { length } = this.#line.text
        const key = (split.split * (length + 1) + this.#at) * 2 + (this.#consumed ? 1 : 0)
        this.#memo ??= new Int32Array(2 * this.#program.splitCount * (length + 1))
        const known = this.#memo[key] ?? 0
        if (known === 0) this.#open(depth++, key)
        else result = known - 2
      }
      if (depth === 0) return result
      const frame = this.#frames[depth - 1] as Frame
      if (result > frame.best) frame.best = result
      const target = frame.split.targets[frame.next]
      if (target === undefined) {
        depth -= 1
        result = frame.best
        if (this.#memo) this.#memo[frame.key] = result + 2
      } else {
        frame.next += 1
        result = this.#advance(target.to, frame.at, target.enters ? false : frame.consumed)
      }
    }
  }

  /** Begins on the split that the search stands before. */
  #open(depth: number, key: number): void {
    const split = this.#split as Instruction
    const frame = this.#frames[depth]
    if (!frame) {
      this.#frames.push({ split, at: this.#at, consumed: this.#consumed, key, next: 0, best: NONE })
      return
    }
    frame.split = split
    frame.at = this.#at
    frame.consumed = this.#consumed
    frame.key = key
    frame.next = 0
    frame.best = NONE
  }

  /** Executes instructions up to the end, a failure or the next split. */
  #advance(start: number, place: number, consumption: boolean): number {
    const { instructions } = this.#program
    const line = this.#line
    let consumed = consumption
    let at = place
    for (let index = start; ; ) {
      const instruction = instructions[index] as Instruction
      this.steps += 1
      switch (instruction.op) {
        case 'split':
          this.#split = instruction
          this.#at = at
          this.#consumed = consumed
          return PENDING
        case 'end':
          if (!consumed) return NONE
          index = instruction.targets[0]?.to ?? 0
          break
        case 'accept':
          return consumed && endsWord(line.text, at) ? at : NONE
        default: {
          const next = taken(instruction, line, at)
          if (next === NONE) return NONE
          if (next > at) consumed = true
          at = next
          index += 1
        }
      }
    }
  }
}

/** Where an instruction that consumes leaves off, or -1. */
function taken({ op, text }: Instruction, line: SearchedLine, place: number): number {
  const at = line.afterBlanks[place] ?? place
  const character = line.lower[at] ?? ''
  switch (op) {
    case 'character':
      return character === text ? at + characterAt(line.text, at).length : NONE
    case 'mark':
      return text === characterAt(line.text, at) ? at + text.length : place
    case 'digit': {
      const digit = digitAt(line.text, at, character)
      if (digit === '' || !text.includes(digit)) return NONE
      return at + (character === digit ? 1 : (LONE_DIGITS[digit]?.length ?? 0))
    }
    case 'letter':
      return isLetter(character) ? at + characterAt(line.text, at).length : NONE
    case 'phrase': {
      const end = at + text.length
      if (character === '' || !text.startsWith(character)) return NONE
      if (line.text.slice(at, end).toLowerCase() !== text) return NONE
      return isLetterOrDigit(characterAt(line.text, end)) ? NONE : end
    }
    default:
      return NONE
  }
}

/** @param end where it left off */
function shownFor({ op, shown }: Instruction, text: string, end: number): string {
  const last = text[end - 1] ?? ''
  if (op === 'digit') return last === 'e' || last === 'E' ? '1' : last === 'o' || last === 'O' ? '0' : last
  if (op !== 'letter') return shown
  const letter = isLowSurrogate(last) ? text.slice(end - 2, end) : last
  return shown === 'upper' ? letter.toUpperCase() : shown === 'lower' ? letter.toLowerCase() : letter
}

/** ITN leaves lone ones and zeros as words, because they mostly are. */
const LONE_DIGITS: Readonly<Record<string, string>> = { '0': 'zero', '1': 'one' }

function digitAt(text: string, at: number, character: string): string {
  if (character >= '0' && character <= '9') return character
  const digit = character === 'o' ? '1' : character === 'z' ? '0' : ''
  const word = LONE_DIGITS[digit]
  if (word === undefined) return ''
  const end = at + word.length
  return text.slice(at, end).toLowerCase() === word && !isLetter(characterAt(text, end)) ? digit : ''
}

const isBlank = (character: string | undefined): boolean =>
  character === ' ' || (character !== undefined && /\s/.test(character))

const endsWord = (text: string, at: number): boolean =>
  at === text.length || /[\s.,?!:;]/.test(text[at] ?? '')
