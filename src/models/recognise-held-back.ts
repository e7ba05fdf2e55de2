/** Recognises held-back utterances with a candidate model and counts its errors. @module */
import { type Engine, EngineDied, type RecognitionModel, recogniseSamples } from '../recognizers/index.ts'
import { AudioUnreadable, decodeAudio } from '../speech/audio/index.ts'
import { align, sumScores, type WordCounts } from '../speech/scoring/index.ts'
import type { Normaliser } from '../speech/text/index.ts'
import type { TrainingUtterance } from './training-data.ts'

/** A stream whose process died is tried this often: a retry cures what another stream did to it. */
const TRIES = 3
/** Utterances in flight: the engine spreads them over its processes. */
const AT_ONCE = 4

/**
 * Both sides are compared as they would be read aloud: the base cannot write `KX9`, and is not blamed for hearing
 * "k x nine".
 * @param written from the words of the model to words as written
 */
export async function recogniseHeldBack(
  parts: Readonly<{
    engine: Engine
    normaliser: Normaliser
    written: (lexical: string) => string
    signal: AbortSignal
  }>,
  model: RecognitionModel,
  utterances: readonly TrainingUtterance[]
): Promise<WordCounts> {
  const { normaliser, written } = parts
  const wordsOf = (text: string): readonly string[] =>
    normaliser
      .apply(written(text))
      .split(' ')
      .filter((word) => word !== '')
  const pending = utterances.values()
  const scores: WordCounts[] = []
  const worker = async (): Promise<void> => {
    for (const utterance of pending) {
      const heard = await hear(parts, model, utterance)
      scores.push(align(wordsOf(utterance.words.join(' ')), wordsOf(heard)))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return sumScores(scores)
}

async function hear(
  { engine, signal }: Readonly<{ engine: Engine; signal: AbortSignal }>,
  model: RecognitionModel,
  { audioPath }: TrainingUtterance
): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    signal.throwIfAborted()
    try {
      const samples = decodeAudio(audioPath, { signal })
      const options = { words: false, partials: false, signal }
      const finals = await recogniseSamples(engine, model, samples, options)
      return finals.map(({ text }) => text).join(' ')
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof EngineDied && attempt < TRIES) continue
      // What cannot be heard counts as missed by every candidate alike.
      if (error instanceof EngineDied || error instanceof AudioUnreadable) return ''
      throw error
    }
  }
}
