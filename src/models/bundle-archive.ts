/** A bundle as one zip: how models leave a service and come into another. @module */
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import yauzl, { type ZipFile as OpenedZip } from 'yauzl'
import { ZipFile } from 'yazl'
import type { FileStore } from '../platform/index.ts'
import type { CustomProperties } from '../resources/index.ts'
import { RECIPE_FILE, type Recipe } from './bundle.ts'
import { bundlePrefix, type Model } from './model.ts'

/** What a model is called and was made with, beside the files of its bundle. */
export type ArchiveEntity = Readonly<{
  format: 1
  displayName: string
  description?: string
  customProperties?: CustomProperties
  weightPercent?: number
  text?: string
}>

const ENTITY_FILE = 'entity.json'
/** Far above what a training writes: its files are a language model, a lexicon and a transform of megabytes. */
export const MAX_BUNDLE_BYTES = 8 * 2 ** 30
const MOST_FILES = 1000
/** The names that trainings write: parts of letters, digits, dots and dashes, none that begins with a dot. */
const FILE_NAME = /^(?:[A-Za-z0-9_][A-Za-z0-9._-]{0,99}\/){0,3}[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$/
/** The same files give the same bytes. */
const NO_TIME = new Date(Date.UTC(2000, 0, 1))

export class ArchiveRefused extends Error {
  override readonly name = 'ArchiveRefused'
}

export const entityOf = (model: Model): ArchiveEntity => ({
  format: 1,
  displayName: model.displayName,
  ...(model.description === undefined ? {} : { description: model.description }),
  ...(model.customProperties === undefined ? {} : { customProperties: model.customProperties }),
  ...(model.weightPercent === undefined ? {} : { weightPercent: model.weightPercent }),
  ...(model.text === undefined ? {} : { text: model.text })
})

/** The zip as it is made; memory does not grow with the model. */
export async function archiveOf(files: FileStore, model: Model): Promise<Readable> {
  const zip = new ZipFile()
  const names: string[] = []
  const prefix = bundlePrefix(model.id)
  for await (const { key } of files.list(prefix)) names.push(key.slice(prefix.length + 1))
  zip.addBuffer(Buffer.from(`${JSON.stringify(entityOf(model), null, 2)}\n`), ENTITY_FILE, { mtime: NO_TIME })
  for (const name of names.sort()) {
    zip.addFile(await files.localPath(`${prefix}/${name}`), `bundle/${name}`, {
      mtime: NO_TIME,
      mode: 0o100644
    })
  }
  zip.end()
  return Readable.from(zip.outputStream as AsyncIterable<Uint8Array>)
}

/**
 * Unpacks the bundle of an archive into `directory`.
 * @returns what the archive says of its model
 * @throws ArchiveRefused when it is none of ours
 */
export async function unpackArchive(
  path: string,
  directory: string
): Promise<Readonly<{ entity: ArchiveEntity; recipe: Recipe }>> {
  const zip = await refusing(() => yauzl.openPromise(path, { lazyEntries: true, autoClose: false }))
  try {
    return await refusing(() => unpack(zip, directory))
  } finally {
    zip.close()
  }
}

async function unpack(
  zip: OpenedZip,
  directory: string
): Promise<Readonly<{ entity: ArchiveEntity; recipe: Recipe }>> {
  if (zip.entryCount > MOST_FILES)
    throw new ArchiveRefused(`it has ${zip.entryCount} files, more than ${MOST_FILES}`)
  let entity: ArchiveEntity | undefined
  let recipe: Recipe | undefined
  let unpacked = 0
  for await (const entry of zip.eachEntry()) {
    unpacked += entry.uncompressedSize
    if (unpacked > MAX_BUNDLE_BYTES)
      throw new ArchiveRefused(`it unpacks to more than ${MAX_BUNDLE_BYTES} bytes`)
    const name = entry.fileName.replace(/^bundle\//, '')
    if (!FILE_NAME.test(name))
      throw new ArchiveRefused(`it has a file of the name ${JSON.stringify(entry.fileName)}`)
    const content = (await zip.openReadStreamPromise(entry)) as Readable
    if (entry.fileName === ENTITY_FILE) {
      entity = readEntity(JSON.parse(await text(content)))
      continue
    }
    if (entry.fileName === name) throw new ArchiveRefused(`it has a file ${name} beside the bundle`)
    const target = join(directory, name)
    await mkdir(dirname(target), { recursive: true })
    const kept: Buffer[] = []
    const keep = new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        if (name === RECIPE_FILE) kept.push(chunk)
        done(null, chunk)
      }
    })
    await pipeline(content, keep, createWriteStream(target))
    if (name === RECIPE_FILE) recipe = readRecipe(JSON.parse(Buffer.concat(kept).toString()))
  }
  if (!entity || !recipe)
    throw new ArchiveRefused(`it lacks ${entity ? `bundle/${RECIPE_FILE}` : ENTITY_FILE}`)
  return { entity, recipe }
}

async function text(content: Readable): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of content as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

function readEntity(value: unknown): ArchiveEntity {
  const { format, displayName, description, customProperties, weightPercent, text } = (value ?? {}) as Record<
    string,
    unknown
  >
  if (format !== 1)
    throw new ArchiveRefused(`its ${ENTITY_FILE} is of a format that this version does not know`)
  return {
    format,
    displayName: typeof displayName === 'string' && displayName !== '' ? displayName : 'Imported model',
    ...(typeof description === 'string' ? { description } : {}),
    ...(isTexts(customProperties) ? { customProperties } : {}),
    ...(typeof weightPercent === 'number' ? { weightPercent } : {}),
    ...(typeof text === 'string' ? { text } : {})
  }
}

const isTexts = (value: unknown): value is CustomProperties =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).every((text) => typeof text === 'string')

/** Files named in a recipe must lie in the bundle: they are opened by path. */
function readRecipe(value: unknown): Recipe {
  const recipe = (value ?? {}) as Partial<Recipe>
  if (recipe.format !== 1 || typeof recipe.locale !== 'string' || typeof recipe.base !== 'string') {
    throw new ArchiveRefused(`its ${RECIPE_FILE} is no recipe of a format that this version knows`)
  }
  const named = [recipe.languageModel?.file, recipe.lexicon?.file, recipe.acoustic?.file, recipe.text?.file]
  for (const file of named) {
    if (file !== undefined && !FILE_NAME.test(file)) {
      throw new ArchiveRefused(`its ${RECIPE_FILE} names the file ${JSON.stringify(file)}`)
    }
  }
  return value as Recipe
}

/** Whatever is wrong inside is told as one refusal: the archive comes from outside. */
async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ArchiveRefused) throw error
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOSPC' || code === 'EIO') throw error
    throw new ArchiveRefused(`it cannot be read (${error instanceof Error ? error.message : String(error)})`)
  }
}
