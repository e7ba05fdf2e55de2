/**
 * One phrase of a stream with an attention model. It is decoded as a whole when it is over, and for partial results from
 * its beginning each time it has grown.
 * @module
 */
import { align } from '../../../speech/scoring/index.ts'
import type { Normalizer } from '../../../speech/text/index.ts'
import type { DecodedPhrase } from '../decoding/decoded-phrase.ts'
import type { Fusion, SearchAlternative, SearchPartial, SearchWord } from '../search/index.ts'
import type { AttentionModel } from './attention-model.ts'
import { FusionScorer } from './fusion-scorer.ts'
import { DEFAULT_BEAM, type PhraseAlternative, type PhraseWord, recognizePhrase } from './recognize-phrase.ts'

const SAMPLE_RATE = 16_000
/** The unit of word times: that of Whisper's encoder. */
export const FRAME_SECONDS = 0.02
/** Growth after which a phrase is decoded again: an encoder takes as long for a short phrase as for one of 30 s. */
const PARTIAL_SECONDS = 2

export type AttentionPhraseOptions = Readonly<{
  /** Of multilingual models; default: what each phrase is found to be in. */
  language?: string | undefined
  /** From what the model writes to the words of results. */
  normalizer: Normalizer
  nBest: number
}>

export class AttentionPhrase implements DecodedPhrase {
  readonly #model: AttentionModel
  readonly #fusion: Fusion
  readonly #options: AttentionPhraseOptions
  #parts: Float32Array[] = []
  #samples = 0
  /** Samples that the last result was of. */
  #decoded = 0
  #finished = false
  #alternatives: readonly SearchAlternative[] = []

  constructor(model: AttentionModel, fusion: Fusion, options: AttentionPhraseOptions) {
    this.#model = model
    this.#fusion = fusion
    this.#options = options
  }

  get decodedSeconds(): number {
    return this.#decoded / SAMPLE_RATE
  }

  accept(samples: Float32Array): void {
    this.#parts.push(samples)
    this.#samples += samples.length
  }

  /** Decodes the phrase so far, where partial results are wanted and it has grown enough; answers whether it did. */
  async advance(partials: boolean): Promise<boolean> {
    if (!partials || this.#samples - this.#decoded < PARTIAL_SECONDS * SAMPLE_RATE) return false
    await this.#recognize({ beam: 1, nBest: 1, words: false })
    return true
  }

  finish(): void {
    this.#finished = true
  }

  async advanceToEnd(): Promise<boolean> {
    if (!this.#finished || this.#samples === 0) return false
    this.#finished = false
    const { nBest } = this.#options
    await this.#recognize({ beam: Math.max(DEFAULT_BEAM, nBest), nBest, words: true })
    return true
  }

  partial(): SearchPartial {
    return { words: this.#alternatives[0]?.words ?? [], stable: 0 }
  }

  alternatives(nBest: number): readonly SearchAlternative[] {
    return this.#alternatives.slice(0, Math.max(1, nBest))
  }

  async #recognize(options: Readonly<{ beam: number; nBest: number; words: boolean }>): Promise<void> {
    const samples = new Float32Array(this.#samples)
    let at = 0
    for (const part of this.#parts) {
      samples.set(part, at)
      at += part.length
    }
    this.#parts = [samples]
    this.#decoded = samples.length
    const { language, normalizer } = this.#options
    const { alternatives } = await recognizePhrase(this.#model, samples, {
      ...options,
      language,
      ...(this.#fusion.isEmpty ? {} : { scorer: new FusionScorer(this.#fusion) })
    })
    const total = alternatives.reduce((sum, { confidence }) => sum + confidence, 0)
    this.#alternatives = alternatives.map((alternative) => ({
      words: lexicalWords(alternative, normalizer),
      score: Math.log(alternative.confidence),
      posterior: alternative.confidence / total
    }))
  }
}

/**
 * What the model wrote ("10 of clubs.") as the words of results ("ten of clubs"), each with the time and the spelling of
 * what it came from. The text is normalized as a whole, and its words found again in those of each spelling.
 */
export function lexicalWords(
  { text, words }: Pick<PhraseAlternative, 'text' | 'words'>,
  normalizer: Normalizer
): readonly SearchWord[] {
  const lexical = normalizer.apply(text).split(' ').filter(isWord)
  const single = words.flatMap((word) => {
    const parts = normalizer.apply(word.text).split(' ').filter(isWord)
    return parts.map((part, index) => partOf(word, part, index, parts.length))
  })
  if (single.length === lexical.length && single.every(({ word }, index) => word === lexical[index]))
    return single
  const found: SearchWord[] = []
  let next = 0
  for (const { op, ref } of align(
    lexical,
    single.map(({ word }) => word)
  ).steps) {
    const own = single[Math.min(next, single.length - 1)]
    if (op !== 'delete') next++
    if (ref !== undefined && own !== undefined) found.push({ ...own, word: ref })
  }
  return found
}

const isWord = (word: string): boolean => word !== ''

function partOf(word: PhraseWord, part: string, index: number, count: number): SearchWord {
  const frameAt = (place: number): number =>
    Math.round((word.startSeconds + ((word.endSeconds - word.startSeconds) * place) / count) / FRAME_SECONDS)
  return {
    word: part,
    surface: index === 0 ? word.text : part,
    known: false,
    from: frameAt(index),
    to: frameAt(index + 1),
    confidence: word.confidence
  }
}
