/** Recognizes held-back utterances with a candidate model and counts its errors. @module */
import { type Engine, type RecognitionModel, recognizeFiles } from '../recognizers/index.ts'
import { align, sumScores, type WordCounts } from '../speech/scoring/index.ts'
import type { Normalizer } from '../speech/text/index.ts'
import type { TrainingUtterance } from './training-data.ts'

/**
 * Counts of all, and of each utterance in order.
 * Both sides are compared in spoken form: the base cannot write `KX9`, and recognizing "k x nine" is
 * correct.
 * @param spell converts the words of the model to spoken form
 */
export async function recognizeHeldOut(
  parts: Readonly<{
    engine: Engine
    normalizer: Normalizer
    spell: (lexical: string) => string
    signal: AbortSignal
  }>,
  model: RecognitionModel,
  utterances: readonly TrainingUtterance[]
): Promise<WordCounts & Readonly<{ utterances: readonly WordCounts[] }>> {
  const { normalizer, spell } = parts
  const wordsOf = (text: string): readonly string[] =>
    normalizer
      .apply(spell(text))
      .split(' ')
      .filter((word) => word !== '')
  // Audio that cannot be recognized counts as missed, for all candidates alike.
  const paths = utterances.map(({ audioPath }) => audioPath)
  const recognized = await recognizeFiles(parts.engine, model, paths, { signal: parts.signal })
  const scores = utterances.map(({ words }, index) =>
    align(wordsOf(words.join(' ')), wordsOf(recognized[index]?.text ?? ''))
  )
  return { ...sumScores(scores), utterances: scores }
}
