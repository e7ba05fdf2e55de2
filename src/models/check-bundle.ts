/** A bundle that came from elsewhere: read strictly, then tried by its engine, before anybody can use it. @module */
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Engine, ModelUnusable, modelFault, type RecognitionModel } from '../recognizers/index.ts'
import type { DisplayRules } from '../speech/display/index.ts'
import {
  type BundleManifest,
  CHECKSUMS_FILE,
  DISPLAY_FILE,
  MANIFEST_FILE,
  REPORT_FILE,
  recognitionModelOf
} from './bundle.ts'
import { bundleFiles, readChecksums, VerifiedFiles } from './bundle-checksums.ts'
import {
  BundleInvalid,
  parseDisplayRules,
  parseDisplayWords,
  parseManifest,
  parseReport
} from './bundle-schema.ts'
import type { DisplayWords } from './model-display.ts'

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
 * @throws BundleInvalid; the signal's reason
 */
export async function checkBundle(
  folder: string,
  engine: Pick<Engine, 'prove'>,
  { name, signal }: Readonly<{ name?: string; signal?: AbortSignal }> = {}
): Promise<BundleParts> {
  await checkSums(folder)
  const parts = await readParts(folder)
  const { manifest } = parts
  parseReport(await readJson(folder, REPORT_FILE, MAX_REPORT_BYTES), REPORT_FILE)
  await checkNamed(folder, manifest)
  const model = { ...recognitionModelOf(manifest, folder), ...(name === undefined ? {} : { name }) }
  await engine.prove(model, signal).catch((error: unknown) => {
    if (!(error instanceof ModelUnusable)) throw error
    throw new BundleInvalid(partNamed(error.message, manifest, model), modelFault(error, model))
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

/** What a manifest names is there, a file where a file is meant. */
async function checkNamed(folder: string, manifest: BundleManifest): Promise<void> {
  if (manifest.checksums && !(await readChecksums(folder))) {
    throw new BundleInvalid(MANIFEST_FILE, `the file ${manifest.checksums.file} that it names is missing`)
  }
  for (const part of [manifest.languageModel, manifest.lexicon, manifest.text, manifest.acoustic]) {
    if (!part) continue
    const found = await stat(join(folder, part.file)).catch(() => undefined)
    const whole = part === manifest.acoustic && manifest.acoustic.method !== 'mllr'
    if (whole ? found?.isDirectory() : found?.isFile()) continue
    throw new BundleInvalid(
      MANIFEST_FILE,
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
function partNamed(message: string, manifest: BundleManifest, { custom }: RecognitionModel): string {
  if (custom?.languageModel && message.includes(custom.languageModel.arpaPath))
    return manifest.languageModel?.file ?? MANIFEST_FILE
  if (custom?.lexiconPath !== undefined && message.includes(custom.lexiconPath))
    return manifest.lexicon?.file ?? MANIFEST_FILE
  if (custom?.acoustic && message.includes(custom.acoustic.path))
    return manifest.acoustic?.file ?? MANIFEST_FILE
  return MANIFEST_FILE
}
