/** Phrase lists: what the client expects to be said now. @module */
import { type Engine, requireCapability, type StreamOptions } from '../recognizers/index.ts'
import { normalizerFor } from '../speech/text/index.ts'

/** As the client sends it. */
export type RequestedPhrases = Readonly<{
  phrases: readonly string[]
  /** How much the client relies on its list: 0 not at all, 1 as usual, 2 at most. */
  bias: number
}>

/** More would be a text for a model of its own. */
export const MAX_PHRASES = 1_000

/** Phrases are written as the client writes them, by their lexical form: those whose capitals say that they are names. */
export function namesOf(phrases: readonly string[], locale: string): ReadonlyMap<string, string> {
  const normalizer = normalizerFor(locale)
  const names = phrases.filter((phrase) => /\p{Lu}/u.test(phrase))
  return new Map(names.map((phrase) => [normalizer.apply(phrase), phrase]))
}

/**
 * The list as an option of a stream, no option where there is nothing to expect.
 * @throws CapabilityMissing when the engine of the base model takes no phrase lists
 */
export function phraseListOption(
  { phrases, bias }: RequestedPhrases,
  locale: string,
  { engine, base }: Readonly<{ engine: Pick<Engine, 'capabilities'>; base: string }>
): Pick<StreamOptions, 'phraseList'> {
  if (phrases.length === 0 || bias === 0) return {}
  requireCapability(engine, base, 'phraseLists')
  const normalizer = normalizerFor(locale)
  return { phraseList: { phrases: phrases.map((phrase) => normalizer.apply(phrase)), weight: bias } }
}
