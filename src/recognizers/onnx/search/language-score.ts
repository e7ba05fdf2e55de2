/**
 * The probability of a word after a hypothesis: the general n-gram model and that of the customer's text, interpolated
 * linearly (Jelinek & Mercer 1980) word by word. Both stay as they are: many customizations share one general model, and
 * the weight needs no new file.
 * @module
 */
import { SENTENCE_END_WORD, UNKNOWN_WORD } from './lexicon-network.ts'
import { LN_ZERO, type NgramAutomaton } from './ngram.ts'
import type { WordList } from './word-list.ts'

export type LanguageModels = Readonly<{
  general?: NgramAutomaton | undefined
  /** By word of the search: the general model's word, or -1; absent where they are numbered alike. */
  generalWords?: Int32Array | undefined
  domain?: NgramAutomaton | undefined
  /** Weight of `domain`, 0 to 1, where there are both; the general model has the rest. */
  domainWeight: number
  /**
   * Natural logarithms of the probability that a word is given in place of a general model: for the word, and for each
   * of its letters. Scores are then relative to it: text makes words likelier, and none less likely than they were heard.
   */
  background?: number | undefined
  backgroundLetter?: number | undefined
  /** Of the search, for their lengths; needed with `background`. */
  wordList?: WordList | undefined
}>

export class LanguageScore {
  /** The states after the word last scored. */
  nextGeneral = 0
  nextDomain = 0
  readonly startGeneral: number
  readonly startDomain: number
  readonly #general: NgramAutomaton | undefined
  readonly #words: Int32Array | undefined
  readonly #domain: NgramAutomaton | undefined
  readonly #background: number | undefined
  readonly #backgroundLetter: number
  readonly #wordEnds: Int32Array | undefined
  readonly #lnGeneral: number
  readonly #lnDomain: number

  constructor(models: LanguageModels) {
    const { general, generalWords, domain, domainWeight, background, backgroundLetter = 0, wordList } = models
    this.#background = general === undefined && domain !== undefined ? background : undefined
    this.#backgroundLetter = backgroundLetter
    this.#wordEnds = wordList?.ends
    const isMixed = general !== undefined || this.#background !== undefined
    const share = !isMixed ? 1 : domain === undefined ? 0 : domainWeight
    this.#general = share < 1 ? general : undefined
    this.#words = generalWords
    this.#domain = share > 0 ? domain : undefined
    this.#lnGeneral = Math.log(1 - share)
    this.#lnDomain = Math.log(share)
    this.startGeneral = this.#general?.start ?? 0
    this.startDomain = this.#domain?.start ?? 0
  }

  get isEmpty(): boolean {
    return this.#general === undefined && this.#domain === undefined
  }

  /** Natural logarithm of the word's probability; `nextGeneral` and `nextDomain` then have the states after it. */
  score(general: number, domain: number, word: number): number {
    let ofGeneral = LN_ZERO
    let ofDomain = LN_ZERO
    this.nextGeneral = 0
    this.nextDomain = 0
    if (this.#general !== undefined) {
      const own = this.#words === undefined ? word : (this.#words[word] ?? -1)
      // A word of the customer's own is none that the general model expects as any unknown one.
      ofGeneral = own < 0 || own >= this.#general.wordCount ? LN_ZERO : this.#general.score(general, own)
      this.nextGeneral = ofGeneral === LN_ZERO ? 0 : this.#general.next
    }
    if (this.#domain !== undefined) {
      ofDomain = this.#domain.score(domain, word)
      this.nextDomain = this.#domain.next
      if (this.#background !== undefined && word === UNKNOWN_WORD) ofDomain = LN_ZERO
    }
    return this.#mix(ofGeneral, ofDomain, word)
  }

  end(general: number, domain: number): number {
    return this.score(general, domain, SENTENCE_END_WORD)
  }

  unknown(general: number, domain: number): number {
    return this.score(general, domain, UNKNOWN_WORD)
  }

  /** Natural logarithm of the word's probability without a history. */
  unigram(word: number): number {
    const own = this.#words === undefined ? word : (this.#words[word] ?? -1)
    const general = this.#general
    const ofGeneral =
      general === undefined || own < 0 || own >= general.wordCount ? LN_ZERO : general.unigram(own)
    const isBackground = this.#background !== undefined && word === UNKNOWN_WORD
    return this.#mix(ofGeneral, isBackground ? LN_ZERO : (this.#domain?.unigram(word) ?? LN_ZERO), word)
  }

  #mix(ofGeneral: number, ofDomain: number, word: number): number {
    if (this.#background !== undefined) {
      // ln of (share * domain + rest * background) / (rest * background).
      const ends = this.#wordEnds
      const letters = ends === undefined || word === 0 ? 0 : (ends[word] ?? 0) - (ends[word - 1] ?? 0)
      const background = this.#background + this.#backgroundLetter * letters
      const ratio = ofDomain + this.#lnDomain - background - this.#lnGeneral
      return ratio > 0 ? ratio + Math.log1p(Math.exp(-ratio)) : Math.log1p(Math.exp(ratio))
    }
    if (this.#domain === undefined) return ofGeneral
    if (this.#general === undefined) return ofDomain
    const a = ofGeneral + this.#lnGeneral
    const b = ofDomain + this.#lnDomain
    return a > b ? a + Math.log1p(Math.exp(b - a)) : b + Math.log1p(Math.exp(a - b))
  }
}
