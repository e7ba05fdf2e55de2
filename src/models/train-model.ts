/**
 * Training: from a model's data to its bundle. What is measured is measured on data held back; what is delivered is
 * made from all of it. Nothing is kept between steps but the bundle, committed in one rename: a run that was killed
 * anywhere is simply run again.
 * @module
 */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Datasets } from '../datasets/index.ts'
import {
  CANCELLED,
  type FileStore,
  isTerminal,
  type JobContext,
  type JobHandler,
  JobRejected
} from '../platform/index.ts'
import type { Engine, RecognitionModel } from '../recognizers/index.ts'
import { NoTrainingText, saveArpa } from '../speech/language-model/index.ts'
import type { Normaliser } from '../speech/text/index.ts'
import {
  ACOUSTIC_FOLDER,
  bundleJson,
  DISPLAY_FILE,
  FORMATTING_FILE,
  LANGUAGE_MODEL_FILE,
  LEXICON_FILE,
  RECIPE_FILE,
  REPORT_FILE,
  type Recipe,
  readBundle,
  TEXT_FILE
} from './bundle.ts'
import { cutRecordings } from './cut-recordings.ts'
import { wantedShares } from './dataset-weights.ts'
import { displayForm } from './display-form.ts'
import { expectedErrors, hearAudioFiles } from './hear-audio-files.ts'
import { bundlePrefix, type Model } from './model.ts'
import type { ModelStore } from './model-store.ts'
import { recogniseHeldBack } from './recognise-held-back.ts'
import { type TrainedAcoustics, trainAcoustics } from './train-acoustics.ts'
import { LANGUAGE_MODEL_ORDER, SMOOTHING, type TrainedText, trainText } from './train-text.ts'
import { lexiconText, type TrainedWords, trainWords } from './train-words.ts'
import { gatherTrainingData, type TrainingData, type TrainingUtterance } from './training-data.ts'
import { type DatasetMixture, divideUtterances, prepareTrials } from './trials.ts'
import { verdictOn } from './verdict.ts'

export const trainKind = 'models.train'

export type TrainingParts = Readonly<{
  store: ModelStore
  files: FileStore
  datasets: Datasets
  engine: Engine
  normaliserFor: (locale: string) => Normaliser
}>

export function trainHandler(parts: TrainingParts): JobHandler {
  const fail = async (id: string, code: string, message: string): Promise<void> => {
    await parts.store.move(id, 'Failed', { error: { code, message } })
  }
  return {
    kind: trainKind,
    run: (context) => trainModel(parts, context),
    failed: (id, error) =>
      error instanceof JobRejected
        ? fail(id, error.code, error.message)
        : fail(
            id,
            'PipelineError',
            'The training stopped at an internal error, which the log of the service names.'
          ),
    cancelled: (id) => fail(id, CANCELLED, 'The training was cancelled.')
  }
}

async function trainModel(parts: TrainingParts, context: JobContext): Promise<void> {
  const { store, files } = parts
  const { subject: id, signal } = context
  const model = await store.find(id)
  if (!model || isTerminal(model.status)) return
  if (model.status === 'NotStarted') await store.move(id, 'Running')
  // A run before this one may have died between its bundle and saying so.
  if ((await readBundle(files, id)) === undefined) {
    await files.withScratch(async (directory) => {
      await files.withScratch((scratch) => writeBundle(parts, model, { directory, scratch }, context))
      signal.throwIfAborted()
      await files.commit(directory, bundlePrefix(id))
    })
  }
  const weight = (await readBundle(files, id))?.recipe.languageModel?.weight
  await store.move(id, 'Succeeded', weight === undefined ? {} : { weightPercent: Math.round(100 * weight) })
}

/** The bundle goes to `directory`, what is thrown away to `scratch`. */
type Folders = Readonly<{ directory: string; scratch: string }>

async function writeBundle(
  parts: TrainingParts,
  model: Model,
  { directory, scratch }: Folders,
  { signal, progress }: JobContext
): Promise<void> {
  const { engine, datasets } = parts
  const normaliser = parts.normaliserFor(model.locale)
  progress(0, 'reading the training data')
  const data = await gatherTrainingData(model, datasets, normaliser, signal)
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
      : await hearAudioFiles({
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
      : await trainedAcoustics({
          parts,
          data: { ...data, utterances, sentences: sentencesOfTrials(data, recordings?.utterances) },
          heard: heardUtterances,
          normaliser,
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
  const recipe = recipeOf(model, { data, normaliser, text, words, acoustics })
  const report = {
    verdict: verdictOn(text?.report, acoustics?.report),
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
  await writeFile(join(directory, RECIPE_FILE), bundleJson({ ...recipe, tools: await toolsOf(recipe) }))
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
    throw new JobRejected('InvalidDataset', 'The training data holds no words once it is normalised.')
  }
}

/** A recording's transcript by the segments it was cut into, or no part of it could be held back unread. */
function sentencesOfTrials(
  { sentences, recordings }: TrainingData,
  segments: readonly TrainingUtterance[] = []
): TrainingData['sentences'] {
  const whole = new Set(recordings.map(({ words }) => words))
  return [...sentences.filter((words) => !whole.has(words)), ...segments.map(({ words }) => words)]
}

async function trainedAcoustics({
  parts: { engine },
  data,
  heard,
  normaliser,
  model,
  mixture,
  scratch,
  signal,
  progress
}: Readonly<{
  parts: TrainingParts
  data: TrainingData
  heard: readonly TrainingUtterance[]
  normaliser: Normaliser
  model: RecognitionModel
  /** Where recordings were cut no source holds their segments, and trials take all text as one. */
  mixture?: DatasetMixture
  scratch: string
  signal: AbortSignal
  progress: JobContext['progress']
}>): Promise<TrainedAcoustics> {
  const { utterances, sentences, classes } = data
  const { written } = displayForm(data.display)
  // What is known to be right decides; what was only heard helps to train, or has to do for both.
  const judgedBy = utterances.length > 0 ? 'transcripts' : 'confidence'
  const divisions =
    judgedBy === 'confidence'
      ? divideUtterances(heard)
      : divideUtterances(utterances).map((division) => ({
          ...division,
          training: [...division.training, ...heard]
        }))
  const trials = await prepareTrials(divisions, {
    sentences,
    classes,
    ...(mixture ? { mixture } : {}),
    weight: model.custom?.languageModel?.weight ?? 0,
    base: model.base,
    lexiconPath: model.custom?.lexiconPath,
    scratch,
    signal
  })
  const outputDirectory = join(scratch, 'transform')
  await mkdir(outputDirectory)
  return trainAcoustics({
    engine,
    utterances: [...utterances, ...heard],
    model,
    trials,
    judgedBy,
    heard,
    recognise: (candidate, heldBack) =>
      judgedBy === 'transcripts'
        ? recogniseHeldBack({ engine, normaliser, written, signal }, candidate, heldBack)
        : expectedErrors(engine, candidate, heldBack, signal),
    scratch,
    outputDirectory,
    signal,
    progress: (fraction, stage) => progress(0.25 + 0.7 * fraction, stage)
  })
}

const transformFile = (method: string): string => `${ACOUSTIC_FOLDER}/${method}`

async function moveTransform(acoustics: TrainedAcoustics | undefined, directory: string): Promise<void> {
  if (acoustics?.acoustic === undefined) return
  await mkdir(join(directory, ACOUSTIC_FOLDER))
  await rename(acoustics.acoustic.path, join(directory, transformFile(acoustics.acoustic.method)))
}

function recipeOf(
  model: Model,
  made: Readonly<{
    data: TrainingData
    normaliser: Normaliser
    text: TrainedText | undefined
    words: TrainedWords
    acoustics: TrainedAcoustics | undefined
  }>
): Recipe {
  const { data, normaliser, text, words, acoustics } = made
  const acoustic = acoustics?.acoustic
  return {
    format: 1,
    locale: model.locale,
    base: model.base,
    ...data.origins,
    normaliser: { version: normaliser.version, steps: normaliser.steps },
    ...(text
      ? {
          languageModel: {
            file: LANGUAGE_MODEL_FILE,
            order: LANGUAGE_MODEL_ORDER,
            smoothing: SMOOTHING,
            weight: text.report.weight,
            weightFrom: text.report.weightFrom,
            ...(text.shares
              ? {
                  shares: data.sources.map(({ source }, index) => ({
                    source,
                    share: text.shares?.[index] ?? 0
                  }))
                }
              : {})
          }
        }
      : {}),
    ...(words.lexicon.size > 0 ? { lexicon: { file: LEXICON_FILE } } : {}),
    ...(data.rules ? { formatting: { file: FORMATTING_FILE } } : {}),
    ...(acoustic ? { acoustic: { file: transformFile(acoustic.method), method: acoustic.method } } : {}),
    tools: { ...words.tools, ...acoustics?.tools }
  }
}

/** With the version of this service, whose package file lies above both sources and build. */
async function toolsOf({ tools }: Recipe): Promise<Recipe['tools']> {
  const own = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  const all = Object.entries({ ...tools, vernacular: own.version })
  return Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1)))
}
