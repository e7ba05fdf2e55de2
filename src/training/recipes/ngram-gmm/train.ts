/**
 * The recipe of engines with an n-gram language model and Gaussian mixtures: a language model of the user's
 * text, a lexicon of its new words, and the acoustic model of the base adapted to its audio. Measurements use
 * held-out data; the delivered model uses all data.
 * @module
 */
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { wantedShares } from '../../../models/index.ts'
import { JobRejected } from '../../../platform/index.ts'
import type { RecognitionModel } from '../../../recognizers/index.ts'
import {
  NGRAM_GMM,
  ngramGmmCustomization,
  type StoredNgramGmm
} from '../../../recognizers/pocketsphinx/index.ts'
import { NoTrainingText, saveArpa } from '../../../speech/language-model/index.ts'
import { RECIPE_PROGRESS, type Recipe, type RecipeContext, type TrainedParts } from '../../recipe.ts'
import { LANGUAGE_MODEL_ORDER, SMOOTHING } from '../../text/train-domain-model.ts'
import { type TrainedText, trainText } from '../../text/train-text.ts'
import { progressBetween } from '../../text/tune-text.ts'
import type { TrainingData, TrainingUtterance } from '../../training-data.ts'
import { trainingOutcome } from './choose-outcome.ts'
import { cutRecordings } from './cut-recordings.ts'
import type { TrainedAcoustics } from './train-acoustics.ts'
import { lexiconText, type TrainedWords, trainWords } from './train-lexicon.ts'
import { transcribeAudioFiles } from './transcribe-audio-files.ts'
import { tuneAcoustics } from './tune-acoustics.ts'

export const ngramGmm: Recipe = { family: 'ngram-gmm', train }

const LANGUAGE_MODEL_FILE = 'language-model.arpa'
const LEXICON_FILE = 'lexicon.dict'
const ACOUSTIC_FOLDER = 'acoustic'

/** Where each step begins, as a fraction of the whole training. */
const PROGRESS = {
  lexicon: RECIPE_PROGRESS.from,
  languageModel: 0.1,
  audioFiles: 0.15,
  recordings: 0.2,
  acoustics: 0.25,
  end: RECIPE_PROGRESS.to
} as const

async function train(context: RecipeContext): Promise<TrainedParts> {
  const words = await trainLexicon(context)
  const text = await trainLanguageModel(context)
  const model = await saveModel(context, words, text)
  const audioFiles = await transcribeClips(context, model)
  const recordings = await alignRecordings(context, model)
  const acoustics = await adaptAcoustics(context, model, {
    segments: recordings?.utterances ?? [],
    recognized: audioFiles?.utterances ?? [],
    shares: text?.shares
  })
  await saveAcoustics(context, acoustics)
  return {
    customization: { ...NGRAM_GMM, parts: storedParts(context.data, words, text, acoustics) },
    tools: { ...words.tools, ...acoustics?.tools },
    outcome: trainingOutcome(text?.report, acoustics?.report),
    report: {
      ...(text ? { languageModel: text.report } : {}),
      words: words.report,
      ...(audioFiles ? { audioFiles: audioFiles.report } : {}),
      ...(recordings ? { recordings: recordings.report } : {}),
      ...(acoustics ? { acoustics: acoustics.report } : {})
    }
  }
}

function trainLexicon({ engine, model, data, scratch, signal, progress }: RecipeContext) {
  progress(PROGRESS.lexicon, 'adding pronunciations')
  return trainWords({
    ...data,
    engine,
    base: model.base,
    vocabulary: vocabularyOf(data),
    ...(data.utterances.length > 0 ? { audio: { utterances: data.utterances, scratch } } : {}),
    signal
  })
}

/** All words that the language model can predict. */
export function vocabularyOf({
  sentences,
  classes
}: Pick<TrainingData, 'sentences' | 'classes'>): readonly string[] {
  const words = new Set<string>()
  for (const sentence of sentences) for (const word of sentence) words.add(word)
  for (const [name, items] of classes) {
    // Items of a class that no sentence refers to have no probability.
    if (!words.delete(name)) continue
    for (const item of items) for (const word of item) words.add(word)
  }
  return [...words]
}

/**
 * Undefined for data without text: audio or display rules alone do not change the language model of the base.
 */
async function trainLanguageModel(context: RecipeContext): Promise<TrainedText | undefined> {
  const { engine, model, data, signal, progress } = context
  const { sentences, classes, sources, clips, utterances, rules } = data
  progress(PROGRESS.languageModel, 'training the language model')
  if (sentences.length === 0 && (clips.length > 0 || rules)) return undefined
  const end = utterances.length + clips.length === 0 ? 0.9 : PROGRESS.audioFiles
  try {
    return await trainText({
      engine,
      base: model.base,
      sentences,
      classes,
      sources,
      requestedWeights: wantedShares(model.customProperties, sources),
      requestedWeight: model.requestedWeightPercent && model.requestedWeightPercent / 100,
      signal,
      onProgress: progressBetween(progress, PROGRESS.languageModel, end)
    })
  } catch (error) {
    if (!(error instanceof NoTrainingText)) throw error
    throw new JobRejected('InvalidDataset', 'The training data contains no words after normalization.')
  }
}

/** The custom model so far, lexicon and language model, to recognize the audio with. */
async function saveModel(
  { model, directory, signal }: RecipeContext,
  words: TrainedWords,
  text: TrainedText | undefined
): Promise<RecognitionModel> {
  const lexiconPath = join(directory, LEXICON_FILE)
  const hasLexicon = words.lexicon.size > 0
  if (hasLexicon) await writeFile(lexiconPath, lexiconText(words))
  const arpaPath = join(directory, LANGUAGE_MODEL_FILE)
  if (text) await saveArpa(text.model, arpaPath, { signal })
  return {
    base: model.base,
    custom: ngramGmmCustomization({
      ...(text ? { languageModel: { arpaPath, weight: text.report.weight } } : {}),
      ...(hasLexicon ? { lexiconPath } : {})
    })
  }
}

async function transcribeClips(
  { engine, data: { clips }, scratch, signal, progress }: RecipeContext,
  model: RecognitionModel
) {
  if (clips.length === 0) return undefined
  const report = progressBetween(progress, PROGRESS.audioFiles, PROGRESS.recordings)
  return transcribeAudioFiles({
    engine,
    model,
    clips,
    directory: join(scratch, 'recognized'),
    signal,
    progress: (fraction) => report(fraction, 'transcribing audio without transcripts')
  })
}

async function alignRecordings(
  { engine, data: { recordings }, scratch, signal, progress }: RecipeContext,
  model: RecognitionModel
) {
  if (recordings.length === 0) return undefined
  const report = progressBetween(progress, PROGRESS.recordings, PROGRESS.acoustics)
  return cutRecordings({
    engine,
    model,
    recordings,
    directory: join(scratch, 'recordings'),
    signal,
    progress: (fraction) => report(fraction, 'aligning long recordings with their transcripts')
  })
}

type AdaptationAudio = Readonly<{
  /** Cut from long recordings. */
  segments: readonly TrainingUtterance[]
  /** Recognized in audio without transcripts. */
  recognized: readonly TrainingUtterance[]
  /** Of the text sources, where the language model interpolates them. */
  shares: readonly number[] | undefined
}>

async function adaptAcoustics(
  { engine, data, normalizer, scratch, signal, progress }: RecipeContext,
  model: RecognitionModel,
  { segments, recognized, shares }: AdaptationAudio
): Promise<TrainedAcoustics | undefined> {
  const utterances = [...data.utterances, ...segments]
  if (utterances.length + recognized.length === 0) return undefined
  const interpolated = shares !== undefined && data.recordings.length === 0
  return tuneAcoustics({
    engine,
    data: { ...data, utterances, sentences: splitTranscripts(data, segments) },
    recognized,
    normalizer,
    model,
    ...(interpolated ? { mixture: { sources: data.sources, shares } } : {}),
    scratch,
    signal,
    progress: progressBetween(progress, PROGRESS.acoustics, PROGRESS.end)
  })
}

/**
 * The transcript of a recording by the segments that it was cut into: as a whole, no part of it could be held
 * out.
 */
export function splitTranscripts(
  { sentences, recordings }: Pick<TrainingData, 'sentences' | 'recordings'>,
  segments: readonly TrainingUtterance[]
): TrainingData['sentences'] {
  const whole = new Set(recordings.map(({ words }) => words))
  return [...sentences.filter((words) => !whole.has(words)), ...segments.map(({ words }) => words)]
}

const acousticFile = (method: string): string => `${ACOUSTIC_FOLDER}/${method}`

async function saveAcoustics(
  { directory }: RecipeContext,
  acoustics: TrainedAcoustics | undefined
): Promise<void> {
  if (acoustics?.acoustic === undefined) return
  await mkdir(join(directory, ACOUSTIC_FOLDER))
  await rename(acoustics.acoustic.path, join(directory, acousticFile(acoustics.acoustic.method)))
}

function storedParts(
  { sources }: TrainingData,
  words: TrainedWords,
  text: TrainedText | undefined,
  acoustics: TrainedAcoustics | undefined
): StoredNgramGmm {
  const method = acoustics?.acoustic?.method
  return {
    ...(text ? { languageModel: languageModelPart(text, sources) } : {}),
    ...(words.lexicon.size > 0 ? { lexicon: { file: LEXICON_FILE } } : {}),
    ...(method ? { acoustic: { file: acousticFile(method), method } } : {})
  }
}

const languageModelPart = ({ report, shares }: TrainedText, sources: TrainingData['sources']) => ({
  file: LANGUAGE_MODEL_FILE,
  order: LANGUAGE_MODEL_ORDER,
  smoothing: SMOOTHING,
  weight: report.weight,
  weightFrom: report.weightFrom,
  ...(shares ? { shares: sources.map(({ source }, index) => ({ source, share: shares[index] ?? 0 })) } : {})
})
