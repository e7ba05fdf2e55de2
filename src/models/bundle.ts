/** The open bundle that a custom model is: a folder that a person can read. @module */
import { join } from 'node:path'
import type { FileStore } from '../platform/index.ts'
import type { AdaptationMethod, RecognitionModel } from '../recognizers/index.ts'
import { type DisplayRules, readDisplayRules } from '../speech/display/index.ts'
import { bundlePrefix } from './model.ts'
import type { DisplayWords } from './model-display.ts'

/**
 * `model.json`: what the model was made from and with. No times, no chance, nothing of this
 * machine: the same data and the same tools give the same bytes.
 */
export type Recipe = Readonly<{
  format: 1
  locale: string
  base: string
  /** In the order they were trained in, with the SHA-256 of what each import accepted. */
  datasets: readonly Readonly<{ id: string; kind: string; sha256: string }>[]
  /** The customer's inline text, kept in the bundle. */
  text?: Readonly<{ file: string; sha256: string }>
  normaliser: Readonly<{ version: string; steps: readonly string[] }>
  languageModel?: Readonly<{
    file: string
    order: number
    smoothing: string
    weight: number
    weightFrom: string
    /** Of datasets (or `text`) that were trained apart and mixed, which sum to 1; absent for one model of all text. */
    shares?: readonly Readonly<{ source: string; share: number }>[]
  }>
  lexicon?: Readonly<{ file: string }>
  /** Rules of display, as JSON. */
  formatting?: Readonly<{ file: string }>
  acoustic?: Readonly<{ file: string; method: AdaptationMethod }>
  tools: Readonly<Record<string, string>>
}>

export const RECIPE_FILE = 'model.json'
export const LANGUAGE_MODEL_FILE = 'language-model.arpa'
export const LEXICON_FILE = 'lexicon.dict'
export const TEXT_FILE = 'text.txt'
export const DISPLAY_FILE = 'display.json'
export const FORMATTING_FILE = 'formatting.json'
export const ACOUSTIC_FOLDER = 'acoustic'
export const REPORT_FILE = 'report.json'

/** JSON as the bundle writes it: for people, and always the same for the same value. */
export const bundleJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

/** The engine's view of a recipe whose files lie in `folder`. */
export const recognitionModelOf = (recipe: Recipe, folder: string): RecognitionModel => ({
  base: recipe.base,
  custom: {
    ...(recipe.languageModel
      ? {
          languageModel: {
            arpaPath: join(folder, recipe.languageModel.file),
            weight: recipe.languageModel.weight
          }
        }
      : {}),
    ...(recipe.lexicon ? { lexiconPath: join(folder, recipe.lexicon.file) } : {}),
    ...(recipe.acoustic
      ? { acoustic: { method: recipe.acoustic.method, path: join(folder, recipe.acoustic.file) } }
      : {})
  }
})

/** The committed bundle of a model; undefined until its training has committed one. @throws SyntaxError, DisplayRulesInvalid */
export async function readBundle(
  files: FileStore,
  id: string
): Promise<
  Readonly<{ recipe: Recipe; model: RecognitionModel; words: DisplayWords; rules?: DisplayRules }> | undefined
> {
  const prefix = bundlePrefix(id)
  if (!(await files.stat(`${prefix}/${RECIPE_FILE}`))) return undefined
  const recipe = JSON.parse(await files.readText(`${prefix}/${RECIPE_FILE}`)) as Recipe
  const words = JSON.parse(await files.readText(`${prefix}/${DISPLAY_FILE}`)) as DisplayWords
  const rules =
    recipe.formatting &&
    readDisplayRules(JSON.parse(await files.readText(`${prefix}/${recipe.formatting.file}`)))
  return {
    recipe,
    words,
    ...(rules ? { rules } : {}),
    model: recognitionModelOf(recipe, await files.localPath(prefix))
  }
}
