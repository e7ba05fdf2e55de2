/** Measures adaptation on held-out utterances. @module */

import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { modelDisplay } from '../../../models/index.ts'
import type { Engine, RecognitionModel } from '../../../recognizers/index.ts'
import { ngramGmmParts } from '../../../recognizers/pocketsphinx/index.ts'
import { utteranceFolds, type WeightedSources } from '../../../speech/language-model/index.ts'
import type { Normalizer } from '../../../speech/text/index.ts'
import { recognizeHeldOut } from '../../recognize-held-out.ts'
import type { OnProgress } from '../../text/train-domain-model.ts'
import type { TrainingData, TrainingUtterance } from '../../training-data.ts'
import { prepareAcousticFolds } from './acoustic-folds.ts'
import { isNarrowBand } from './narrow-band.ts'
import { type TrainedAcoustics, trainAcoustics } from './train-acoustics.ts'
import { expectedErrors } from './transcribe-audio-files.ts'

export async function tuneAcoustics({
  engine,
  data,
  recognized,
  normalizer,
  model,
  mixture,
  scratch,
  signal,
  progress
}: Readonly<{
  engine: Engine
  data: TrainingData
  /** Recognized in audio without transcripts. */
  recognized: readonly TrainingUtterance[]
  normalizer: Normalizer
  model: RecognitionModel
  /** If recordings were cut, sources do not contain their segments, and folds treat all text as one. */
  mixture?: WeightedSources
  scratch: string
  signal: AbortSignal
  progress: OnProgress
}>): Promise<TrainedAcoustics> {
  const { utterances, sentences, classes } = data
  const own = ngramGmmParts(model)
  const { spell } = modelDisplay(data.display)
  // Utterances with transcripts decide; recognized ones help to train, and decide only if there are no
  // others.
  const measure = utterances.length > 0 ? 'transcripts' : 'confidence'
  const divisions =
    measure === 'confidence'
      ? utteranceFolds(recognized)
      : utteranceFolds(utterances).map((division) => ({
          ...division,
          training: [...division.training, ...recognized]
        }))
  const folds = await prepareAcousticFolds(divisions, {
    sentences,
    classes,
    ...(mixture ? { mixture } : {}),
    weight: own.languageModel?.weight ?? 0,
    base: model.base,
    lexiconPath: own.lexiconPath,
    scratch,
    signal
  })
  const outputDirectory = join(scratch, 'transform')
  await mkdir(outputDirectory)
  return trainAcoustics({
    engine,
    utterances: [...utterances, ...recognized],
    model,
    folds,
    measure,
    narrowBand: await isNarrowBand(utterances, signal),
    recognized,
    recognize: (candidate, heldBack) =>
      measure === 'transcripts'
        ? recognizeHeldOut({ engine, normalizer, spell, signal }, candidate, heldBack)
        : expectedErrors(engine, candidate, heldBack, signal),
    scratch,
    outputDirectory,
    signal,
    progress
  })
}
