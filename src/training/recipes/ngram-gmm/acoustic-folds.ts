/**
 * Cross-validation folds: for each, a custom model trained without some utterances, and tested on exactly
 * these.
 * @module
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { RecognitionModel } from '../../../recognizers/index.ts'
import { ngramGmmCustomization } from '../../../recognizers/pocketsphinx/index.ts'
import {
  type ClassItems,
  keepSentences,
  type LanguageModel,
  NoTrainingText,
  saveArpa,
  trainInterpolatedModel,
  type UtteranceSplit,
  type WeightedSources
} from '../../../speech/language-model/index.ts'
import { trainDomainModel } from '../../text/train-domain-model.ts'
import type { TrainingUtterance } from '../../training-data.ts'

type Sentences = readonly (readonly string[])[]

export type AcousticFold = UtteranceSplit<TrainingUtterance> & Readonly<{ model: RecognitionModel }>

/**
 * Language models that were trained without the held-out sentences, wherever else these occur in the data.
 */
export async function prepareAcousticFolds(
  divisions: readonly UtteranceSplit<TrainingUtterance>[],
  parts: Readonly<{
    sentences: Sentences
    classes?: ClassItems
    /** If an interpolation is delivered: the same sentences by source, with the weights. */
    mixture?: WeightedSources
    weight: number
    base: string
    lexiconPath: string | undefined
    scratch: string
    signal: AbortSignal
  }>
): Promise<readonly AcousticFold[]> {
  const { sentences, classes = new Map(), mixture, weight, base, lexiconPath, scratch, signal } = parts
  const train = (some: Sentences, own: ClassItems) => trainDomainModel(some, own, signal)
  const folds: AcousticFold[] = []
  for (const [index, division] of divisions.entries()) {
    const held = new Set(division.heldOut.map(({ words }) => words.join(' ')))
    const unread = (all: Sentences): Sentences => all.filter((words) => !held.has(words.join(' ')))
    const directory = join(scratch, `language-${index + 1}`)
    await mkdir(directory, { recursive: true })
    const arpaPath = join(directory, 'language-model.arpa')
    const left = mixture && keepSentences(mixture, unread)
    const hasText = await writeLanguageModel(arpaPath, signal, () =>
      left
        ? trainInterpolatedModel(left.sources, left.shares, classes, train, signal)
        : train(unread(sentences), classes)
    )
    const custom = ngramGmmCustomization({
      ...(hasText ? { languageModel: { arpaPath, weight } } : {}),
      ...(lexiconPath === undefined ? {} : { lexiconPath })
    })
    folds.push({ ...division, model: { base, custom } })
  }
  return folds
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
