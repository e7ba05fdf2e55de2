/** Reading the output of CTC models. @module */
import type { ModelSession } from '../model-file.ts'
import type { Tensor } from '../runtime.ts'
import { assertVocabularySize } from '../vocabulary.ts'
import type { EncodedFrames } from './acoustic-model.ts'
import type { LoadRequest } from './family.ts'
import { isLogProbabilities, logSoftmax } from './log-softmax.ts'

/** Reads output 1, [1 × frames × tokens], as log probabilities. */
export class CtcOutput {
  readonly #session: ModelSession
  readonly #normalized: boolean

  /**
   * @param outputs of a first run, which show whether the model puts out log probabilities or unnormalized scores
   * @throws InvalidModelFile when the model has another number of tokens than the vocabulary
   */
  constructor(
    session: ModelSession,
    outputs: readonly Tensor[],
    { vocabulary, vocabularyFile }: LoadRequest
  ) {
    this.#session = session
    const { values, dims } = session.floats(outputs, 0, 3)
    const [batch, frames = 0, width = 0] = dims
    if (batch !== 1 || frames === 0 || width === 0) {
      throw session.file.invalid('output 1 of 1 × frames × tokens', dims.join(' × '))
    }
    assertVocabularySize(vocabulary, vocabularyFile, width, session.file.name)
    this.#normalized = isLogProbabilities(values.subarray(0, width))
  }

  /** @param most frames that the audio has, where the model puts out further ones for its padding */
  read(outputs: readonly Tensor[], most = Number.POSITIVE_INFINITY): EncodedFrames {
    const { values, dims } = this.#session.floats(outputs, 0, 3)
    const width = dims[2] ?? 0
    const count = Math.min(dims[1] ?? 0, most)
    const own = values.subarray(0, count * width)
    if (!this.#normalized) logSoftmax(own, width)
    return { count, width, values: own }
  }
}
