/** Loads the acoustic model of a folder. @module */
import type { AcousticModel } from './families/acoustic-model.ts'
import type { LoadOptions } from './families/family.ts'
import { findModel } from './model-folder.ts'
import { loadRuntime } from './runtime.ts'

/**
 * Checks every tensor that will be used, loads the weights and runs each network once.
 * @throws InvalidModelFile saying which file, what was expected and what was found; RuntimeMissing
 */
export async function loadModel(folder: string, options: LoadOptions = {}): Promise<AcousticModel> {
  const found = findModel(folder)
  const { vocabulary, vocabularyFile } = found
  const request = { runtime: await loadRuntime(), vocabulary, vocabularyFile, options }
  return 'model' in found ? found.family.load(found.model, request) : found.family.load(found.parts, request)
}
