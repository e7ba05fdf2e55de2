/** What the text of a dataset is to the base model: its words, those that are new, and how well it is expected. @module */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { perplexity, type SentenceProbabilities } from '../speech/language-model/index.ts'
import type { AcceptedSentence } from './accepted-text.ts'
import type { ImportReportAnswers } from './import-report-schema.ts'

/** The base model of a locale, as far as text meets it. */
export type BaseLanguage = Readonly<{
  name: string
  /** Of these words, in their order, those that its dictionary cannot say. */
  findMissing(words: readonly string[], signal: AbortSignal): Promise<readonly string[]>
  score(
    sentences: readonly (readonly string[])[],
    signal: AbortSignal
  ): Promise<readonly SentenceProbabilities[]>
}>

/** Another dataset whose sentences must not stand on both sides of a measurement. */
export type OtherText = Readonly<{
  id: string
  displayName: string
  kind: string
  sentences: AsyncIterable<string>
}>

export type TextFound = ImportReportAnswers['TextStatistics']

const MAX_SCORED = 2000
const MAX_WORDS = 50
const MAX_EXAMPLES = 3
const WORDS_AT_ONCE = 5000

export async function textInsight(
  text: AsyncIterable<AcceptedSentence>,
  {
    base,
    others,
    signal
  }: Readonly<{
    base: BaseLanguage | undefined
    others: AsyncIterable<OtherText>
    signal: AbortSignal
  }>
): Promise<TextFound> {
  const counts = new Map<string, number>()
  const sample = new EvenSample(MAX_SCORED)
  const spoken = new Set<string>()
  let [sentences, tokens] = [0, 0]
  for await (const { words, whole } of text) {
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
    tokens += words.length
    if (!whole) continue
    if (++sentences % 1000 === 0) {
      signal.throwIfAborted()
      await nextTurn()
    }
    sample.offer(words)
    if (words.length >= MIN_SHARED_WORDS) spoken.add(words.join(' '))
  }
  return {
    sentences,
    tokens,
    vocabulary: counts.size,
    ...(base === undefined
      ? {}
      : {
          base: base.name,
          newWords: await newWords(counts, tokens, base, signal),
          perplexity: await expected(sample.sentences, base, signal)
        }),
    alsoIn: await shared(spoken, others, signal)
  }
}

/** "Yes" is in every set; sentences of some length are no chance. */
const MIN_SHARED_WORDS = 3

async function newWords(
  counts: ReadonlyMap<string, number>,
  tokens: number,
  base: BaseLanguage,
  signal: AbortSignal
): Promise<NonNullable<TextFound['newWords']>> {
  const words = [...counts.keys()]
  const missing: string[] = []
  for (let from = 0; from < words.length; from += WORDS_AT_ONCE) {
    signal.throwIfAborted()
    missing.push(...(await base.findMissing(words.slice(from, from + WORDS_AT_ONCE), signal)))
  }
  const counted = missing
    .map((word) => ({ word, count: counts.get(word) ?? 0 }))
    .sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1))
  const newTokens = counted.reduce((sum, { count }) => sum + count, 0)
  const once = counted.filter(({ count }) => count === 1).map(({ word }) => word)
  return {
    words: counted.length,
    tokens: newTokens,
    rate: rounded(newTokens / Math.max(1, tokens), 4),
    mostUseful: counted.slice(0, MAX_WORDS),
    once: { words: once.length, examples: once.slice(0, MAX_WORDS) }
  }
}

async function expected(
  sentences: readonly (readonly string[])[],
  base: BaseLanguage,
  signal: AbortSignal
): Promise<NonNullable<TextFound['perplexity']>> {
  const { perplexity: value, unknownWords } = perplexity(await base.score(sentences, signal))
  return { value: value === null ? null : rounded(value, 1), sentences: sentences.length, unknownWords }
}

async function shared(
  own: ReadonlySet<string>,
  others: AsyncIterable<OtherText>,
  signal: AbortSignal
): Promise<TextFound['alsoIn']> {
  const found: TextFound['alsoIn'][number][] = []
  for await (const { id, displayName, kind, sentences } of others) {
    const same = new Set<string>()
    let read = 0
    for await (const sentence of sentences) {
      if (own.has(sentence)) same.add(sentence)
      if (++read % 1000 === 0) {
        signal.throwIfAborted()
        await nextTurn()
      }
    }
    const examples = [...same].slice(0, MAX_EXAMPLES)
    if (same.size > 0) found.push({ dataset: id, displayName, kind, sentences: same.size, examples })
  }
  return found.sort((a, b) => b.sentences - a.sentences)
}

/** At most so many sentences, evenly from the whole text, whose length is not known beforehand. */
class EvenSample {
  readonly #most: number
  #kept: (readonly string[])[] = []
  #every = 1
  #offered = 0
  constructor(most: number) {
    this.#most = most
  }

  get sentences(): readonly (readonly string[])[] {
    return this.#kept
  }

  offer(words: readonly string[]): void {
    if (this.#offered++ % this.#every !== 0) return
    if (this.#kept.length === this.#most) {
      this.#kept = this.#kept.filter((_, index) => index % 2 === 0)
      this.#every *= 2
      if ((this.#offered - 1) % this.#every !== 0) return
    }
    this.#kept.push(words)
  }
}

const rounded = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits
