/**
 * The recipe of neural engines: an n-gram model of the customer's text, mixed with the general one of the base, and a
 * lexicon with respellings of what is pronounced otherwise. The acoustic model stays as it is. How far the language is
 * trusted is chosen by word errors where there is transcribed audio; "as the base" is always among the choices.
 * @module
 */
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { wantedShares } from '../../../models/index.ts'
import { JobRejected } from '../../../platform/index.ts'
import { neuralSearch } from '../../../recognizers/index.ts'
import { NEURAL, NEURAL_FAMILY, type StoredNeural } from '../../../recognizers/onnx/index.ts'
import { NoTrainingText, saveArpa } from '../../../speech/language-model/index.ts'
import { NOT_COMPARED, outcomeOfErrors, outcomeOfPerplexities, type TrainingOutcome } from '../../outcome.ts'
import { RECIPE_PROGRESS, type Recipe, type RecipeContext, type TrainedParts } from '../../recipe.ts'
import { LANGUAGE_MODEL_ORDER, SMOOTHING } from '../../text/train-domain-model.ts'
import { type TrainedText, trainText } from '../../text/train-text.ts'
import { progressBetween } from '../../text/tune-text.ts'
import type { WordsReport } from '../../words-report.ts'
import { type ChosenWeights, chooseWeights } from './choose-weights.ts'
import { defaultWeights, type FusionWeights } from './fusion-candidates.ts'
import {
  type GeneralModel,
  loadGeneralModel,
  NETWORK_FILE,
  scoreSentences,
  writeNetwork
} from './language.ts'
import { type Respellings, respellingsOf } from './respellings.ts'

export const neural: Recipe = { family: NEURAL_FAMILY, train }

const LANGUAGE_MODEL_FILE = 'language-model.arpa'
const GENERAL_FILE = 'general.ngram'
/** Where choosing weights begins, as a fraction of the whole training. */
const WEIGHTS_AT = 0.4

async function train(context: RecipeContext): Promise<TrainedParts> {
  const { directory, data, signal } = context
  const general = await generalModel(context)
  const text = await trainLanguage(context, general)
  const vocabulary = new Set(text?.model.vocabulary.words)
  const respellings = respellingsOf(data.spokenForms, data.phonetic, vocabulary)
  const domainWeight = text?.report.weight ?? 0
  const chosen =
    text && (await tryWeights(context, { general, domainWeight, respellings: respellings.byWord }))
  const weights = weightsOf(text, chosen, { hasGeneral: general !== undefined, domainWeight })
  await writeNetwork(directory, { domain: text?.model, general, respellings: respellings.byWord, signal })
  if (text) await saveArpa(text.model, join(directory, LANGUAGE_MODEL_FILE), { signal })
  if (general) await copyFile(general.path, join(directory, GENERAL_FILE))
  return {
    customization: { ...NEURAL, parts: storedParts(text, general, weights) },
    tools: {},
    outcome: outcomeOf(text, chosen),
    report: {
      ...(text ? { languageModel: text.report } : {}),
      words: reportWords(context, general, vocabulary, respellings),
      fusion: reportFusion(weights, chosen, general)
    }
  }
}

async function generalModel({ engine, model }: RecipeContext): Promise<GeneralModel | undefined> {
  const path = engine.capabilities(model.base).generalNgrams?.path(model.base)
  return path === undefined ? undefined : loadGeneralModel(path)
}

/** Undefined for data without text: what is heard stays as it is. */
async function trainLanguage(
  { engine, model, data, signal, progress }: RecipeContext,
  general: GeneralModel | undefined
): Promise<TrainedText | undefined> {
  const { sentences, classes, sources, utterances } = data
  progress(RECIPE_PROGRESS.from, 'training the language model')
  if (sentences.length === 0) return undefined
  const end = utterances.length === 0 ? RECIPE_PROGRESS.to : WEIGHTS_AT
  try {
    return await trainText({
      engine,
      base: model.base,
      scoreText: async (_, held) =>
        general ? scoreSentences(general, held) : held.map((words) => [...words.map(() => null), null]),
      sentences,
      classes,
      sources,
      requestedWeights: wantedShares(model.customProperties, sources),
      requestedWeight: model.requestedWeightPercent && model.requestedWeightPercent / 100,
      signal,
      onProgress: progressBetween(progress, RECIPE_PROGRESS.from, end)
    })
  } catch (error) {
    if (!(error instanceof NoTrainingText)) throw error
    throw new JobRejected('InvalidDataset', 'The training data contains no words after normalization.')
  }
}

const tryWeights = (context: RecipeContext, parts: Parameters<typeof chooseWeights>[1]) =>
  chooseWeights(
    { ...context, progress: progressBetween(context.progress, WEIGHTS_AT, RECIPE_PROGRESS.to) },
    parts
  )

function weightsOf(
  text: TrainedText | undefined,
  chosen: ChosenWeights | undefined,
  language: Readonly<{ hasGeneral: boolean; domainWeight: number }>
): FusionWeights {
  if (!text) return neuralSearch.AS_HEARD
  if (!chosen) return defaultWeights(language)
  return chosen.weights ?? neuralSearch.AS_HEARD
}

function outcomeOf(text: TrainedText | undefined, chosen: ChosenWeights | undefined): TrainingOutcome {
  if (chosen) return outcomeOfErrors(chosen.base, chosen.chosen, chosen.utterances)
  const compared = text?.report.comparedWithBase
  return compared ? outcomeOfPerplexities(compared) : NOT_COMPARED
}

/** What a person may want to read of the language model stands beside what the engine loads. */
const storedParts = (
  text: TrainedText | undefined,
  general: GeneralModel | undefined,
  weights: FusionWeights
): StoredNeural & Readonly<Record<string, unknown>> => ({
  network: { file: NETWORK_FILE },
  ...(general ? { general: { file: GENERAL_FILE } } : {}),
  weights,
  ...(text
    ? {
        languageModel: {
          file: LANGUAGE_MODEL_FILE,
          order: LANGUAGE_MODEL_ORDER,
          smoothing: SMOOTHING,
          weight: text.report.weight,
          weightFrom: text.report.weightFrom
        }
      }
    : {})
})

/** Words that are new beside the general model, with their respellings; known words that gained one are extended. */
function reportWords(
  { data: { display, spokenForms } }: RecipeContext,
  general: GeneralModel | undefined,
  vocabulary: ReadonlySet<string>,
  { byWord, unused }: Respellings
): WordsReport {
  const known = new Set(general?.automaton.words())
  const describe = (word: string) => ({
    word,
    display: display[word] ?? word,
    pronunciations: byWord.get(word) ?? [],
    source: spokenForms.has(word) ? ('pronunciation data' as const) : ('spelling' as const)
  })
  const words = [...vocabulary].sort()
  return {
    added: words.filter((word) => general !== undefined && !known.has(word)).map(describe),
    extended: words
      .filter((word) => byWord.has(word) && (general === undefined || known.has(word)))
      .map(describe),
    unpronounceable: unused.map((word) => ({
      word,
      reason: 'is pronounced in phones, which neural models do not use; give a spoken form of it'
    }))
  }
}

const reportFusion = (
  weights: FusionWeights,
  chosen: ChosenWeights | undefined,
  general: GeneralModel | undefined
) => ({
  weightsFrom: chosen
    ? 'held-back utterances'
    : 'default, because there is no transcribed audio to choose by',
  generalModel: general !== undefined,
  weights,
  ...(chosen ? { utterances: chosen.utterances, candidates: chosen.candidates } : {})
})
