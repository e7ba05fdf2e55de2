/** All of a training. What is measured is measured on data held back; what is delivered is made from all of it. @module */

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Datasets } from '../../../datasets/index.ts'
import {
  bundleJson,
  CHECKSUMS_FILE,
  checksumsOf,
  DISPLAY_FILE,
  FORMATTING_FILE,
  LANGUAGE_MODEL_FILE,
  LEXICON_FILE,
  MANIFEST_FILE,
  type Model,
  type ModelStore,
  REPORT_FILE,
  TEXT_FILE,
  wantedShares
} from '../../../models/index.ts'
import { type FileStore, type JobContext, JobRejected } from '../../../platform/index.ts'
import type { Engine } from '../../../recognizers/index.ts'
import { NoTrainingText, saveArpa } from '../../../speech/language-model/index.ts'
import type { Normalizer } from '../../../speech/text/index.ts'
import { trainingOutcome } from '../../outcome.ts'
import { gatherTrainingData, type TrainingData, type TrainingUtterance } from '../../training-data.ts'
import { manifestOf, moveTransform, toolsOf } from './bundle-manifest.ts'
import { cutRecordings } from './cut-recordings.ts'
import { lexiconText, trainWords } from './train-lexicon.ts'
import { type TrainedText, trainText } from './train-text.ts'
import { transcribeAudioFiles } from './transcribe-audio-files.ts'
import { tuneAcoustics } from './tune-acoustics.ts'

export type TrainingParts = Readonly<{
  store: ModelStore
  files: FileStore
  datasets: Datasets
  engine: Engine
  normalizerFor: (locale: string) => Normalizer
}>

/** The bundle goes to `directory`, what is thrown away to `scratch`. */
type Folders = Readonly<{ directory: string; scratch: string }>

export async function writeBundle(
  parts: TrainingParts,
  model: Model,
  { directory, scratch }: Folders,
  { signal, progress }: JobContext
): Promise<void> {
  const { engine, datasets } = parts
  const normalizer = parts.normalizerFor(model.locale)
  progress(0, 'reading the training data')
  const data = await gatherTrainingData(model, datasets, normalizer, signal)
  const base = model.base

  progress(0.05, 'giving words their pronunciations')
  const vocabulary = vocabularyOf(data)
  const words = await trainWords({
    ...data,
    engine,
    base,
    vocabulary,
    ...(data.utterances.length > 0 ? { audio: { utterances: data.utterances, scratch } } : {}),
    signal
  })
  const lexiconPath = join(directory, LEXICON_FILE)
  const hasLexicon = words.lexicon.size > 0
  if (hasLexicon) await writeFile(lexiconPath, lexiconText(words))

  progress(0.1, 'training the language model')
  const textEnd = data.utterances.length + data.clips.length === 0 ? 0.9 : 0.15
  const wantedWeight = model.requestedWeightPercent && model.requestedWeightPercent / 100
  const text = await trainedText(data, {
    engine,
    base,
    sentences: data.sentences,
    classes: data.classes,
    sources: data.sources,
    wantedShares: wantedShares(model.customProperties, data.sources),
    wantedWeight,
    signal,
    onProgress: (fraction, stage) => progress(0.1 + (textEnd - 0.1) * fraction, stage)
  })
  const arpaPath = join(directory, LANGUAGE_MODEL_FILE)
  if (text) await saveArpa(text.model, arpaPath, { signal })

  const custom = {
    ...(text ? { languageModel: { arpaPath, weight: text.report.weight } } : {}),
    ...(hasLexicon ? { lexiconPath } : {})
  }
  const heard =
    data.clips.length === 0
      ? undefined
      : await transcribeAudioFiles({
          engine,
          model: { base, custom },
          clips: data.clips,
          directory: join(scratch, 'heard'),
          signal,
          progress: (fraction) => progress(0.15 + 0.05 * fraction, 'hearing audio without transcripts')
        })
  const heardUtterances = heard?.utterances ?? []
  const recordings =
    data.recordings.length === 0
      ? undefined
      : await cutRecordings({
          engine,
          model: { base, custom },
          recordings: data.recordings,
          directory: join(scratch, 'recordings'),
          signal,
          progress: (fraction) =>
            progress(0.2 + 0.05 * fraction, 'fitting long recordings to their transcripts')
        })
  const utterances = [...data.utterances, ...(recordings?.utterances ?? [])]
  const acoustics =
    utterances.length + heardUtterances.length === 0
      ? undefined
      : await tuneAcoustics({
          engine,
          data: { ...data, utterances, sentences: sentencesOfFolds(data, recordings?.utterances) },
          heard: heardUtterances,
          normalizer,
          model: { base, custom },
          ...(text?.shares && data.recordings.length === 0
            ? { mixture: { sources: data.sources, shares: text.shares } }
            : {}),
          scratch,
          signal,
          progress
        })
  progress(0.95, 'writing the bundle')
  await moveTransform(acoustics, directory)
  const recipe = manifestOf(model, { data, normalizer, text, words, acoustics })
  const report = {
    verdict: trainingOutcome(text?.report, acoustics?.report),
    ...(text ? { languageModel: text.report } : {}),
    words: words.report,
    ...(heard ? { audioFiles: heard.report } : {}),
    ...(recordings ? { recordings: recordings.report } : {}),
    ...(acoustics ? { acoustics: acoustics.report } : {})
  }
  if (model.text !== undefined) await writeFile(join(directory, TEXT_FILE), model.text)
  if (data.rules) await writeFile(join(directory, FORMATTING_FILE), bundleJson(data.rules))
  await writeFile(join(directory, DISPLAY_FILE), bundleJson(data.display))
  await writeFile(join(directory, REPORT_FILE), bundleJson(report))
  await writeFile(join(directory, MANIFEST_FILE), bundleJson({ ...recipe, tools: await toolsOf(recipe) }))
  await writeFile(join(directory, CHECKSUMS_FILE), await checksumsOf(directory))
}

function vocabularyOf({ sentences, classes }: TrainingData): readonly string[] {
  const words = new Set<string>()
  for (const sentence of sentences) for (const word of sentence) words.add(word)
  for (const [name, items] of classes) {
    // Items of a class that no sentence refers to are expected nowhere.
    if (!words.delete(name)) continue
    for (const item of items) for (const word of item) words.add(word)
  }
  return [...words]
}

/** Undefined where the data is none of text: audio or rules alone leave the base's language as it is. */
async function trainedText(
  { clips, rules, sentences }: TrainingData,
  work: Parameters<typeof trainText>[0]
): Promise<TrainedText | undefined> {
  if (sentences.length === 0 && (clips.length > 0 || rules)) return undefined
  try {
    return await trainText(work)
  } catch (error) {
    if (!(error instanceof NoTrainingText)) throw error
    throw new JobRejected('InvalidDataset', 'The training data contains no words after normalization.')
  }
}

/** A recording's transcript by the segments it was cut into, or no part of it could be held back unread. */
function sentencesOfFolds(
  { sentences, recordings }: TrainingData,
  segments: readonly TrainingUtterance[] = []
): TrainingData['sentences'] {
  const whole = new Set(recordings.map(({ words }) => words))
  return [...sentences.filter((words) => !whole.has(words)), ...segments.map(({ words }) => words)]
}
