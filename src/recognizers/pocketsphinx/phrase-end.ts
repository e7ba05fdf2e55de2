/**
 * When a live phrase is over, by what the decoder has understood so far. As in the rules of Kaldi's online decoders, it
 * takes less silence where a sentence may well end than where it would break off.
 * @module
 */
import { languageWeight } from './base-model.ts'
import { withoutVariant } from './dictionary.ts'
import { isFiller, type RecognizedSegment, TICKS_PER_FRAME } from './hypothesis.ts'
import type { Decoder, Library, NgramModel } from './library.ts'

/**
 * Frames of silence that end a phrase where the language model gives the end of the sentence at least this probability,
 * as log10. Ends of 34 sentences read by a human and three synthetic voices had from -1.3 up, places where readers paused
 * within a sentence mostly below -1.5 ("for a", "to do for"): of 34 phrases two were cut in two.
 */
const RULES = [
  { likely: -1.2, frames: 25 },
  { likely: -1.45, frames: 40 }
] as const
/** Half a second ends a phrase in any case. */
const LONGEST_FRAMES = 50
/** A "t" is as silent as a pause, for so long. */
const SHORTEST_FRAMES = 10

export class PhraseEnd {
  readonly #library: Library
  readonly #decoder: Decoder
  readonly #languageModel: NgramModel
  readonly #asked: number | undefined

  /**
   * @param languageModel the decoder's
   * @param pauseTicks silence that ends a phrase, whatever was said, where the caller wants it so
   */
  constructor(library: Library, decoder: Decoder, languageModel: NgramModel, pauseTicks: number | undefined) {
    this.#library = library
    this.#decoder = decoder
    this.#languageModel = languageModel
    if (pauseTicks === undefined) return
    const frames = Math.ceil(pauseTicks / TICKS_PER_FRAME)
    this.#asked = Math.min(LONGEST_FRAMES, Math.max(SHORTEST_FRAMES, frames))
  }

  /** @param segments the best path up to now, fillers included */
  reached(segments: readonly RecognizedSegment[]): boolean {
    const spoken = segments.filter(({ word }) => !isFiller(word))
    const last = spoken.at(-1)
    if (!last) return false
    const silence = (segments.at(-1)?.last ?? 0) - last.last
    if (this.#asked !== undefined) return silence >= this.#asked
    if (silence < RULES[0].frames) return false
    const likely = this.#endLikely(spoken)
    const rule = RULES.find((one) => likely >= one.likely)
    return silence >= (rule?.frames ?? LONGEST_FRAMES)
  }

  /** log10 of the probability that the sentence ends after its last words. */
  #endLikely(spoken: readonly RecognizedSegment[]): number {
    const [library, model] = [this.#library, this.#languageModel]
    const words = ['<s>', ...spoken.map(({ word }) => withoutVariant(word))].slice(-2).reverse()
    const history = Int32Array.from(words, (word) => library.wordId(model, word))
    const used = new Int32Array(1)
    const end = library.wordId(model, '</s>')
    const score = library.ngramScore(model, end, history, history.length, used)
    return library.log10Of(library.logMathOf(this.#decoder), score / languageWeight)
  }
}
