/**
 * The filter grammar of the contract, by recursive descent:
 * `expr := term (or term)*`, `term := factor (and factor)*`, `factor := not factor | ( expr ) | property operator literal`.
 * @module
 */
import { describeValue, Problem } from '../../platform/index.ts'
import { type Filter, type FilterProperties, operators } from './filter.ts'

/** Longer ones no client writes; the limit also bounds the depth of nesting. */
const MAX_CHARACTERS = 4096
const MAX_COMPARISONS = 64
const DEEPEST = 32

type Token = Readonly<{ kind: 'word' | 'text' | 'open' | 'close' | 'end'; text: string; at: number }>

/**
 * @throws Problem UnsupportedFilter: where, what was found, what is accepted
 * @example parseFilter("status eq 'Succeeded' and not (locale ne 'en-US')", properties)
 */
export function parseFilter(text: string, properties: FilterProperties): Filter {
  if (text.length > MAX_CHARACTERS) {
    throw rejected(`The filter has ${text.length} characters; at most ${MAX_CHARACTERS} are accepted.`)
  }
  return new FilterParser(tokensOf(text), properties).whole()
}

class FilterParser {
  readonly #tokens: readonly Token[]
  readonly #properties: FilterProperties
  #next = 0
  #depth = 0
  #comparisons = 0

  constructor(tokens: readonly Token[], properties: FilterProperties) {
    this.#tokens = tokens
    this.#properties = properties
  }

  whole(): Filter {
    const filter = this.#any()
    const rest = this.#take()
    if (rest.kind !== 'end') throw unexpected(rest, '"and", "or" or the end')
    return filter
  }

  #any(): Filter {
    let left = this.#all()
    while (this.#takeWord('or')) left = { kind: 'or', left, right: this.#all() }
    return left
  }

  #all(): Filter {
    let left = this.#factor()
    while (this.#takeWord('and')) left = { kind: 'and', left, right: this.#factor() }
    return left
  }

  #factor(): Filter {
    this.#depth += 1
    if (this.#depth > DEEPEST) throw rejected(`The filter is nested more than ${DEEPEST} deep.`)
    const filter = this.#factorWithin()
    this.#depth -= 1
    return filter
  }

  #factorWithin(): Filter {
    if (this.#takeWord('not')) return { kind: 'not', operand: this.#factor() }
    if (this.#peek().kind !== 'open') return this.#comparison()
    this.#take()
    const inner = this.#any()
    const close = this.#take()
    if (close.kind !== 'close') throw unexpected(close, '")", "and" or "or"')
    return inner
  }

  #comparison(): Filter {
    this.#comparisons += 1
    if (this.#comparisons > MAX_COMPARISONS) {
      throw rejected(`The filter compares more than ${MAX_COMPARISONS} times.`)
    }
    const name = this.#take()
    const property = Object.keys(this.#properties).find(
      (known) => name.kind === 'word' && known.toLowerCase() === name.text.toLowerCase()
    )
    const kind = property === undefined ? undefined : this.#properties[property]
    if (property === undefined || kind === undefined) {
      throw unexpected(
        name,
        `one of the properties ${Object.keys(this.#properties).join(', ')}, "not" or "("`
      )
    }
    const sign = this.#take()
    const known = kind === 'time' ? operators : (['eq', 'ne'] as const)
    const operator = known.find((one) => sign.kind === 'word' && one === sign.text.toLowerCase())
    if (operator === undefined)
      throw unexpected(sign, `one of the operators ${known.join(', ')} of ${property}`)
    const literal = this.#take()
    if (kind === 'time') return { kind, property, operator, value: timeOf(literal) }
    if (literal.kind !== 'text')
      throw unexpected(literal, `a string in single quotes, as in ${property} eq 'abc'`)
    return { kind, property, operator: operator === 'ne' ? 'ne' : 'eq', value: literal.text }
  }

  #peek(): Token {
    return this.#tokens[this.#next] ?? { kind: 'end', text: '', at: 0 }
  }

  #take(): Token {
    const token = this.#peek()
    this.#next += 1
    return token
  }

  #takeWord(word: string): boolean {
    const token = this.#peek()
    if (token.kind !== 'word' || token.text.toLowerCase() !== word) return false
    this.#next += 1
    return true
  }
}

/** ISO 8601 with a zone, or none for UTC. */
const DATE_TIME = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,7})?)?(?:Z|[+-]\d\d:\d\d)?)?$/i
const ZONE = /(?:Z|[+-]\d\d:\d\d)$/i

function timeOf(token: Token): number {
  // Quoted times are not in the contract, but cost nothing to understand.
  const { text } = token
  if ((token.kind === 'word' || token.kind === 'text') && DATE_TIME.test(text)) {
    const time = Date.parse(text.includes('T') && !ZONE.test(text) ? `${text}Z` : text)
    if (!Number.isNaN(time)) return time
  }
  throw unexpected(token, 'a time such as 2026-01-31T12:00:00Z')
}

const TOKEN = /\s+|(?<open>\()|(?<close>\))|'(?<text>(?:[^']|'')*)'|(?<word>[^\s()']+)/gy

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = []
  let end = 0
  for (const match of text.matchAll(TOKEN)) {
    const at = match.index
    end = at + match[0].length
    const { open, close, text: quoted, word } = match.groups ?? {}
    if (open !== undefined) tokens.push({ kind: 'open', text: open, at })
    else if (close !== undefined) tokens.push({ kind: 'close', text: close, at })
    else if (quoted !== undefined) tokens.push({ kind: 'text', text: quoted.replaceAll("''", "'"), at })
    else if (word !== undefined) tokens.push({ kind: 'word', text: word, at })
  }
  if (end < text.length)
    throw rejected(`The text that begins at character ${end + 1} of the filter has no closing quote.`)
  return [...tokens, { kind: 'end', text: '', at: text.length }]
}

const unexpected = (token: Token, accepted: string): Problem =>
  rejected(
    `At character ${token.at + 1} the filter ${token.kind === 'end' ? 'ends' : `has ${describeValue(token.text)}`}; expected ${accepted}.`
  )

const rejected = (message: string): Problem =>
  new Problem('InvalidArgument', 'UnsupportedFilter', message, 'filter')
