/** The base models that can be used: Debian's, and those added to a folder. @module */
import { access, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { PHONES } from '../../speech/pronunciation/index.ts'
import type { BaseModel } from '../engine.ts'
import { ModelUnusable } from '../errors.ts'
import {
  ADAPTATION_OPTIONS,
  ADAPTS_WITH,
  type BaseModelFiles,
  baseModel,
  baseModelDirectory,
  baseModelFiles,
  FAMILY
} from './base-model.ts'
import { phonesOf } from './dictionary.ts'

export type InstalledBase = Readonly<{
  model: BaseModel
  files: BaseModelFiles
  /** What its dictionary is written in. */
  phones: readonly string[]
}>

/** What a folder of a base model holds beside its files: everything of `BaseModel` but what its dictionary tells. */
export const DESCRIPTION_FILE = 'base-model.json'
export const baseDescription = z.object({
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'letters, digits and . _ -, at most 64'),
  locale: z.string().regex(/^[a-z]{2,3}(?:-[A-Z][a-z]{3})?-(?:[A-Z]{2}|\d{3})$/, 'a locale such as fr-FR'),
  release: z.string().regex(/^\d{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/, 'a date as YYYYMMDD'),
  description: z.string().max(500)
})
export type BaseDescription = z.infer<typeof baseDescription>

export const addedBaseFiles = (directory: string): BaseModelFiles => ({
  acousticModel: join(directory, 'acoustic'),
  dictionary: join(directory, 'dictionary'),
  languageModel: join(directory, 'language-model')
})

/**
 * Debian's base model, where it is installed, and those in the folders below `directory`, by name. Folders whose
 * names start with a dot are being made.
 * @throws ModelUnusable naming the file that is absent or not understood
 */
export async function installedBases(directory: string | undefined): Promise<readonly InstalledBase[]> {
  const debian = { model: baseModel, files: baseModelFiles(baseModelDirectory), phones: PHONES }
  const missing = await absent(Object.values(debian.files))
  const added = directory === undefined ? [] : await addedBases(directory)
  if (missing === undefined) return [debian, ...added]
  if (added.length > 0) return added
  throw new ModelUnusable(`The base model part ${missing} is absent: install pocketsphinx-en-us`)
}

/** The base models in the folders below `directory`, by name; none when there is no such folder. */
export async function addedBases(directory: string): Promise<readonly InstalledBase[]> {
  const names = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const folders = names.filter((name) => !name.startsWith('.')).sort()
  const bases = await Promise.all(
    folders.map(async (name) => {
      const folder = join(directory, name)
      return (await isOfOtherFamily(folder)) ? undefined : addedBase(folder, name)
    })
  )
  return bases.filter((base) => base !== undefined)
}

/** Base models of other engines are in the same folder. */
async function isOfOtherFamily(folder: string): Promise<boolean> {
  const text = await readFile(join(folder, DESCRIPTION_FILE), 'utf8').catch(() => '{}')
  try {
    const described: unknown = JSON.parse(text)
    const family = described instanceof Object && 'family' in described ? described.family : FAMILY
    return family !== FAMILY
  } catch {
    return false
  }
}

async function addedBase(directory: string, name: string): Promise<InstalledBase> {
  const path = join(directory, DESCRIPTION_FILE)
  const files = addedBaseFiles(directory)
  const missing = await absent([path, ...Object.values(files)])
  if (missing !== undefined) {
    throw new ModelUnusable(
      `The base model part ${missing} is absent: add the model again, or remove its folder`
    )
  }
  let read: unknown
  try {
    read = JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    throw new ModelUnusable(`${path} is not JSON: add the model again, or remove its folder`, { cause })
  }
  const { data, error } = baseDescription.safeParse(read)
  if (error) throw new ModelUnusable(`${path}: ${z.prettifyError(error)}`)
  if (data.name !== name) {
    throw new ModelUnusable(`${path} names the base model "${data.name}"; its folder must have the same name`)
  }
  const phones = [...phonesOf(files.dictionary)].sort()
  return {
    model: { ...data, family: FAMILY, adaptsWith: ADAPTS_WITH, adaptationOptions: ADAPTATION_OPTIONS },
    files,
    phones
  }
}

async function absent(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    const found = await access(path).then(
      () => true,
      () => false
    )
    if (!found) return path
  }
  return undefined
}
