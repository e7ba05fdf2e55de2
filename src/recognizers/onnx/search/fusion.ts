/**
 * How the search weighs what the acoustic model hears against what the language expects (shallow fusion), and what every
 * search of a stream shares: vocabulary, lexicon, language models, phrases.
 * @module
 */
import { LanguageScore } from './language-score.ts'
import { type LexiconNetwork, UNKNOWN_WORD } from './lexicon-network.ts'
import type { NgramAutomaton } from './ngram.ts'
import { Phrases, type WeightedPhrase } from './phrases.ts'
import type { TokenTable } from './tokens.ts'

export type FusionWeights = Readonly<{
  /** Of the language model's logarithmic probabilities; 0 leaves it out. */
  alpha: number
  /** Added for each word, against the language model's preference for few words. */
  beta: number
  /** Added for each word that the lexicon lacks, from -100 (none) to 0. */
  unknownWord: number
  /**
   * Added for each byte of such a word after those that the lexicon knows, at most 0. Default 0. Without it one long
   * unknown word is cheaper than the many words that it should be.
   */
  unknownLetter?: number
  /** As in `LanguageModels`; for where there is no general model. */
  background?: number
  backgroundLetter?: number
  /** Weight of the customer's text beside the general model, 0 to 1. */
  domainWeight: number
  /** Whether the end of a phrase is scored as the end of a sentence. */
  sentenceEnd: boolean
}>

/** Nothing but what the acoustic model hears. */
export const UNCHANGED: FusionWeights = {
  alpha: 0,
  beta: 0,
  unknownWord: 0,
  domainWeight: 0,
  sentenceEnd: false
}

export type FusionParts = Readonly<{
  tokens: TokenTable
  /** Absent: any text, scored by the acoustic model (and phrases) alone. */
  network?: LexiconNetwork | undefined
  general?: NgramAutomaton | undefined
  /** As in `LanguageModels`. */
  generalWords?: Int32Array | undefined
  weights?: FusionWeights
  phrases?: readonly WeightedPhrase[]
  /** Whether unfinished words are scored by the best word that they may become. Default true. */
  lookAhead?: boolean
}>

/** A word that the lexicon lacks is never quite impossible: a phrase may name it. */
const LOWEST_UNKNOWN_WORD = -100

type LookAhead = Readonly<{ scores: Float32Array<ArrayBuffer>; unknown: number }>

/** The fixed parts of a search, which any number of streams share. */
export class Fusion {
  readonly tokens: TokenTable
  readonly network: LexiconNetwork | undefined
  readonly weights: FusionWeights
  readonly language: LanguageScore
  /** The general model without the customer's text, where words are scored and there is one. */
  readonly generalAlone: LanguageScore | undefined
  readonly phrases: Phrases | undefined
  /** By trie node: `alpha` times the best unigram below it; the root has 0. */
  readonly lookAhead: Float32Array | undefined
  readonly unknownLookAhead: number

  readonly #parts: FusionParts

  constructor(parts: FusionParts, same?: Fusion) {
    const { tokens, network, general, generalWords, weights = UNCHANGED, phrases = [] } = parts
    this.#parts = parts
    this.tokens = tokens
    this.network = network
    this.weights = { ...weights, unknownWord: Math.max(weights.unknownWord, LOWEST_UNKNOWN_WORD) }
    this.phrases = phrases.length === 0 ? undefined : phrasesOf(phrases, network, this.weights)
    if (same !== undefined) {
      this.language = same.language
      this.generalAlone = same.generalAlone
      this.lookAhead = same.lookAhead
      this.unknownLookAhead = same.unknownLookAhead
      return
    }
    const scored = weights.alpha !== 0 && network !== undefined
    this.language = new LanguageScore({
      general: scored ? general : undefined,
      generalWords,
      domain: scored ? network.domain : undefined,
      domainWeight: weights.domainWeight,
      background: weights.background,
      backgroundLetter: weights.backgroundLetter,
      wordList: network?.wordList
    })
    this.generalAlone =
      scored && general !== undefined
        ? new LanguageScore({ general, generalWords, domainWeight: 0 })
        : undefined
    const ahead = parts.lookAhead === false || this.language.isEmpty ? undefined : this.#lookAhead(network)
    this.lookAhead = ahead?.scores
    this.unknownLookAhead = ahead?.unknown ?? 0
  }

  /** Whether there is nothing but what the acoustic model hears. */
  get isEmpty(): boolean {
    return this.language.isEmpty && this.phrases === undefined
  }

  /** The same search with the phrases of one stream; what is large is shared. */
  withPhrases(phrases: readonly WeightedPhrase[]): Fusion {
    return new Fusion({ ...this.#parts, phrases }, this)
  }

  #lookAhead(network: LexiconNetwork | undefined): LookAhead | undefined {
    if (network === undefined) return undefined
    const { alpha } = this.weights
    const scores = network.trie.smear((word) => alpha * this.language.unigram(word))
    scores[0] = 0
    return { scores, unknown: alpha * this.language.unigram(UNKNOWN_WORD) }
  }
}

function phrasesOf(
  phrases: readonly WeightedPhrase[],
  network: LexiconNetwork | undefined,
  { unknownWord, unknownLetter = 0 }: FusionWeights
): Phrases {
  const respelled = new Map<string, readonly string[]>()
  for (const word of network?.respelledWords() ?? [])
    respelled.set(network?.word(word).toLowerCase() ?? '', network?.respellingsOf(word) ?? [])
  return new Phrases(phrases, {
    trie: network?.trie,
    unknownWord,
    unknownLetter,
    respellings: (word) => respelled.get(word.toLowerCase()) ?? []
  })
}
