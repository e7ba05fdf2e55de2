/** All that one training reads, in the order of its datasets. @module */

import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Dataset, Datasets, Utterance } from '../datasets/index.ts'
import { type BundleManifest, type DisplayWords, type Model, TEXT_FILE } from '../models/index.ts'
import { JobRejected } from '../platform/index.ts'
import { combineRules, type DisplayRules, TooManyPatterns } from '../speech/display/index.ts'
import type { ClassItems, TextSource } from '../speech/language-model/index.ts'
import type { Phones } from '../speech/pronunciation/index.ts'
import type { Normalizer } from '../speech/text/index.ts'
import { gatherStructured } from './class-sentences.ts'

const LINES_PER_YIELD = 100

/** What a training reads of the datasets. */
export type TrainingDatasets = Pick<
  Datasets,
  'contentHash' | 'formattingRules' | 'get' | 'pronunciations' | 'sentences' | 'structured' | 'utterances'
>

export type TrainingUtterance = Readonly<{
  id: string
  audioPath: string
  reference: string
  words: readonly string[]
  durationTicks: number
  /** Of words that nobody has written down: how sure each was heard, 0 to 1. */
  confidences?: readonly number[]
}>

export type TrainingData = Readonly<{
  /** Lexical sentences: texts first, then the transcripts of audio. Words of `classes` stand for their items. */
  sentences: readonly (readonly string[])[]
  /** The same by where they come from; what holds no sentence is none. */
  sources: readonly TextSource[]
  /** Classes of structured texts, `{@food}`; two texts may give a name to different things. */
  classes: ClassItems
  /** Audio short enough to train on. */
  utterances: readonly TrainingUtterance[]
  /** Audio that has to be cut first. */
  recordings: readonly TrainingUtterance[]
  /** Audio without transcripts. */
  clips: readonly Utterance[]
  /** Rules of display, of all datasets of them. */
  rules: DisplayRules | undefined
  /** By lexical word: its spoken forms. */
  spokenForms: ReadonlyMap<string, readonly string[]>
  /** By lexical word: its pronunciations from phonetic lexicons. */
  phonetic: ReadonlyMap<string, readonly Phones[]>
  /** Lexical word → how it is written. */
  display: DisplayWords
  origins: Pick<BundleManifest, 'datasets' | 'text'>
}>

/** Words of a lexical sentence, each word one string however often it stands in the text: hundreds of megabytes fit. */
function wordReader(): (lexical: string) => readonly string[] {
  const known = new Map<string, string>()
  return (lexical) => {
    const words = lexical.toLowerCase().split(' ')
    return words.flatMap((word) => {
      if (word === '') return []
      const same = known.get(word)
      if (same === undefined) known.set(word, word)
      return [same ?? word]
    })
  }
}

export async function gatherTrainingData(
  model: Model,
  datasets: TrainingDatasets,
  normalizer: Normalizer,
  signal: AbortSignal
): Promise<TrainingData> {
  const wordsOf = wordReader()
  const turns = turnTaker(signal)
  const own = await Promise.all(model.datasetIds.map((id) => requireDataset(datasets, id)))
  const spokenForms = new Map<string, string[]>()
  const display: Record<string, string> = {}
  for (const { id } of own.filter(({ kind }) => kind === 'Pronunciation')) {
    for await (const { display: written, spoken } of datasets.pronunciations(id)) {
      const word = written.toLowerCase()
      spokenForms.set(word, [...(spokenForms.get(word) ?? []), spoken])
      if (written !== word) display[word] = written
    }
  }
  const structured = await gatherStructured(
    own.filter(({ kind }) => kind === 'LanguageMarkdown').map(({ id }) => id),
    { datasets, wordsOf, turns }
  )
  const { phonetic } = structured
  Object.assign(display, structured.display)
  // Only what normalising would tear apart (`KX9`) needs to be held together in the text.
  const keep = new Set(
    [...spokenForms.keys(), ...phonetic.keys()].filter((word) => normalizer.apply(word) !== word)
  )

  const sources: Readonly<{ source: string; kind: string; sentences: (readonly string[])[] }>[] =
    structured.sources.map((source) => ({ ...source, sentences: [...source.sentences] }))
  const from = (source: string, kind: string): (readonly string[])[] => {
    const sentences: (readonly string[])[] = []
    sources.push({ source, kind, sentences })
    return sentences
  }
  const plainText = from('text', 'Language')
  for (const line of (model.text ?? '').split(/\r\n|\r|\n/)) {
    await turns()
    const words = wordsOf(normalizer.apply(line, keep))
    if (words.length > 0) plainText.push(words)
  }
  for (const { id } of own.filter(({ kind }) => kind === 'Language')) {
    const sentences = from(id, 'Language')
    for await (const sentence of datasets.sentences(id, keep)) {
      signal.throwIfAborted()
      sentences.push(wordsOf(sentence))
    }
  }
  const utterances: TrainingUtterance[] = []
  const recordings: TrainingUtterance[] = []
  for (const { id, textNormalizationKind } of own.filter(({ kind }) => kind === 'Acoustic')) {
    const sentences = from(id, 'Acoustic')
    for (const utterance of await datasets.utterances(id)) {
      await turns()
      const words = wordsOf(
        textNormalizationKind === 'None' ? utterance.lexical : normalizer.apply(utterance.reference, keep)
      )
      sentences.push(words)
      const list = utterance.tooLongForTraining ? recordings : utterances
      list.push(trainingUtterance(id, utterance, words))
    }
  }
  const clips: Utterance[] = []
  for (const { id } of own.filter(({ kind }) => kind === 'AudioFiles'))
    clips.push(...(await datasets.utterances(id)))
  const formatting = await Promise.all(
    own.filter(({ kind }) => kind === 'OutputFormatting').map(({ id }) => datasets.formattingRules(id))
  )
  const present = sources.filter(({ sentences }) => sentences.length > 0)
  const alone = wordsWithoutSentence(present, spokenForms)
  return {
    sentences: [...present.flatMap(({ sentences }) => sentences), ...alone],
    sources: withWords(present, alone),
    classes: structured.classes,
    utterances,
    recordings,
    clips,
    rules: formatting.length === 0 ? undefined : combineFormatting(formatting),
    spokenForms,
    phonetic,
    display: Object.fromEntries(Object.entries(display).sort(([a], [b]) => (a < b ? -1 : 1))),
    origins: {
      datasets: await Promise.all(
        own.map(async ({ id, kind }) => ({ id, kind, sha256: await datasets.contentHash(id) }))
      ),
      ...(model.text === undefined
        ? {}
        : { text: { file: TEXT_FILE, sha256: createHash('sha256').update(model.text).digest('hex') } })
    }
  }
}

/** @throws JobRejected where the patterns of several datasets are too large together */
function combineFormatting(all: readonly DisplayRules[]): DisplayRules {
  try {
    return combineRules(all)
  } catch (error) {
    if (error instanceof TooManyPatterns) throw new JobRejected('InvalidDataset', error.message)
    throw error
  }
}

/** Normalising is slow enough that others must get a turn between its lines. */
export type TurnTaker = () => Promise<void> | undefined

function turnTaker(signal: AbortSignal): TurnTaker {
  let lines = 0
  return () => {
    signal.throwIfAborted()
    return ++lines % LINES_PER_YIELD === 0 ? nextTurn() : undefined
  }
}

async function requireDataset(datasets: TrainingDatasets, id: string): Promise<Dataset> {
  const dataset = await datasets.get(id)
  if (dataset?.status === 'Succeeded') return dataset
  throw new JobRejected(
    'InvalidDataset',
    `The dataset ${id} is ${dataset?.status ?? 'gone'}; training needs it whole.`
  )
}

/** Two datasets may name their clips alike. */
const trainingUtterance = (
  dataset: string,
  { id, audioPath, reference, durationTicks }: Utterance,
  words: readonly string[]
): TrainingUtterance => ({ id: `${dataset}/${id}`, audioPath, reference, words, durationTicks })

/** A word that is only in a pronunciation file must still be expected now and then, or it is never heard. */
function wordsWithoutSentence(
  sources: readonly TextSource[],
  spokenForms: ReadonlyMap<string, unknown>
): readonly (readonly string[])[] {
  const missing = new Set(spokenForms.keys())
  for (const { sentences } of sources)
    for (const sentence of sentences) for (const word of sentence) missing.delete(word)
  return [...missing].sort().map((word) => [word])
}

/** With the largest text: alone they would weigh nothing, for no sentence that could be held back has them. */
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
