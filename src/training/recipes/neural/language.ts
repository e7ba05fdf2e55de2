/** What the customer's text becomes: an n-gram model, a lexicon with respellings, and the file that an engine loads. @module */
import { join } from 'node:path'
import { neuralSearch } from '../../../recognizers/index.ts'
import type { LanguageModel, SentenceProbabilities } from '../../../speech/language-model/index.ts'

const { buildNetwork, buildNgram, loadNgram, saveNetwork, sortedWords } = neuralSearch
type NgramAutomaton = neuralSearch.NgramAutomaton

export const NETWORK_FILE = 'language.network'
const SPECIAL_WORDS = 3

/** The general n-gram model of the base, and where it is. */
export type GeneralModel = Readonly<{ path: string; automaton: NgramAutomaton }>

export const loadGeneralModel = async (path: string): Promise<GeneralModel> => ({
  path,
  automaton: await loadNgram(path)
})

/**
 * Writes the network of a text to `folder`. Words of the general model come first and keep their numbers, so that the same
 * data gives the same bytes; words of classes and respelled ones are in it even if no sentence has them.
 * @returns the path of the file
 */
export async function writeNetwork(
  folder: string,
  parts: Readonly<{
    domain: LanguageModel | undefined
    general: GeneralModel | undefined
    respellings: ReadonlyMap<string, readonly string[]>
    signal: AbortSignal
  }>
): Promise<string> {
  const { domain, general, respellings, signal } = parts
  const words = wordsOf(domain, general)
  const automaton = domain && (await buildNgram(domain, words, { signal }))
  const path = join(folder, NETWORK_FILE)
  await saveNetwork(path, buildNetwork(words, automaton, respellings))
  return path
}

function wordsOf(domain: LanguageModel | undefined, general: GeneralModel | undefined): readonly string[] {
  const own = domain?.vocabulary.words ?? []
  if (general === undefined) return sortedWords(own)
  const known = general.automaton.words()
  const has = new Set(known)
  return [...known, ...sortedWords(own.filter((word) => !has.has(word))).slice(SPECIAL_WORDS)]
}

/** log10 probabilities of each sentence's words and its end under the general model; `null` for words that it lacks. */
export function scoreSentences(
  { automaton }: GeneralModel,
  sentences: readonly (readonly string[])[]
): readonly SentenceProbabilities[] {
  const ids = new Map(automaton.words().map((word, id) => [word, id]))
  return sentences.map((sentence) => {
    let state = automaton.start
    return [...sentence, '</s>'].map((word) => {
      const id = ids.get(word)
      const score = automaton.score(state, id ?? -1)
      state = automaton.next
      return id === undefined || score <= neuralSearch.LN_ZERO ? null : score / Math.LN10
    })
  })
}
