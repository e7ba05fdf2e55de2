/**
 * A domain of the adaptation bench: what a customer would bring, and a grammar of what is said in its calls. Test sentences
 * are drawn from the grammar; none of them stands in, or follows a pattern of, anything that is trained on.
 * @module
 */
import { readFile } from 'node:fs/promises'

export const DOMAINS = ['pharmacy', 'couriers', 'electronics'] as const
export type DomainName = (typeof DOMAINS)[number]

export type Domain = Readonly<{
  name: DomainName
  /** Files as they are uploaded. */
  text: string
  structured: string
  pronunciations: string
  /** Sentences that are read aloud as training audio. */
  audio: readonly string[]
  tests: readonly string[]
}>

/** @param count test sentences, all different */
export async function readDomain(name: DomainName, count: number): Promise<Domain> {
  const file = (own: string): Promise<string> => readFile(new URL(`${name}/${own}`, import.meta.url), 'utf8')
  const [text, structured, pronunciations, audio, grammar] = await Promise.all([
    file('text.txt'),
    file('structured.md'),
    file('pronunciations.txt'),
    file('audio.txt'),
    file('tests.txt')
  ])
  const lists = listsOf(structured)
  const trained = [...linesOf(text), ...linesOf(audio)]
  const tests = drawSentences(linesOf(grammar), lists, count)
  assertUnseen(tests, trained, patternsOf(structured, lists))
  return { name, text, structured, pronunciations, audio: linesOf(audio), tests }
}

export const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

type Lists = ReadonlyMap<string, readonly string[]>

function listsOf(structured: string): Lists {
  const lists = new Map<string, string[]>()
  let items: string[] | undefined
  for (const line of linesOf(structured)) {
    const opened = /^@ list (\w+) =$/.exec(line)?.[1]
    if (opened !== undefined) {
      items = []
      lists.set(opened, items)
    } else if (line.startsWith('#')) items = undefined
    else if (line.startsWith('- ')) items?.push(line.slice(2))
  }
  return lists
}

/** Each frame in turn, its `(a|b)` and `{@list}` filled at random, the same on every run. */
function drawSentences(frames: readonly string[], lists: Lists, size: number): readonly string[] {
  const random = numbers()
  const pick = (choices: readonly string[]): string => choices[random(choices.length)] ?? ''
  const drawn = new Set<string>()
  for (let turn = 0; drawn.size < size; turn++) {
    if (turn > 20 * size) throw new Error(`the grammar has fewer than ${size} sentences`)
    const frame = frames[turn % frames.length] ?? ''
    const chosen = frame.replace(/\(([^)]*)\)/g, (_, choices: string) => pick(choices.split('|')))
    drawn.add(chosen.replace(/\{@(\w+)\}/g, (_, list: string) => pick(lists.get(list) ?? [])))
  }
  return [...drawn]
}

/** A congruential generator with a fixed start. */
function numbers(): (below: number) => number {
  let state = 20_161_123
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

function patternsOf(structured: string, lists: Lists): readonly RegExp[] {
  const sections = structured.slice(structured.indexOf('\n# '))
  return linesOf(sections)
    .filter((line) => line.startsWith('- '))
    .map((line) => {
      const source = plain(line.slice(2)).replace(
        /\{@(\w+)\}/g,
        (_, list: string) => `(?:${(lists.get(list) ?? []).map(plain).join('|')})`
      )
      return new RegExp(`^${source}$`)
    })
}

const plain = (sentence: string): string =>
  sentence
    .toLowerCase()
    .replace(/[.,?!]/g, '')
    .replace(/\s+/g, ' ')
    .trim()

function assertUnseen(
  tests: readonly string[],
  trained: readonly string[],
  patterns: readonly RegExp[]
): void {
  const seen = new Set(trained.map(plain))
  for (const test of tests.map(plain))
    if (seen.has(test) || patterns.some((pattern) => pattern.test(test)))
      throw new Error(`"${test}" is a test sentence and stands in the training data`)
}
