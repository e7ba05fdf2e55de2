/** What makes a custom model for this engine: the customization of format `neural`. @module */
import { join } from 'node:path'
import { z } from 'zod'
import type { StoredCustomization } from '../engine.ts'
import { CustomizationUnsupported, ModelUnusable } from '../errors.ts'
import type { Customization, RecognitionModel } from '../recognizer.ts'
import { STORED_FILE_NAME, STORED_FILE_NAME_RULE } from '../stored-file-name.ts'
import type { FusionWeights } from './search/index.ts'

export const NEURAL = { format: 'neural', version: 1 } as const

export type NeuralParts = Readonly<{
  /** The lexicon with the n-gram model of the customer's text, written by `saveNetwork`. */
  networkPath: string
  /** The general n-gram model, written by `saveNgram`. Absent: the customer's text alone. */
  generalPath?: string
  weights: FusionWeights
}>

export type NeuralCustomization = Customization & NeuralParts

export function neuralCustomization({ networkPath, generalPath, weights }: NeuralParts): NeuralCustomization {
  return {
    ...NEURAL,
    files: generalPath === undefined ? [networkPath] : [networkPath, generalPath],
    weight: weights.domainWeight,
    networkPath,
    ...(generalPath === undefined ? {} : { generalPath }),
    weights
  }
}

/**
 * The parts of a model, `undefined` for a base model.
 * @throws CustomizationUnsupported
 */
export function neuralParts({ base, custom }: RecognitionModel): NeuralParts | undefined {
  if (custom === undefined || isNeural(custom)) return custom
  throw new CustomizationUnsupported(base, custom, NEURAL)
}

/** Only `neuralCustomization` makes values of this format. */
const isNeural = (custom: Customization): custom is NeuralCustomization =>
  custom.format === NEURAL.format && custom.version <= NEURAL.version

const file = z.string().regex(STORED_FILE_NAME, STORED_FILE_NAME_RULE)

/** Fields that this version does not know are left alone. */
const storedParts = z.looseObject({
  network: z.looseObject({ file }),
  general: z.looseObject({ file }).optional(),
  weights: z.looseObject({
    alpha: z.number().min(0).max(10),
    beta: z.number().min(-100).max(100),
    unknownWord: z.number().min(-100).max(0),
    unknownLetter: z.number().min(-100).max(0).default(0),
    background: z.number().min(-100).max(0).optional(),
    backgroundLetter: z.number().min(-100).max(0).default(0),
    domainWeight: z.number().min(0).max(1),
    sentenceEnd: z.boolean()
  })
})

/** The parts as the manifest of a bundle has them; names of files are relative to its folder. */
export type StoredNeural = Readonly<{
  network: Readonly<{ file: string }>
  general?: Readonly<{ file: string }>
  weights: FusionWeights
}>

/** @throws CustomizationUnsupported; ModelUnusable naming the field of the manifest */
export function readNeural(base: string, stored: StoredCustomization): NeuralCustomization {
  const { format, version, folder, parts } = stored
  if (format !== NEURAL.format || version > NEURAL.version)
    throw new CustomizationUnsupported(base, stored, NEURAL)
  const { data, error } = storedParts.safeParse(parts)
  if (error) {
    const [issue] = error.issues
    throw new ModelUnusable(`${issue?.path.map(String).join('.').slice(0, 200)}: ${issue?.message}`)
  }
  const { network, general } = data
  const { background, ...weights } = data.weights
  return neuralCustomization({
    networkPath: join(folder, network.file),
    ...(general ? { generalPath: join(folder, general.file) } : {}),
    weights: { ...weights, ...(background === undefined ? {} : { background }) }
  })
}
