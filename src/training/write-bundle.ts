/**
 * The files of a bundle that do not come from the recipe: manifest, report, the user's text, and display.
 * @module
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type BundleManifest,
  bundleJson,
  CHECKSUMS_FILE,
  checksumsOf,
  DISPLAY_FILE,
  FORMATTING_FILE,
  MANIFEST_FILE,
  type Model,
  manifestFields,
  REPORT_FILE,
  TEXT_FILE
} from '../models/index.ts'
import type { Normalizer } from '../speech/text/index.ts'
import type { TrainedParts } from './recipe.ts'
import type { TrainingData } from './training-data.ts'

export type BundleContent = Readonly<{
  model: Pick<Model, 'locale' | 'base' | 'text'>
  data: Pick<TrainingData, 'origins' | 'rules' | 'display'>
  normalizer: Pick<Normalizer, 'version' | 'steps'>
  trained: TrainedParts
}>

/** Written to the folder that already has the files of the recipe. */
export async function writeBundle(directory: string, content: BundleContent): Promise<void> {
  const { model, data, trained } = content
  const write = (name: string, text: string): Promise<void> => writeFile(join(directory, name), text)
  if (model.text !== undefined) await write(TEXT_FILE, model.text)
  if (data.rules) await write(FORMATTING_FILE, bundleJson(data.rules))
  await write(DISPLAY_FILE, bundleJson(data.display))
  await write(REPORT_FILE, bundleJson({ verdict: trained.outcome, ...trained.report }))
  await write(MANIFEST_FILE, bundleJson(manifestFields(manifestOf(content, await serviceVersion()))))
  await write(CHECKSUMS_FILE, await checksumsOf(directory))
}

export function manifestOf(
  { model, data, normalizer, trained }: BundleContent,
  version: string
): BundleManifest {
  const { customization, tools } = trained
  return {
    format: 1,
    locale: model.locale,
    base: model.base,
    ...data.origins,
    normaliser: { version: normalizer.version, steps: normalizer.steps },
    customization,
    ...(data.rules ? { formatting: { file: FORMATTING_FILE } } : {}),
    checksums: { file: CHECKSUMS_FILE },
    tools: sortedByName({ ...tools, vernacular: version })
  }
}

const sortedByName = (tools: BundleManifest['tools']): BundleManifest['tools'] =>
  Object.fromEntries(Object.entries(tools).sort(([a], [b]) => (a < b ? -1 : 1)))

/** The package file is above both the sources and the build. */
async function serviceVersion(): Promise<string> {
  const file = await readFile(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(file) as { version: string }).version
}
