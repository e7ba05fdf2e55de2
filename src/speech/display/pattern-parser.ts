/** Reads one ITN pattern of a customer: `\d\d{to>-}\d\d`, `(AB|CD)-(\d)+`, `JO:[5-7]00`. @module */
import type { Pattern, PatternNode } from './display-pattern.ts'

export class PatternRefused extends Error {
  override readonly name = 'PatternRefused'
  constructor(
    /** From 0. */
    readonly at: number,
    readonly found: string,
    readonly accepted: string
  ) {
    super(`${found} at ${at}; accepted is ${accepted}`)
  }
}

/** A group repeated without an upper limit is limited to what a line could hold. */
const MOST_REPEATS = 100
const ESCAPED = '\\(){}|+?*[]'

/** @throws PatternRefused */
export function parsePattern(text: string): Pattern {
  const parser = new PatternParser(text)
  return parser.whole()
}

class PatternParser {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  whole(): Pattern {
    const nodes = this.#sequence()
    if (this.#at < this.#text.length) throw this.#refused('the end of the pattern')
    if (nodes.length === 0) throw this.#refused('a pattern')
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
        throw this.#refused('a group in parentheses before it')
      case '}':
      case ']':
        throw this.#refused(`\\${character} for the character itself`)
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
      throw this.#refused('\\d, \\l, \\u, \\a or an escaped sign')
    this.#at += 2
    return node ?? { kind: 'literal', text: letter }
  }

  #digits(): PatternNode {
    const [all, inside = ''] = /^\[([\d-]+)\]/.exec(this.#text.slice(this.#at)) ?? []
    if (all === undefined) throw this.#refused('digits in brackets, such as [5-7] or [05]')
    let set = ''
    for (let at = 0; at < inside.length; at++) {
      const from = inside[at] ?? ''
      const to = inside[at + 1] === '-' ? (inside[at + 2] ?? '') : from
      if (!/\d/.test(from) || !/\d/.test(to) || to < from)
        throw this.#refused('digits in rising order, such as [5-7]')
      for (let digit = Number(from); digit <= Number(to); digit++) set += String(digit)
      if (to !== from || inside[at + 1] === '-') at += 2
    }
    this.#at += all.length
    return { kind: 'digit', set }
  }

  #mapping(): PatternNode {
    const end = this.#text.indexOf('}', this.#at)
    if (end < 0) throw this.#refused('a } that closes it')
    const [spoken = '', written = ''] = this.#text.slice(this.#at + 1, end).split('>')
    if (spoken.trim() === '') throw this.#refused('{spoken} or {spoken>written}')
    this.#at = end + 1
    return { kind: 'spoken', spoken: spoken.trim().replace(/\s+/g, ' '), written: written.trim() }
  }

  #group(): PatternNode {
    const start = this.#at
    this.#at += 1
    const choices: PatternNode[][] = [this.#sequence()]
    while (this.#text[this.#at] === '|') {
      this.#at += 1
      choices.push(this.#sequence())
    }
    if (this.#text[this.#at] !== ')') {
      this.#at = start
      throw this.#refused('a ) that closes it')
    }
    if (choices.some((choice) => choice.length === 0)) {
      this.#at = start
      throw this.#refused('something in each choice of a group')
    }
    this.#at += 1
    const sign = this.#text[this.#at] ?? ''
    if (!'?+*'.includes(sign) || sign === '') return { kind: 'group', choices, least: 1, most: 1 }
    this.#at += 1
    return { kind: 'group', choices, least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : MOST_REPEATS }
  }

  #refused(accepted: string): PatternRefused {
    return new PatternRefused(this.#at, this.#text[this.#at] ?? 'the end', accepted)
  }
}
