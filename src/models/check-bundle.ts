/** A bundle that came from elsewhere: read strictly, then tried by its engine, before anybody can use it. @module */
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Engine, ModelUnusable, modelFault, type RecognitionModel } from '../recognizers/index.ts'
import type { DisplayRules } from '../speech/display/index.ts'
import {
  CHECKSUMS_FILE,
  DISPLAY_FILE,
  RECIPE_FILE,
  REPORT_FILE,
  type Recipe,
  recognitionModelOf
} from './bundle.ts'
import { bundleFiles, readChecksums, VerifiedFiles } from './bundle-checksums.ts'
import {
  BundleInvalid,
  parseDisplayRules,
  parseDisplayWords,
  parseRecipe,
  parseReport
} from './bundle-schema.ts'
import type { DisplayWords } from './model-display.ts'

/** Parsed whole, and so small: the largest are names of words, of a vocabulary of some hundred thousand. */
export const MAX_JSON_BYTES = 16 * 2 ** 20
export const MAX_RECIPE_BYTES = 4 * 2 ** 20
export const MAX_REPORT_BYTES = 64 * 2 ** 20

export type BundleParts = Readonly<{ recipe: Recipe; words: DisplayWords; rules?: DisplayRules }>

/** The parts that this service reads itself. @throws BundleInvalid */
export async function readParts(folder: string): Promise<BundleParts> {
  const recipe = parseRecipe(await readJson(folder, RECIPE_FILE, MAX_RECIPE_BYTES), RECIPE_FILE)
  const words = parseDisplayWords(await readJson(folder, DISPLAY_FILE, MAX_JSON_BYTES), DISPLAY_FILE)
  const { formatting } = recipe
  if (!formatting) return { recipe, words }
  const rules = parseDisplayRules(await readJson(folder, formatting.file, MAX_JSON_BYTES), formatting.file)
  return { recipe, words, rules }
}

/**
 * The whole check of the bundle in `folder`. Sums that came with it must fit every file of it.
 * @param name what the model is known by, where it can be opened already
 * @throws BundleInvalid; the signal's reason
 */
export async function checkBundle(
  folder: string,
  engine: Pick<Engine, 'prove'>,
  { name, signal }: Readonly<{ name?: string; signal?: AbortSignal }> = {}
): Promise<BundleParts> {
  await checkSums(folder)
  const parts = await readParts(folder)
  const { recipe } = parts
  parseReport(await readJson(folder, REPORT_FILE, MAX_REPORT_BYTES), REPORT_FILE)
  await checkNamed(folder, recipe)
  const model = { ...recognitionModelOf(recipe, folder), ...(name === undefined ? {} : { name }) }
  await engine.prove(model, signal).catch((error: unknown) => {
    if (!(error instanceof ModelUnusable)) throw error
    throw new BundleInvalid(partNamed(error.message, recipe, model), modelFault(error, model))
  })
  return parts
}

async function checkSums(folder: string): Promise<void> {
  const sums = await readChecksums(folder)
  if (!sums) return
  const unlisted = (await bundleFiles(folder)).find((file) => !sums.has(file))
  if (unlisted !== undefined)
    throw new BundleInvalid(unlisted, `not listed in ${CHECKSUMS_FILE}, which lists all others`)
  await new VerifiedFiles().verify(folder, sums)
}

/** What a recipe names is there, a file where a file is meant. */
async function checkNamed(folder: string, recipe: Recipe): Promise<void> {
  if (recipe.checksums && !(await readChecksums(folder))) {
    throw new BundleInvalid(RECIPE_FILE, `the file ${recipe.checksums.file} that it names is missing`)
  }
  for (const part of [recipe.languageModel, recipe.lexicon, recipe.text, recipe.acoustic]) {
    if (!part) continue
    const found = await stat(join(folder, part.file)).catch(() => undefined)
    const whole = part === recipe.acoustic && recipe.acoustic.method !== 'mllr'
    if (whole ? found?.isDirectory() : found?.isFile()) continue
    throw new BundleInvalid(
      RECIPE_FILE,
      `it names ${part.file}, and the bundle has no ${whole ? 'folder' : 'file'} of that name`
    )
  }
}

async function readJson(folder: string, name: string, most: number): Promise<string> {
  const path = join(folder, name)
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
    throw error
  })
  if (!found?.isFile()) throw new BundleInvalid(name, 'missing; every bundle has it')
  if (found.size > most) throw new BundleInvalid(name, `${found.size} bytes; at most ${most} are accepted`)
  return readFile(path, 'utf8')
}

/** The file that an engine complains of, by its name in the bundle. */
function partNamed(message: string, recipe: Recipe, { custom }: RecognitionModel): string {
  if (custom?.languageModel && message.includes(custom.languageModel.arpaPath))
    return recipe.languageModel?.file ?? RECIPE_FILE
  if (custom?.lexiconPath !== undefined && message.includes(custom.lexiconPath))
    return recipe.lexicon?.file ?? RECIPE_FILE
  if (custom?.acoustic && message.includes(custom.acoustic.path)) return recipe.acoustic?.file ?? RECIPE_FILE
  return RECIPE_FILE
}
