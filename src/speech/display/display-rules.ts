/** A customer's rules of display: patterns, rewrites and words to hide, compiled once and applied to each line. @module */
import type { Pattern } from './display-pattern.ts'
import { compilePattern, MAX_TOTAL_INSTRUCTIONS, type PatternProgram } from './pattern-program.ts'
import { MAX_SEARCH_CHARACTERS, PatternSearch, SearchedLine } from './pattern-search.ts'
import { PhraseIndex, type PhraseMatch } from './phrase-index.ts'
import { type Edit, edited, type Piece, textOf } from './piece.ts'
import { profanityIndex } from './profanity.ts'

export type Rewrite = Readonly<{ from: string; to: string }>

/** As they are stored, in the order of their file. */
export type DisplayRules = Readonly<{
  patterns: readonly Pattern[]
  rewrites: readonly Rewrite[]
  /** Words and phrases, beside those known already. */
  profanity: readonly string[]
}>

/** The patterns together are larger than what is matched in good time. */
export class TooManyPatterns extends Error {
  override readonly name = 'TooManyPatterns'
  constructor() {
    super(
      `The #itn patterns are too large together: they compile to more than ${MAX_TOTAL_INSTRUCTIONS} instructions, about one for each character. Remove or shorten patterns.`
    )
  }
}

/** Rules of several files as one, in order. @throws TooManyPatterns */
export function combineRules(all: readonly DisplayRules[]): DisplayRules {
  const rules = {
    patterns: all.flatMap(({ patterns }) => patterns),
    rewrites: all.flatMap(({ rewrites }) => rewrites),
    profanity: all.flatMap(({ profanity }) => profanity)
  }
  if (instructionsOf(rules.patterns.map(compilePattern)) > MAX_TOTAL_INSTRUCTIONS) throw new TooManyPatterns()
  return rules
}

const instructionsOf = (programs: readonly PatternProgram[]): number =>
  programs.reduce((sum, { instructions }) => sum + instructions.length, 0)

/** Counts the instructions that patterns execute; `2 × instructions × (characters + 1)` is the most for a line. */
export type SearchCost = { steps: number }

/** Rules ready to be applied. */
export class CompiledRules {
  readonly profanity: PhraseIndex
  readonly #programs: readonly PatternProgram[]
  /** The longest first. */
  readonly #rewrites: readonly Rewrite[]
  readonly #rewriteIndex: PhraseIndex

  constructor({ patterns, rewrites, profanity }: DisplayRules) {
    this.#programs = patterns.map(compilePattern)
    this.#rewrites = [...rewrites].sort((a, b) => b.from.length - a.from.length)
    this.#rewriteIndex = new PhraseIndex(
      this.#rewrites.map(({ from }) => from),
      { acrossMarks: true, wordCharacters: '' }
    )
    this.profanity = profanityIndex(profanity)
  }

  /** All patterns together, in instructions. */
  get size(): number {
    return instructionsOf(this.#programs)
  }

  /** All patterns are tried at each word, and the longest match is taken, of equally long ones the first. */
  applyPatterns(pieces: readonly Piece[], cost: SearchCost = { steps: 0 }): readonly Piece[] {
    if (this.#programs.length === 0) return pieces
    const edits: Edit[] = []
    for (const { offset, text } of searchedParts(textOf(pieces)))
      for (const { start, end, text: shown } of this.#matches(text, cost))
        edits.push({ start: offset + start, end: offset + end, text: shown })
    return edited(pieces, edits)
  }

  /** One program is searched after the other, so that the memory of one only is held. */
  #matches(text: string, cost: SearchCost): readonly Edit[] {
    const line = new SearchedLine(text)
    const best = new Map<number, Readonly<{ end: number; program: PatternProgram }>>()
    for (const program of this.#programs) {
      const search = new PatternSearch(program, line)
      for (const start of line.wordStarts) {
        const end = search.longestAt(start)
        if (end > (best.get(start)?.end ?? start)) best.set(start, { end, program })
      }
      cost.steps += search.steps
    }
    const taken: { start: number; end: number; program: PatternProgram }[] = []
    let free = 0
    for (const start of line.wordStarts) {
      const match = start < free ? undefined : best.get(start)
      if (!match) continue
      taken.push({ start, ...match })
      free = match.end
    }
    return withText(taken, line, cost)
  }

  /** The longest rule first; what one has written no other rewrites. Marks at the ends of words do not matter. */
  applyRewrites(pieces: readonly Piece[]): readonly Piece[] {
    if (this.#rewrites.length === 0) return pieces
    const line = textOf(pieces)
    const byRule = new Map<number, PhraseMatch[]>()
    for (const match of this.#rewriteIndex.matches(line)) {
      const matches = byRule.get(match.phrase)
      // A rule does not match within its own match before.
      if (!matches) byRule.set(match.phrase, [match])
      else if (match.start >= (matches.at(-1)?.end ?? 0)) matches.push(match)
    }
    const covered = new Uint8Array(line.length)
    const edits: Edit[] = []
    for (const [rule, matches] of [...byRule].sort(([a], [b]) => a - b)) {
      for (const { start, end } of matches) {
        if (covered.subarray(start, end).includes(1)) continue
        covered.fill(1, start, end)
        edits.push({ start, end, text: this.#rewrites[rule]?.to ?? '' })
      }
    }
    return edited(
      pieces,
      edits.sort((a, b) => a.start - b.start)
    )
  }
}

/** What is shown for matches, those of a program together. */
function withText(
  matches: readonly Readonly<{ start: number; end: number; program: PatternProgram }>[],
  line: SearchedLine,
  cost: SearchCost
): readonly Edit[] {
  const edits: Edit[] = []
  for (const program of new Set(matches.map((match) => match.program))) {
    const search = new PatternSearch(program, line)
    for (const { start, end } of matches.filter((match) => match.program === program))
      edits.push({ start, end, text: search.shown(start, end) })
    cost.steps += search.steps
  }
  return edits.sort((a, b) => a.start - b.start)
}

/** A line in parts of bounded length, cut at blanks where it has any. */
function* searchedParts(line: string): Generator<Readonly<{ offset: number; text: string }>> {
  for (let offset = 0; offset < line.length; ) {
    const end = offset + MAX_SEARCH_CHARACTERS
    const blank = end < line.length ? line.lastIndexOf(' ', end) : -1
    const next = end >= line.length ? line.length : blank > offset ? blank + 1 : end
    yield { offset, text: line.slice(offset, next) }
    offset = next
  }
}

const compiled = new WeakMap<DisplayRules, CompiledRules>()

/** Rules are compiled at their first use; the same rules are asked for with every phrase. */
export function compiledRules(rules: DisplayRules): CompiledRules {
  const known = compiled.get(rules) ?? new CompiledRules(rules)
  compiled.set(rules, known)
  return known
}
