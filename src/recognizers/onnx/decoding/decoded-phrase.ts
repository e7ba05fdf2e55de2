/** What the decoding of a stream knows of a base model: how its phrases are decoded, whatever family it is of. @module */
import type { Fusion, SearchAlternative, SearchPartial } from '../search/index.ts'

/** One phrase as it is decoded. Calls that answer later do not overlap. */
export interface DecodedPhrase {
  /** Seconds from the start of the phrase for which there are results. */
  readonly decodedSeconds: number
  /** @param samples 16 kHz, from -1 to 1 */
  accept(samples: Float32Array): void
  /** Decodes what there is to decode of a phrase that goes on; answers whether there are new results. */
  advance(partials: boolean): Promise<boolean>
  /** No more audio; `advanceToEnd` then decodes the rest. */
  finish(): void
  /** Answers whether there was something left to decode. */
  advanceToEnd(): Promise<boolean>
  partial(): SearchPartial
  alternatives(nBest: number): readonly SearchAlternative[]
}

export interface PhraseModel {
  /** Whether results come while a phrase goes on; else only of the whole. */
  readonly streaming: boolean
  /** Seconds of a frame, in which words are timed. */
  readonly frameSeconds: number
  /** @param nBest alternatives that will be asked for */
  openPhrase(fusion: Fusion, nBest: number): DecodedPhrase
}
