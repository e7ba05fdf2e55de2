/** All data of one training, in the order of its datasets. @module */

import { createHash } from 'node:crypto'
import type { Dataset, DatasetKind, Datasets, Utterance } from '../datasets/index.ts'
import { type BundleManifest, type DisplayWords, type Model, TEXT_FILE } from '../models/index.ts'
import { JobRejected } from '../platform/index.ts'
import { combineRules, type DisplayRules, TooManyPatterns } from '../speech/display/index.ts'
import type { ClassItems, TextSource } from '../speech/language-model/index.ts'
import type { Phones } from '../speech/pronunciation/index.ts'
import type { Normalizer } from '../speech/text/index.ts'
import { gatherStructured } from './class-sentences.ts'
import {
  normalizerKeeping,
  readOwnText,
  readPronunciations,
  readSentences,
  readTranscribed,
  type TrainingUtterance,
  turnTaker,
  wordReader
} from './training-texts.ts'

/** What a training reads of the datasets. */
export type TrainingDatasets = Pick<
  Datasets,
  'contentHash' | 'formattingRules' | 'get' | 'pronunciations' | 'sentences' | 'structured' | 'utterances'
>

export type { TrainingUtterance }

export type TrainingData = Readonly<{
  /** Lexical sentences: text first, then transcripts of audio. Words of `classes` stand for their items. */
  sentences: readonly (readonly string[])[]
  /** The same by source; sources without sentences are left out. */
  sources: readonly TextSource[]
  /** Classes of structured texts, `{@food}`; two texts may use the same name for different classes. */
  classes: ClassItems
  /** Audio short enough to train on. */
  utterances: readonly TrainingUtterance[]
  /** Audio that must be cut first. */
  recordings: readonly TrainingUtterance[]
  /** Audio without transcripts. */
  clips: readonly Utterance[]
  /** Display rules of all datasets. */
  rules: DisplayRules | undefined
  /** By lexical word: its spoken forms. */
  spokenForms: ReadonlyMap<string, readonly string[]>
  /** By lexical word: its pronunciations from phonetic lexicons. */
  phonetic: ReadonlyMap<string, readonly Phones[]>
  /** Lexical word → its written form. */
  display: DisplayWords
  origins: Pick<BundleManifest, 'datasets' | 'text'>
}>

export async function gatherTrainingData(
  model: Model,
  datasets: TrainingDatasets,
  normalizer: Normalizer,
  signal: AbortSignal
): Promise<TrainingData> {
  const chosen = await Promise.all(model.datasetIds.map((id) => requireDataset(datasets, id)))
  const ofKind = (kind: DatasetKind): readonly Dataset[] => chosen.filter((dataset) => dataset.kind === kind)
  const reading = { datasets, wordsOf: wordReader(), turns: turnTaker(signal), signal }
  const { spokenForms, display } = await readPronunciations(reading, ofKind('Pronunciation'))
  const structured = await gatherStructured(
    ofKind('LanguageMarkdown').map(({ id }) => id),
    reading
  )
  const normalize = normalizerKeeping([...spokenForms.keys(), ...structured.phonetic.keys()], normalizer)
  const ownText = await readOwnText(reading, model.text ?? '', normalize)
  const plain = await readSentences(reading, ofKind('Language'), normalize.kept)
  const audio = await readTranscribed(reading, ofKind('Acoustic'), normalize)
  const sources = [...structured.sources, ownText, ...plain, ...audio.sources].filter(
    ({ sentences }) => sentences.length > 0
  )
  const alone = wordsWithoutSentence(sources, spokenForms)
  return {
    sentences: [...sources.flatMap(({ sentences }) => sentences), ...alone],
    sources: withWords(sources, alone),
    classes: structured.classes,
    utterances: audio.utterances,
    recordings: audio.recordings,
    clips: (await Promise.all(ofKind('AudioFiles').map(({ id }) => datasets.utterances(id)))).flat(),
    rules: await formattingRules(datasets, ofKind('OutputFormatting')),
    spokenForms,
    phonetic: structured.phonetic,
    display: sortedByWord({ ...display, ...structured.display }),
    origins: {
      datasets: await Promise.all(
        chosen.map(async ({ id, kind }) => ({ id, kind, sha256: await datasets.contentHash(id) }))
      ),
      ...(model.text === undefined
        ? {}
        : { text: { file: TEXT_FILE, sha256: createHash('sha256').update(model.text).digest('hex') } })
    }
  }
}

const sortedByWord = (display: DisplayWords): DisplayWords =>
  Object.fromEntries(Object.entries(display).sort(([a], [b]) => (a < b ? -1 : 1)))

/** @throws JobRejected if the patterns of several datasets are too large together */
async function formattingRules(
  datasets: TrainingDatasets,
  chosen: readonly Dataset[]
): Promise<DisplayRules | undefined> {
  if (chosen.length === 0) return undefined
  const all = await Promise.all(chosen.map(({ id }) => datasets.formattingRules(id)))
  try {
    return combineRules(all)
  } catch (error) {
    if (error instanceof TooManyPatterns) throw new JobRejected('InvalidDataset', error.message)
    throw error
  }
}

async function requireDataset(datasets: TrainingDatasets, id: string): Promise<Dataset> {
  const dataset = await datasets.get(id)
  if (dataset?.status === 'Succeeded') return dataset
  throw new JobRejected(
    'InvalidDataset',
    `The dataset ${id} is ${dataset?.status ?? 'gone'}; training needs all of its datasets.`
  )
}

/** A word that is only in a pronunciation file needs some probability, or it is never recognized. */
function wordsWithoutSentence(
  sources: readonly TextSource[],
  spokenForms: ReadonlyMap<string, unknown>
): readonly (readonly string[])[] {
  const missing = new Set(spokenForms.keys())
  for (const { sentences } of sources)
    for (const sentence of sentences) for (const word of sentence) missing.delete(word)
  return [...missing].sort().map((word) => [word])
}

/** Added to the largest text: alone they would get no weight, because no held-out sentence contains them. */
function withWords(
  sources: readonly TextSource[],
  alone: readonly (readonly string[])[]
): readonly TextSource[] {
  const most = Math.max(...sources.map(({ sentences }) => sentences.length))
  const largest = sources.findIndex(({ sentences }) => sentences.length === most)
  return sources.map((source, index) =>
    index === largest ? { ...source, sentences: [...source.sentences, ...alone] } : source
  )
}
