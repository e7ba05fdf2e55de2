/** A model from an archive, put into place as if it had been trained here. @module */
import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Problem, type Within } from '../platform/index.ts'
import type { Platform } from '../resources/index.ts'
import { ArchiveRefused, unpackArchive } from './bundle-archive.ts'
import { bundlePrefix, type Model } from './model.ts'
import type { ModelService } from './models.ts'

/**
 * @param also joins the transaction that makes the model
 * @throws Problem InvalidModel, InvalidBaseModel
 */
export async function importModel(
  { files, database }: Platform,
  models: ModelService,
  archive: Readable,
  also: (within: Within, model: Model) => Promise<void> = async () => undefined
): Promise<Model> {
  return files.withScratch(async (scratch) => {
    const path = join(scratch, 'archive.zip')
    await pipeline(archive, createWriteStream(path))
    return files.withScratch(async (folder) => {
      const { entity, recipe } = await unpackArchive(path, folder).catch((error: unknown) => {
        if (!(error instanceof ArchiveRefused)) throw error
        throw new Problem('InvalidRequest', 'InvalidModel', `The archive is no model: ${error.message}.`)
      })
      const base = models.bases.named(recipe.base)
      if (!base) {
        throw new Problem(
          'InvalidRequest',
          'InvalidBaseModel',
          `The model was made on the base model ${recipe.base}, which this service lacks; it has ${models.bases.all.map(({ name }) => name).join(', ')}.`
        )
      }
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
        .transaction(async (within) => {
          await also(within, model)
          await models.store.insert(within, model)
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
