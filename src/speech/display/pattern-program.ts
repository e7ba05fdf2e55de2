/**
 * ITN patterns compiled to programs, one instruction for each character, class or branch (K. Thompson, "Regular
 * expression search algorithm", CACM 11(6), 1968). A program is never longer than twice its pattern.
 * @module
 */
import { isLetterOrDigit } from './characters.ts'
import type { Pattern, PatternNode } from './display-pattern.ts'

/** Where a split may go on. */
export type Target = Readonly<{
  to: number
  /** Begins an iteration of a group, which has to consume something before it may end. */
  enters: boolean
}>

/** All instructions have the same fields, so that the loop that reads them stays fast. */
export type Instruction = Readonly<{
  /**
   * `character`: a letter or digit that must be there. `mark`: any other character, which need not be. `digit`, `letter`
   * and `phrase` consume one of each. `split`: one of several targets, the first preferred. `end`: the end of an
   * iteration. `accept`: the end of the pattern.
   */
  op: 'character' | 'mark' | 'digit' | 'letter' | 'phrase' | 'split' | 'end' | 'accept'
  /** What is looked for: a lower-case character or phrase, or the set of digits. */
  text: string
  /** What is shown for it; of a letter `lower`, `upper` or `any`. */
  shown: string
  /** Of `split`: in order of preference. Of `end`: the one place where it goes on. */
  targets: readonly Target[]
  /** Of `split`: its number among the splits of its program. */
  split: number
}>

export type PatternProgram = Readonly<{
  instructions: readonly Instruction[]
  splitCount: number
  /** A pattern that ends in a repeated "letter and dot" leaves a last dot, which is not shown. */
  trimsLastMark: boolean
}>

/** Instructions of one pattern, and of all patterns that are matched together. */
export const MAX_PATTERN_INSTRUCTIONS = 500
export const MAX_TOTAL_INSTRUCTIONS = 4000

export function compilePattern(pattern: Pattern): PatternProgram {
  const compiler = new Compiler()
  compiler.sequence(pattern)
  compiler.add('accept')
  const last = pattern.at(-1)
  return {
    instructions: compiler.instructions,
    splitCount: compiler.splitCount,
    trimsLastMark: last?.kind === 'group' && last.most > 1
  }
}

type Writable = { -readonly [K in keyof Instruction]: Instruction[K] }

class Compiler {
  readonly instructions: Writable[] = []
  splitCount = 0

  add(op: Instruction['op'], text = '', shown = ''): Writable {
    const instruction = { op, text, shown, targets: [], split: -1 }
    this.instructions.push(instruction)
    return instruction
  }

  sequence(nodes: readonly PatternNode[]): void {
    for (const node of nodes) this.#node(node)
  }

  #node(node: PatternNode): void {
    switch (node.kind) {
      case 'literal':
        for (const character of node.text)
          if (isLetterOrDigit(character)) this.add('character', character.toLowerCase(), character)
          else this.add('mark', character, character)
        return
      case 'digit':
        this.add('digit', node.set)
        return
      case 'letter':
        this.add('letter', '', node.as)
        return
      case 'spoken':
        this.add('phrase', node.spoken.toLowerCase(), node.written)
        return
      case 'group':
        this.#group(node)
    }
  }

  /**
   * `enter: split [skip,] choices …; join: split [behind,] [choices …]`. Every way through a group passes its join: what
   * follows the group is looked at once for each place of the text, however many ways lead there.
   */
  #group({ choices, least, most }: Extract<PatternNode, { kind: 'group' }>): void {
    const enter = this.#split()
    const entries: Target[] = []
    const ends: Writable[] = []
    for (const choice of choices) {
      entries.push({ to: this.#next, enters: true })
      this.sequence(choice)
      ends.push(this.add('end'))
    }
    const joinAt = this.#next
    const join = this.#split()
    const behind: Target = { to: this.#next, enters: false }
    enter.targets = least === 0 ? [{ to: joinAt + 1, enters: false }, ...entries] : entries
    // An iteration more is the second choice, as it was entered.
    join.targets = most > 1 ? [behind, ...entries] : [behind]
    for (const end of ends) end.targets = [{ to: joinAt, enters: false }]
  }

  #split(): Writable {
    const split = this.add('split')
    split.split = this.splitCount
    this.splitCount += 1
    return split
  }

  get #next(): number {
    return this.instructions.length
  }
}
