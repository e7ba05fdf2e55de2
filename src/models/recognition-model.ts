/** A bundle as its engine opens it. @module */
import {
  CustomizationUnsupported,
  type Engine,
  ModelUnusable,
  type RecognitionModel
} from '../recognizers/index.ts'
import { type BundleManifest, MANIFEST_FILE } from './bundle.ts'
import { BundleInvalid } from './bundle-schema.ts'

export type BundleEngine = Pick<Engine, 'baseModels' | 'readCustomization'>

/**
 * @param folder of the bundle
 * @throws BundleInvalid; CustomizationUnsupported; ModelUnusable without the base model
 */
export function recognitionModelOf(
  engine: BundleEngine,
  { base, customization }: BundleManifest,
  folder: string
): RecognitionModel {
  if (!engine.baseModels.some(({ name }) => name === base)) {
    throw new ModelUnusable(`The base model ${base} is no longer installed.`)
  }
  try {
    return { base, custom: engine.readCustomization(base, { ...customization, folder }) }
  } catch (error) {
    if (error instanceof CustomizationUnsupported || !(error instanceof ModelUnusable)) throw error
    throw new BundleInvalid(MANIFEST_FILE, error.message)
  }
}
