/** Trials: the custom model made without some utterances, to be heard on just those. @module */
import { createHash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { RecognitionModel } from '../recognizers/index.ts'
import { TICKS_PER_SECOND } from '../speech/audio/index.ts'
import {
  type ClassItems,
  type LanguageModel,
  NoTrainingText,
  saveArpa
} from '../speech/language-model/index.ts'
import { type TextSource, trainMixture } from './mix-datasets.ts'
import { trainDomainModel } from './train-domain-model.ts'
import type { TrainingUtterance } from './training-data.ts'

type Sentences = readonly (readonly string[])[]

export type Division = Readonly<{
  training: readonly TrainingUtterance[]
  heldBack: readonly TrainingUtterance[]
}>

export type Trial = Division & Readonly<{ model: RecognitionModel }>

/** Below either of these a trial says more about chance than about the model. */
const LEAST_SECONDS = 10
const LEAST_UTTERANCES = 3
/** So little audio that each part of it must train and be judged in turn. */
const FOLDED_BELOW_SECONDS = 20
const FOLDS = 3
const SHARE_HELD_BACK = 1 / 3
/** More tells candidates apart no better, and each is to be recognised four times. */
const MOST_SECONDS_HELD_BACK = 45

/**
 * Which utterances are held back from which. By a hash of their words alone: the same data is divided the same way,
 * and one sentence said by several voices stays on one side, or its words would be known beforehand.
 * No division at all for too little audio.
 */
export function divideUtterances(utterances: readonly TrainingUtterance[]): readonly Division[] {
  const groups = new Map<string, TrainingUtterance[]>()
  for (const utterance of utterances) {
    const text = utterance.words.join(' ')
    groups.set(text, [...(groups.get(text) ?? []), utterance])
  }
  const total = secondsOf(utterances)
  if (total < LEAST_SECONDS || groups.size < LEAST_UTTERANCES) return []
  const texts = [...groups.keys()].map((text) => ({
    text,
    hash: createHash('sha256').update(text).digest('hex')
  }))
  const shuffled = texts.sort((a, b) => (a.hash < b.hash ? -1 : 1)).map(({ text }) => text)
  if (total < FOLDED_BELOW_SECONDS) {
    return Array.from({ length: FOLDS }, (_, fold) =>
      divided(utterances, new Set(shuffled.filter((_text, place) => place % FOLDS === fold)))
    )
  }
  const wanted = Math.min(MOST_SECONDS_HELD_BACK, SHARE_HELD_BACK * total)
  const held = new Set<string>()
  let seconds = 0
  for (const text of shuffled.slice(0, -1)) {
    if (seconds >= wanted && held.size >= LEAST_UTTERANCES) break
    held.add(text)
    seconds += secondsOf(groups.get(text) ?? [])
  }
  return [divided(utterances, held)]
}

const secondsOf = (utterances: readonly TrainingUtterance[]): number =>
  utterances.reduce((sum, { durationTicks }) => sum + durationTicks, 0) / TICKS_PER_SECOND

const divided = (utterances: readonly TrainingUtterance[], held: ReadonlySet<string>): Division => ({
  training: utterances.filter(({ words }) => !held.has(words.join(' '))),
  heldBack: utterances.filter(({ words }) => held.has(words.join(' ')))
})

export type DatasetMixture = Readonly<{ sources: readonly TextSource[]; shares: readonly number[] }>

/** Language models that have not read the held-back sentences, wherever else in the data they stand. */
export async function prepareTrials(
  divisions: readonly Division[],
  parts: Readonly<{
    sentences: Sentences
    classes?: ClassItems
    /** Where a mixture is delivered: the same sentences by where they come from, and their shares. */
    mixture?: DatasetMixture
    weight: number
    base: string
    lexiconPath: string | undefined
    scratch: string
    signal: AbortSignal
  }>
): Promise<readonly Trial[]> {
  const { sentences, classes = new Map(), mixture, weight, base, lexiconPath, scratch, signal } = parts
  const train = (some: Sentences, own: ClassItems) => trainDomainModel(some, own, signal)
  const trials: Trial[] = []
  for (const [index, division] of divisions.entries()) {
    const held = new Set(division.heldBack.map(({ words }) => words.join(' ')))
    const unread = (all: Sentences): Sentences => all.filter((words) => !held.has(words.join(' ')))
    const directory = join(scratch, `language-${index + 1}`)
    await mkdir(directory, { recursive: true })
    const arpaPath = join(directory, 'language-model.arpa')
    const left = mixture && withoutSentences(mixture, unread)
    const hasText = await writeLanguageModel(arpaPath, signal, () =>
      left
        ? trainMixture(left.sources, left.shares, classes, train, signal)
        : train(unread(sentences), classes)
    )
    const custom = {
      ...(hasText ? { languageModel: { arpaPath, weight } } : {}),
      ...(lexiconPath === undefined ? {} : { lexiconPath })
    }
    trials.push({ ...division, model: { base, custom } })
  }
  return trials
}

/** A source that has nothing left gives its share to the others; undefined where none has anything. */
function withoutSentences(
  { sources, shares }: DatasetMixture,
  unread: (all: Sentences) => Sentences
): DatasetMixture | undefined {
  const left = sources
    .map((source, index) => ({
      source: { ...source, sentences: unread(source.sentences) },
      share: shares[index] ?? 0
    }))
    .filter(({ source }) => source.sentences.length > 0)
  const sum = left.reduce((all, { share }) => all + share, 0)
  if (sum === 0) return undefined
  return { sources: left.map(({ source }) => source), shares: left.map(({ share }) => share / sum) }
}

async function writeLanguageModel(
  path: string,
  signal: AbortSignal,
  train: () => Promise<LanguageModel>
): Promise<boolean> {
  try {
    await saveArpa(await train(), path, { signal })
    return true
  } catch (error) {
    if (error instanceof NoTrainingText) return false
    throw error
  }
}
