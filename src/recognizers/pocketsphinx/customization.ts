/** What makes a custom model for this engine: the customization of format `ngram-gmm`. @module */
import { join } from 'node:path'
import { z } from 'zod'
import type { StoredCustomization } from '../engine.ts'
import { CustomizationUnsupported, ModelUnusable } from '../errors.ts'
import type { Customization, RecognitionModel } from '../recognizer.ts'
import { STORED_FILE_NAME, STORED_FILE_NAME_RULE } from '../stored-file-name.ts'

export const NGRAM_GMM = { format: 'ngram-gmm', version: 1 } as const

/**
 * How an acoustic model is adapted (Leggetter and Woodland 1995; Gauvain and Lee 1994). `map` moves the sounds that are
 * in the audio; `mllr` moves all, by one linear transform; `mllr-map` moves the sounds of the audio from where transforms
 * moved all.
 */
export const ADAPTATION_METHODS = ['mllr', 'map', 'mllr-map'] as const
export type AdaptationMethod = (typeof ADAPTATION_METHODS)[number]

/** @throws Error for a name that is not one */
export function requireAdaptationMethod(name: string): AdaptationMethod {
  const method = ADAPTATION_METHODS.find((one) => one === name)
  if (method !== undefined) return method
  throw new Error(
    `There is no adaptation method ${JSON.stringify(name)}; there are ${ADAPTATION_METHODS.join(', ')}`
  )
}

/** Whether an adapted acoustic model is a folder with a model of its own, and not a transform of the base's. */
export const isWholeModel = (method: AdaptationMethod): boolean => method !== 'mllr'

/** Absolute paths. Absent parts mean "as in the base". */
export type NgramGmmParts = Readonly<{
  /** In ARPA format. Interpolated linearly with the base: `weight` (0..1) for this model, `1 - weight` for the base. */
  languageModel?: Readonly<{ arpaPath: string; weight: number }>
  /** Words added to the base dictionary, one per line: `word PHONE PHONE …` (variants as `word(2) …`). */
  lexiconPath?: string
  acoustic?: Readonly<{ method: AdaptationMethod; path: string }>
}>

export type NgramGmmCustomization = Customization & NgramGmmParts

export function ngramGmmCustomization({
  languageModel,
  lexiconPath,
  acoustic
}: NgramGmmParts): NgramGmmCustomization {
  return {
    ...NGRAM_GMM,
    files: [languageModel?.arpaPath, lexiconPath, acoustic?.path].filter((path) => path !== undefined),
    ...(languageModel ? { languageModel, weight: languageModel.weight } : {}),
    ...(lexiconPath === undefined ? {} : { lexiconPath }),
    ...(acoustic ? { acoustic } : {})
  }
}

/**
 * The parts of a model, none for a base model.
 * @throws CustomizationUnsupported
 */
export function ngramGmmParts({ base, custom }: RecognitionModel): NgramGmmParts {
  if (custom === undefined) return {}
  if (isNgramGmm(custom)) return custom
  throw new CustomizationUnsupported(base, custom, NGRAM_GMM)
}

/** Only `ngramGmmCustomization` makes values of this format. */
const isNgramGmm = (custom: Customization): custom is NgramGmmCustomization =>
  custom.format === NGRAM_GMM.format && custom.version <= NGRAM_GMM.version

const file = z.string().regex(STORED_FILE_NAME, STORED_FILE_NAME_RULE)
const text = z.string().max(10_000)
const weight = z.number().min(0).max(1)

/** Fields that this version does not know are left alone. */
const storedParts = z.looseObject({
  languageModel: z
    .looseObject({
      file,
      order: z.number().int().min(1).max(9),
      smoothing: text,
      weight,
      weightFrom: text,
      shares: z
        // The count first: of a million elements each would be an object, or a fault.
        .array(z.unknown())
        .max(10_000)
        .pipe(z.array(z.looseObject({ source: text, share: weight })))
        .optional()
    })
    .optional(),
  lexicon: z.looseObject({ file }).optional(),
  acoustic: z.looseObject({ file, method: z.enum(ADAPTATION_METHODS) }).optional()
})

/** The parts as the manifest of a bundle has them; names of files are relative to its folder. */
export type StoredNgramGmm = Readonly<{
  languageModel?: Readonly<{
    file: string
    order: number
    smoothing: string
    weight: number
    weightFrom: string
    /** Of datasets (or `text`) whose models were interpolated, which sum to 1; absent for one model of all text. */
    shares?: readonly Readonly<{ source: string; share: number }>[]
  }>
  lexicon?: Readonly<{ file: string }>
  acoustic?: Readonly<{ file: string; method: AdaptationMethod }>
}>

/** @throws CustomizationUnsupported; ModelUnusable naming the field of the manifest */
export function readNgramGmm(base: string, stored: StoredCustomization): NgramGmmCustomization {
  const { format, version, folder, parts } = stored
  if (format !== NGRAM_GMM.format || version > NGRAM_GMM.version)
    throw new CustomizationUnsupported(base, stored, NGRAM_GMM)
  const { data, error } = storedParts.safeParse(parts)
  if (error) {
    const [issue] = error.issues
    throw new ModelUnusable(`${issue?.path.map(String).join('.').slice(0, 200)}: ${issue?.message}`)
  }
  const { languageModel, lexicon, acoustic } = data
  return ngramGmmCustomization({
    ...(languageModel
      ? { languageModel: { arpaPath: join(folder, languageModel.file), weight: languageModel.weight } }
      : {}),
    ...(lexicon ? { lexiconPath: join(folder, lexicon.file) } : {}),
    ...(acoustic ? { acoustic: { method: acoustic.method, path: join(folder, acoustic.file) } } : {})
  })
}
