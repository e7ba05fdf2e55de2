/** A model from an archive, put into place as if it had been trained here. @module */
import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Problem, type Transaction } from '../platform/index.ts'
import { CustomizationUnsupported } from '../recognizers/index.ts'
import type { Platform } from '../resources/index.ts'
import type { ListedBase } from './base-models.ts'
import { type BundleManifest, CHECKSUMS_FILE } from './bundle.ts'
import { ArchiveRejected, extractArchive, MAX_ARCHIVE_BYTES } from './bundle-archive.ts'
import { checksumsOf } from './bundle-checksums.ts'
import { BundleInvalid } from './bundle-schema.ts'
import { readParts } from './check-bundle.ts'
import { bundlePrefix, type Model } from './model.ts'
import type { ModelService } from './models.ts'

export type ImportOptions = Readonly<{
  /** Joins the transaction that makes the model. */
  also?: (tx: Transaction, model: Model) => Promise<void>
  /** The model of this service that the archive was made of: what has its very bytes is not tried again. */
  from?: Model
}>

/**
 * Nothing is stored of an archive that cannot be used: its files are read strictly and its model is tried in a process
 * of its own before the model exists.
 * @throws Problem InvalidModel naming file and line, InvalidBaseModel
 */
export async function importModel(
  { files, database }: Platform,
  models: ModelService,
  archive: Readable,
  { also, from }: ImportOptions = {}
): Promise<Model> {
  return files.withScratch(async (scratch) => {
    const path = join(scratch, 'archive.zip')
    await pipeline(archive, atMost(MAX_ARCHIVE_BYTES), createWriteStream(path)).catch(reject)
    return files.withScratch(async (folder) => {
      const entity = await extractArchive(path, { directory: folder, scratch }).catch(reject)
      const manifest = await checkedManifest(models, folder, from)
      const base = requireBase(models, manifest)
      await writeFile(join(folder, CHECKSUMS_FILE), await checksumsOf(folder))
      const now = new Date()
      const { format: _format, ...named } = entity
      const model: Model = {
        id: randomUUID(),
        ...named,
        locale: base.locale,
        base: base.name,
        datasetIds: [],
        status: 'Succeeded',
        createdDateTime: now,
        lastActionDateTime: now
      }
      await files.commit(folder, bundlePrefix(model.id))
      await database
        .transaction(async (tx) => {
          await also?.(tx, model)
          await models.store.insert(tx, model)
        })
        .catch(async (error: unknown) => {
          await files.removeAll(bundlePrefix(model.id))
          throw error
        })
      await models.records.save(model)
      return model
    })
  })
}

async function checkedManifest(
  models: ModelService,
  folder: string,
  from: Model | undefined
): Promise<BundleManifest> {
  try {
    // Before anything is loaded: a base model that lacks is told as such.
    const { manifest } = await readParts(folder)
    requireBase(models, manifest)
    const known = from && (await models.checksums(from))
    if (known === undefined || known !== (await checksumsOf(folder))) await models.checkBundle(folder)
    return manifest
  } catch (error) {
    if (error instanceof CustomizationUnsupported)
      throw new Problem('InvalidRequest', 'InvalidModel', error.message)
    if (!(error instanceof BundleInvalid)) throw error
    throw new Problem(
      'InvalidRequest',
      'InvalidModel',
      `The archive is not a valid model bundle. ${error.message}.`
    )
  }
}

function requireBase(models: ModelService, manifest: BundleManifest): ListedBase {
  const base = models.bases.named(manifest.base)
  if (base) return base
  throw new Problem(
    'InvalidRequest',
    'InvalidBaseModel',
    `The model was trained on the base model ${manifest.base}, which this service does not have. It has ${models.bases.all.map(({ name }) => name).join(', ')}.`
  )
}

function reject(error: unknown): never {
  if (!(error instanceof ArchiveRejected)) throw error
  throw new Problem('InvalidRequest', 'InvalidModel', `The archive is not a model bundle: ${error.message}.`)
}

function atMost(bytes: number): Transform {
  let received = 0
  return new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      received += chunk.length
      if (received > bytes) done(new ArchiveRejected(`it has more than ${bytes} bytes, the maximum`))
      else done(null, chunk)
    }
  })
}
