/** Reads one ITN pattern of a customer: `\d\d{to>-}\d\d`, `(AB|CD)-(\d)+`, `JO:[5-7]00`. @module */
import { MAX_GROUP_DEPTH, type Pattern, type PatternNode, UNLIMITED } from './display-pattern.ts'
import { compilePattern, MAX_PATTERN_INSTRUCTIONS } from './pattern-program.ts'

export class PatternRejected extends Error {
  override readonly name = 'PatternRejected'
  constructor(
    /** From 0. */
    readonly at: number,
    readonly found: string,
    readonly accepted: string
  ) {
    super(`${found} at ${at}; expected ${accepted}`)
  }
}

const ESCAPED = '\\(){}|+?*[]'

/** @throws PatternRejected */
export function parsePattern(text: string): Pattern {
  const pattern = new PatternParser(text).whole()
  const { length } = compilePattern(pattern).instructions
  if (length > MAX_PATTERN_INSTRUCTIONS)
    throw new PatternRejected(
      0,
      `a pattern of ${length} instructions`,
      `at most ${MAX_PATTERN_INSTRUCTIONS}, about one for each character`
    )
  return pattern
}

class PatternParser {
  readonly #text: string
  #at = 0
  #depth = 0

  constructor(text: string) {
    this.#text = text
  }

  whole(): Pattern {
    const nodes = this.#sequence()
    if (this.#at < this.#text.length) throw this.#rejected('the end of the pattern')
    if (nodes.length === 0) throw this.#rejected('a pattern')
    return nodes
  }

  #sequence(): PatternNode[] {
    const nodes: PatternNode[] = []
    while (this.#at < this.#text.length && !'|)'.includes(this.#text[this.#at] ?? '')) {
      const node = this.#node()
      const before = nodes.at(-1)
      if (node.kind === 'literal' && before?.kind === 'literal')
        nodes[nodes.length - 1] = { ...before, text: before.text + node.text }
      else nodes.push(node)
    }
    return nodes
  }

  #node(): PatternNode {
    const character = this.#text[this.#at] ?? ''
    switch (character) {
      case '\\':
        return this.#escape()
      case '[':
        return this.#digits()
      case '{':
        return this.#mapping()
      case '(':
        return this.#group()
      case '?':
      case '+':
      case '*':
        throw this.#rejected('a group in parentheses before it')
      case '}':
      case ']':
        throw this.#rejected(`\\${character} for the character itself`)
      default:
        this.#at += 1
        return { kind: 'literal', text: character }
    }
  }

  #escape(): PatternNode {
    const letter = this.#text[this.#at + 1] ?? ''
    const kinds: Readonly<Record<string, PatternNode>> = {
      d: { kind: 'digit', set: '0123456789' },
      l: { kind: 'letter', as: 'lower' },
      u: { kind: 'letter', as: 'upper' },
      a: { kind: 'letter', as: 'any' }
    }
    const node = Object.hasOwn(kinds, letter) ? kinds[letter] : undefined
    if (!node && (letter === '' || !ESCAPED.includes(letter)))
      throw this.#rejected('\\d, \\l, \\u, \\a or an escaped sign')
    this.#at += 2
    return node ?? { kind: 'literal', text: letter }
  }

  #digits(): PatternNode {
    const [all, inside = ''] = /^\[([\d-]+)\]/.exec(this.#text.slice(this.#at)) ?? []
    if (all === undefined) throw this.#rejected('digits in brackets, such as [5-7] or [05]')
    let set = ''
    for (let at = 0; at < inside.length; at++) {
      const from = inside[at] ?? ''
      const to = inside[at + 1] === '-' ? (inside[at + 2] ?? '') : from
      if (!/\d/.test(from) || !/\d/.test(to) || to < from)
        throw this.#rejected('digits in ascending order, such as [5-7]')
      for (let digit = Number(from); digit <= Number(to); digit++) set += String(digit)
      if (to !== from || inside[at + 1] === '-') at += 2
    }
    this.#at += all.length
    return { kind: 'digit', set }
  }

  #mapping(): PatternNode {
    const end = this.#text.indexOf('}', this.#at)
    if (end < 0) throw this.#rejected('a } that closes it')
    const [spoken = '', written = ''] = this.#text.slice(this.#at + 1, end).split('>')
    if (spoken.trim() === '') throw this.#rejected('{spoken} or {spoken>written}')
    this.#at = end + 1
    return { kind: 'spoken', spoken: spoken.trim().replace(/\s+/g, ' '), written: written.trim() }
  }

  #group(): PatternNode {
    if (this.#depth === MAX_GROUP_DEPTH) throw this.#rejected(`groups nested at most ${MAX_GROUP_DEPTH} deep`)
    const start = this.#at
    this.#at += 1
    this.#depth += 1
    const choices: PatternNode[][] = [this.#sequence()]
    while (this.#text[this.#at] === '|') {
      this.#at += 1
      choices.push(this.#sequence())
    }
    if (this.#text[this.#at] !== ')') {
      this.#at = start
      throw this.#rejected('a ) that closes it')
    }
    if (choices.some((choice) => choice.length === 0)) {
      this.#at = start
      throw this.#rejected('no empty alternative in a group')
    }
    this.#at += 1
    this.#depth -= 1
    const sign = this.#text[this.#at] ?? ''
    if (!'?+*'.includes(sign) || sign === '') return { kind: 'group', choices, least: 1, most: 1 }
    this.#at += 1
    return { kind: 'group', choices, least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : UNLIMITED }
  }

  #rejected(accepted: string): PatternRejected {
    return new PatternRejected(this.#at, this.#text[this.#at] ?? 'the end', accepted)
  }
}
