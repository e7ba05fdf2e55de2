/** A bundle that came from elsewhere: read strictly, then tried by its engine, before anybody can use it. @module */
import { readFile, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { type Engine, ModelUnusable, modelFault, type RecognitionModel } from '../recognizers/index.ts'
import type { DisplayRules } from '../speech/display/index.ts'
import { type BundleManifest, CHECKSUMS_FILE, DISPLAY_FILE, MANIFEST_FILE, REPORT_FILE } from './bundle.ts'
import { bundleFiles, readChecksums, VerifiedFiles } from './bundle-checksums.ts'
import {
  BundleInvalid,
  parseDisplayRules,
  parseDisplayWords,
  parseManifest,
  parseReport
} from './bundle-schema.ts'
import type { DisplayWords } from './model-display.ts'
import { type BundleEngine, recognitionModelOf } from './recognition-model.ts'

/** Parsed whole, and so small: the largest are names of words, of a vocabulary of some hundred thousand. */
export const MAX_JSON_BYTES = 16 * 2 ** 20
export const MAX_MANIFEST_BYTES = 4 * 2 ** 20
export const MAX_REPORT_BYTES = 64 * 2 ** 20

export type BundleParts = Readonly<{ manifest: BundleManifest; words: DisplayWords; rules?: DisplayRules }>

/** The parts that this service reads itself. @throws BundleInvalid */
export async function readParts(folder: string): Promise<BundleParts> {
  const manifest = parseManifest(await readJson(folder, MANIFEST_FILE, MAX_MANIFEST_BYTES), MANIFEST_FILE)
  const words = parseDisplayWords(await readJson(folder, DISPLAY_FILE, MAX_JSON_BYTES), DISPLAY_FILE)
  const { formatting } = manifest
  if (!formatting) return { manifest, words }
  const rules = parseDisplayRules(await readJson(folder, formatting.file, MAX_JSON_BYTES), formatting.file)
  return { manifest, words, rules }
}

/**
 * The whole check of the bundle in `folder`. Sums that came with it must fit every file of it.
 * @param name what the model is known by, where it can be opened already
 * @throws BundleInvalid; CustomizationUnsupported; the signal's reason
 */
export async function checkBundle(
  folder: string,
  engine: BundleEngine & Pick<Engine, 'prove'>,
  { name, signal }: Readonly<{ name?: string; signal?: AbortSignal }> = {}
): Promise<BundleParts> {
  await checkSums(folder)
  const parts = await readParts(folder)
  const { manifest } = parts
  parseReport(await readJson(folder, REPORT_FILE, MAX_REPORT_BYTES), REPORT_FILE)
  const model = { ...recognitionModelOf(engine, manifest, folder), ...(name === undefined ? {} : { name }) }
  await checkNamed(folder, manifest, model)
  await engine.prove(model, signal).catch((error: unknown) => {
    if (!(error instanceof ModelUnusable)) throw error
    throw new BundleInvalid(fileNamed(error.message, folder, model), modelFault(error, model))
  })
  return parts
}

async function checkSums(folder: string): Promise<void> {
  const sums = await readChecksums(folder)
  if (!sums) return
  const unlisted = (await bundleFiles(folder)).find((file) => !sums.has(file))
  if (unlisted !== undefined)
    throw new BundleInvalid(unlisted, `not listed in ${CHECKSUMS_FILE}, which must list every file`)
  await new VerifiedFiles().verify(folder, sums)
}

/** What a manifest names is there. */
async function checkNamed(
  folder: string,
  { checksums, text }: BundleManifest,
  { custom }: RecognitionModel
): Promise<void> {
  if (checksums && !(await readChecksums(folder))) {
    throw new BundleInvalid(MANIFEST_FILE, `the file ${checksums.file} that it names is missing`)
  }
  for (const path of [...(custom?.files ?? []), ...(text ? [join(folder, text.file)] : [])]) {
    if (await stat(path).catch(() => undefined)) continue
    throw new BundleInvalid(
      MANIFEST_FILE,
      `it names ${relative(folder, path)}, and the bundle has no file of that name`
    )
  }
}

async function readJson(folder: string, name: string, most: number): Promise<string> {
  const path = join(folder, name)
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
    throw error
  })
  if (!found?.isFile()) throw new BundleInvalid(name, 'missing; every bundle must have it')
  if (found.size > most) throw new BundleInvalid(name, `${found.size} bytes; at most ${most} are accepted`)
  return readFile(path, 'utf8')
}

/** The file that an engine complains of, by its name in the bundle. */
function fileNamed(message: string, folder: string, { custom }: RecognitionModel): string {
  const path = custom?.files.find((one) => message.includes(one))
  return path === undefined ? MANIFEST_FILE : relative(folder, path)
}
