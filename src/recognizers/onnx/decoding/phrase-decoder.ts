/** One phrase: its audio through the acoustic model and the search, as far as it goes. @module */
import type { AcousticModel, EncodedFrames, TransducerModel } from '../families/acoustic-model.ts'
import {
  CtcSearch,
  type Fusion,
  type SearchAlternative,
  type SearchPartial,
  TransducerSearch
} from '../search/index.ts'
import type { DecodedPhrase } from './decoded-phrase.ts'
import { PredictorStates } from './predictor-states.ts'

/** Seconds of audio after which a phrase that is decoded as a whole is decoded again, for partial results. */
const PARTIAL_SECONDS = 0.8
const SAMPLE_RATE = 16_000

export class PhraseDecoder implements DecodedPhrase {
  readonly #model: AcousticModel
  readonly #fusion: Fusion
  readonly #stream: ReturnType<AcousticModel['open']>
  #search: PhraseSearch
  #samples = 0
  /** Samples that the last result of a phrase decoded as a whole was of. */
  #decoded = 0

  constructor(model: AcousticModel, fusion: Fusion) {
    this.#model = model
    this.#fusion = fusion
    this.#stream = model.open()
    this.#search = openSearch(model, fusion)
  }

  get decodedSeconds(): number {
    return this.#search.frames * this.#model.frameSeconds
  }

  accept(samples: Float32Array): void {
    this.#samples += samples.length
    this.#stream.accept(samples)
  }

  /** Decodes the next chunk, where there is one; answers whether there are new results. */
  async advance(partials: boolean): Promise<boolean> {
    if (this.#model.streaming) {
      const frames = await this.#stream.next()
      if (frames) await this.#search.push(frames)
      return frames !== undefined
    }
    if (!partials || this.#samples - this.#decoded < PARTIAL_SECONDS * SAMPLE_RATE) return false
    this.#decoded = this.#samples
    const frames = await this.#stream.encodeSoFar()
    if (!frames) return false
    this.#search = openSearch(this.#model, this.#fusion)
    await this.#search.push(frames)
    return true
  }

  /** No more audio; `advanceToEnd` then decodes the rest, a chunk at a time. */
  finish(): void {
    this.#stream.finish()
    if (!this.#model.streaming) this.#search = openSearch(this.#model, this.#fusion)
  }

  async advanceToEnd(): Promise<boolean> {
    const frames = await this.#stream.next()
    if (frames) await this.#search.push(frames)
    return frames !== undefined
  }

  partial(): SearchPartial {
    return this.#search.partial()
  }

  alternatives(nBest: number): readonly SearchAlternative[] {
    return this.#search.alternatives(nBest)
  }
}

interface PhraseSearch {
  readonly frames: number
  push(frames: EncodedFrames): Promise<void>
  partial(): SearchPartial
  alternatives(nBest: number): readonly SearchAlternative[]
}

function openSearch(model: AcousticModel, fusion: Fusion): PhraseSearch {
  return model.kind === 'ctc' ? ctcSearch(fusion) : transducerSearch(model, fusion)
}

function ctcSearch(fusion: Fusion): PhraseSearch {
  const search = new CtcSearch(fusion)
  return {
    get frames() {
      return search.frames
    },
    push: async ({ values, count }) => search.push(values, count),
    partial: () => search.partial(),
    alternatives: (nBest) => search.alternatives(nBest)
  }
}

function transducerSearch(model: TransducerModel, fusion: Fusion): PhraseSearch {
  const search = new TransducerSearch(fusion, new PredictorStates(model), {
    tokensPerFrame: model.maxTokensPerFrame,
    ...(model.durations ? { durations: model.durations } : {})
  })
  return {
    get frames() {
      return search.frames
    },
    push: async ({ values, count, width }) => {
      for (let frame = 0; frame < count; frame++) {
        await search.push(values.subarray(frame * width, (frame + 1) * width))
      }
    },
    partial: () => search.partial(),
    alternatives: (nBest) => search.alternatives(nBest)
  }
}
