/**
 * A customer's ITN pattern: the output he wants, matched against a line in which numbers are figures already. Blanks and
 * marks of the output need not have been said. Matching is by backtracking over the few nodes of one line.
 * @module
 */

export type PatternNode =
  | Readonly<{ kind: 'literal'; text: string }>
  /** One character: a digit of the set, or a letter shown in a case. */
  | Readonly<{ kind: 'digit'; set: string }>
  | Readonly<{ kind: 'letter'; as: 'lower' | 'upper' | 'any' }>
  /** Heard as `spoken`, shown as `written`. */
  | Readonly<{ kind: 'spoken'; spoken: string; written: string }>
  | Readonly<{ kind: 'group'; choices: readonly (readonly PatternNode[])[]; least: number; most: number }>

export type Pattern = readonly PatternNode[]

type State = Readonly<{ at: number; text: string }>

/** The longest stretch from `start` that the pattern takes, with its output; none within a word. */
export function matchPattern(
  pattern: Pattern,
  line: string,
  start: number
): Readonly<{ end: number; text: string }> | undefined {
  if (start > 0 && !/\s/.test(line[start - 1] ?? '')) return undefined
  let best: State | undefined
  for (const state of run(pattern, 0, line, { at: start, text: '' }, { steps: MOST_STEPS })) {
    const ends = state.at === line.length || /[\s.,?!:;]/.test(line[state.at] ?? '')
    if (ends && state.at > start && state.at > (best?.at ?? start)) best = state
  }
  if (!best) return undefined
  // A repeated "letter and dot" leaves a last dot that nobody wants.
  const repeats = pattern.at(-1)
  const trimmed = repeats?.kind === 'group' && repeats.most > 1 ? best.text.replace(/[.,-]$/, '') : best.text
  return { end: best.at, text: trimmed }
}

/** Patterns come from customers: none may take the service with it. */
const MOST_STEPS = 20_000

function* run(
  nodes: Pattern,
  index: number,
  line: string,
  state: State,
  budget: { steps: number }
): Generator<State> {
  if (budget.steps-- <= 0) return
  const node = nodes[index]
  if (!node) {
    yield state
    return
  }
  for (const next of step(node, line, state, budget)) yield* run(nodes, index + 1, line, next, budget)
}

function* step(node: PatternNode, line: string, state: State, budget: { steps: number }): Generator<State> {
  const at = afterBlanks(line, state.at)
  switch (node.kind) {
    case 'literal': {
      const end = literalEnd(node.text, line, state.at)
      if (end !== undefined) yield { at: end, text: `${state.text}${node.text}` }
      return
    }
    case 'digit': {
      // Lone ones and zeros are left as words, because they mostly are.
      const [word = '', digit = ''] =
        LONE_DIGITS.find(([said]) => new RegExp(`^${said}(?!\\p{L})`, 'iu').test(line.slice(at))) ?? []
      if (word !== '' && node.set.includes(digit))
        yield { at: at + word.length, text: `${state.text}${digit}` }
      if (/\d/.test(line[at] ?? '') && node.set.includes(line[at] ?? ''))
        yield { at: at + 1, text: `${state.text}${line[at]}` }
      return
    }
    case 'letter': {
      const letter = line[at] ?? ''
      if (!/\p{L}/u.test(letter)) return
      const shown =
        node.as === 'upper' ? letter.toUpperCase() : node.as === 'lower' ? letter.toLowerCase() : letter
      yield { at: at + 1, text: `${state.text}${shown}` }
      return
    }
    case 'spoken': {
      const spoken = line.slice(at, at + node.spoken.length)
      const after = line[at + node.spoken.length] ?? ' '
      if (spoken.toLowerCase() !== node.spoken.toLowerCase() || /[\p{L}\p{N}]/u.test(after)) return
      yield { at: at + node.spoken.length, text: `${state.text}${node.written}` }
      return
    }
    case 'group':
      yield* repeated(node, line, state, 0, budget)
  }
}

function* repeated(
  node: Extract<PatternNode, { kind: 'group' }>,
  line: string,
  state: State,
  times: number,
  budget: { steps: number }
): Generator<State> {
  if (times >= node.least) yield state
  if (times >= node.most) return
  for (const choice of node.choices) {
    for (const next of run(choice, 0, line, state, budget)) {
      if (next.at > state.at) yield* repeated(node, line, next, times + 1, budget)
    }
  }
}

const LONE_DIGITS: readonly (readonly [string, string])[] = [
  ['one', '1'],
  ['zero', '0']
]

const afterBlanks = (line: string, at: number): number => {
  let next = at
  while (/\s/.test(line[next] ?? '')) next += 1
  return next
}

/** Letters and digits must be there; marks and blanks may. */
function literalEnd(text: string, line: string, start: number): number | undefined {
  let at = start
  for (const character of text) {
    if (/[\p{L}\p{N}]/u.test(character)) {
      at = afterBlanks(line, at)
      if ((line[at] ?? '').toLowerCase() !== character.toLowerCase()) return undefined
      at += 1
      continue
    }
    const next = afterBlanks(line, at)
    if (line[next] === character) at = next + 1
  }
  return at
}
