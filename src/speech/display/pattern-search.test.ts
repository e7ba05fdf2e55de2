import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Pattern, PatternNode } from './display-pattern.ts'
import { CompiledRules } from './display-rules.ts'
import { parseFormattingRules } from './formatting-rules.ts'
import { compilePattern, MAX_TOTAL_INSTRUCTIONS } from './pattern-program.ts'
import { PatternSearch, SearchedLine } from './pattern-search.ts'
import type { Piece } from './piece.ts'

/** Texts of the property hold no more characters, so that no repetition consumes more often. */
const MAX_ITERATIONS = 3

/** The pattern as a regular expression of JavaScript, its repetitions written out and each leaf captured. */
class Translation {
  readonly source: string
  readonly #leaves: ((captured: string) => string)[] = []
  readonly #byEnd = new Map<number, RegExp>()
  #rests = 0

  constructor(pattern: Pattern) {
    this.source = this.#sequence(pattern)
  }

  match(line: string, start: number): { end: number; shown: string } | undefined {
    for (let end = line.length; end > start; end--) {
      if (end < line.length && !/[\s.,?!:;]/.test(line[end] ?? '')) continue
      const expression = this.#byEnd.get(end) ?? new RegExp(`${this.source}(?<=^[^]{${end}})`, 'iuy')
      this.#byEnd.set(end, expression)
      expression.lastIndex = start
      const groups = expression.exec(line)?.groups
      if (!groups) continue
      const shown = this.#leaves.map((show, leaf) => {
        const captured = groups[`leaf${leaf}`]
        return captured === undefined ? '' : show(captured)
      })
      return { end, shown: shown.join('') }
    }
    return undefined
  }

  #sequence(nodes: readonly PatternNode[]): string {
    return nodes.map((node) => this.#node(node)).join('')
  }

  #node(node: PatternNode): string {
    switch (node.kind) {
      case 'literal':
        return [...node.text]
          .map((character) => {
            // A blank is shown, and never has to be said.
            if (character === ' ') return this.#leaf('', () => character)
            const spoken = `\\s*${character.replace('.', '\\.')}`
            return this.#leaf(/\w/.test(character) ? spoken : `${spoken}|(?!${spoken})`, () => character)
          })
          .join('')
      case 'digit': {
        const digits = [...node.set].flatMap((digit) => {
          const word = { 0: 'zero(?!\\p{L})', 1: 'one(?!\\p{L})' }[digit]
          return word === undefined ? [digit] : [digit, word]
        })
        return this.#leaf(
          `\\s*(?:${digits.join('|')})`,
          (captured) => ({ zero: '0', one: '1' })[captured.trim()] ?? captured.trim()
        )
      }
      case 'letter':
        return this.#leaf('\\s*\\p{L}', (captured) => {
          const letter = captured.trim()
          return node.as === 'any'
            ? letter
            : node.as === 'upper'
              ? letter.toUpperCase()
              : letter.toLowerCase()
        })
      case 'spoken':
        return this.#leaf(`\\s*${node.spoken}(?![\\p{L}\\p{N}])`, () => node.written)
      case 'group':
        return this.#repeated(node, 0)
    }
  }

  /** The fewest iterations first, each of which consumes something. */
  #repeated(node: Extract<PatternNode, { kind: 'group' }>, times: number): string {
    if (times === (node.most > 1 ? MAX_ITERATIONS : 1)) return ''
    const rest = `rest${this.#rests++}`
    const choices = node.choices.map((choice) => this.#sequence(choice)).join('|')
    const more = `(?=(?<${rest}>[^]*))(?:${choices})(?!\\k<${rest}>$)${this.#repeated(node, times + 1)}`
    return times < node.least ? more : `(?:|${more})`
  }

  #leaf(source: string, show: (captured: string) => string): string {
    const name = `leaf${this.#leaves.length}`
    this.#leaves.push(show)
    return `(?<${name}>${source})`
  }
}

const leaf = fc.constantFrom<PatternNode>(
  { kind: 'literal', text: 'a' },
  { kind: 'literal', text: '-' },
  { kind: 'literal', text: 'a-1' },
  { kind: 'literal', text: '. b' },
  { kind: 'digit', set: '0123456789' },
  { kind: 'digit', set: '1' },
  { kind: 'letter', as: 'upper' },
  { kind: 'letter', as: 'any' },
  { kind: 'spoken', spoken: 'a', written: 'A' },
  { kind: 'spoken', spoken: 'a b', written: '' }
)
const groupOf = (inner: fc.Arbitrary<PatternNode>): fc.Arbitrary<PatternNode> =>
  fc.record({
    kind: fc.constant('group' as const),
    choices: fc.array(fc.array(inner, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 2 }),
    least: fc.constantFrom(0, 1),
    most: fc.constantFrom(1, 100)
  })
const nodes = fc.array(fc.oneof(leaf, groupOf(leaf), groupOf(fc.oneof(leaf, groupOf(leaf)))), {
  minLength: 1,
  maxLength: 3
})
const text = fc
  .array(fc.constantFrom('a', 'a', 'B', '1', '1', '-', '.', 'one'), {
    minLength: 1,
    maxLength: MAX_ITERATIONS
  })
  .chain((parts) =>
    fc
      .array(fc.constantFrom('', ' ', '  '), { minLength: parts.length, maxLength: parts.length })
      .map((blanks) => parts.map((part, at) => `${part}${blanks[at]}`).join(''))
  )
  // "one" has three characters that letters match.
  .filter((line) => line.replace(/\s/g, '').length <= MAX_ITERATIONS)

test('a pattern matches what a regular expression matches, and shows what lies on the way that it prefers', () => {
  let found = 0
  fc.assert(
    fc.property(nodes, text, (pattern, line) => {
      const search = new PatternSearch(compilePattern(pattern), new SearchedLine(line))
      const translation = new Translation(pattern)
      const last = pattern.at(-1)
      const trims = last?.kind === 'group' && last.most > 1
      for (const start of new SearchedLine(line).wordStarts) {
        const expected = translation.match(line, start)
        const end = search.longestAt(start)
        expect(end).toBe(expected?.end ?? -1)
        if (!expected) continue
        found += 1
        expect(search.shown(start, end)).toBe(trims ? expected.shown.replace(/[.,-]$/, '') : expected.shown)
      }
    }),
    { numRuns: 200 }
  )
  expect(found).toBeGreaterThan(3)
})

describe('a hostile pattern', () => {
  const steps = (patterns: readonly string[], line: string): { steps: number; size: number } => {
    const { rules, rejections } = parseFormattingRules(['#itn', ...patterns])
    expect(rejections).toEqual([])
    const compiled = new CompiledRules(rules)
    const pieces = line
      .split(' ')
      .map((word, at): Piece => ({ text: word, first: at, last: at + 1, fixed: false }))
    const cost = { steps: 0 }
    compiled.applyPatterns(pieces, cost)
    return { ...cost, size: compiled.size }
  }

  test.each([
    ['((\\d)*(\\d)*)*x', '1'],
    ['(((\\d)+)+)+x', '1'],
    ['(\\d|\\d|\\d)*(\\d|\\d)*(\\d)*x', '1'],
    ['(((\\a|\\l|\\u)*)*(\\a)*)*9', 'a'],
    ['(-)*(-)*(-)*(\\d-)*(-\\d)*x', '1-'],
    ['({one one>1}|{one>1}|\\d)*(\\d)*x', 'one'],
    ['(\\d)*', '1'],
    ['\\d(\\d|(\\d)*x)', '1']
  ])('%s takes a number of steps that grows as the text does', (pattern, word) => {
    const line = (words: number): string => Array.from({ length: words }, () => word).join(' ')
    const [small, large] = [steps([pattern], line(100)), steps([pattern], line(1000))]
    expect(small.steps).toBeGreaterThan(99)
    // Twice the bound: what is shown is found by a second search.
    expect(large.steps).toBeLessThanOrEqual(4 * large.size * (line(1000).length + 1))
    expect(large.steps).toBeLessThan(10.5 * small.steps)
  })

  test('of the largest file of them a line takes no more steps than its bound', () => {
    const pattern = '((\\d)*(\\d)*)*x'
    const { length } = compilePattern(
      parseFormattingRules(['#itn', pattern]).rules.patterns[0] ?? []
    ).instructions
    const line = '1 '.repeat(500).trim()
    const all = steps(
      Array.from({ length: 200 }, () => pattern),
      line
    )
    expect(all.size).toBe(200 * length)
    expect(all.steps).toBeLessThanOrEqual(2 * MAX_TOTAL_INSTRUCTIONS * (line.length + 1))
  })
})

test('lines longer than what is searched at once are searched part by part', () => {
  const rules = new CompiledRules(parseFormattingRules(['#itn', 'cat-\\d']).rules)
  const words = Array.from({ length: 5000 }, (_, at) => (at % 2 === 0 ? 'cat' : '9'))
  const pieces = words.map((word, at): Piece => ({ text: word, first: at, last: at + 1, fixed: false }))
  const shown = rules.applyPatterns(pieces)
  expect(shown.filter(({ text }) => text === 'cat-9').length).toBeGreaterThan(2490)
  expect(shown.at(-1)?.last).toBe(5000)
})
