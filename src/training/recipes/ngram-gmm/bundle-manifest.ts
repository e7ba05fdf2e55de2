/** What a bundle was made of and with, so that it can be made again bit for bit. @module */

import { mkdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import {
  ACOUSTIC_FOLDER,
  type BundleManifest,
  CHECKSUMS_FILE,
  FORMATTING_FILE,
  LANGUAGE_MODEL_FILE,
  LEXICON_FILE,
  type Model
} from '../../../models/index.ts'
import type { Normalizer } from '../../../speech/text/index.ts'
import type { TrainingData } from '../../training-data.ts'
import type { TrainedAcoustics } from './train-acoustics.ts'
import { LANGUAGE_MODEL_ORDER, SMOOTHING } from './train-domain-model.ts'
import type { TrainedWords } from './train-lexicon.ts'
import type { TrainedText } from './train-text.ts'

const transformFile = (method: string): string => `${ACOUSTIC_FOLDER}/${method}`

export async function moveTransform(
  acoustics: TrainedAcoustics | undefined,
  directory: string
): Promise<void> {
  if (acoustics?.acoustic === undefined) return
  await mkdir(join(directory, ACOUSTIC_FOLDER))
  await rename(acoustics.acoustic.path, join(directory, transformFile(acoustics.acoustic.method)))
}

export function manifestOf(
  model: Model,
  made: Readonly<{
    data: TrainingData
    normalizer: Normalizer
    text: TrainedText | undefined
    words: TrainedWords
    acoustics: TrainedAcoustics | undefined
  }>
): BundleManifest {
  const { data, normalizer, text, words, acoustics } = made
  const acoustic = acoustics?.acoustic
  return {
    format: 1,
    locale: model.locale,
    base: model.base,
    ...data.origins,
    normaliser: { version: normalizer.version, steps: normalizer.steps },
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
    checksums: { file: CHECKSUMS_FILE },
    tools: { ...words.tools, ...acoustics?.tools }
  }
}

/** With the version of this service, whose package file lies above both sources and build. */
export async function toolsOf({ tools }: BundleManifest): Promise<BundleManifest['tools']> {
  const own = JSON.parse(await readFile(new URL('../../../../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  const all = Object.entries({ ...tools, vernacular: own.version })
  return Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1)))
}
