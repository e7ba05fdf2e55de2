/** Bundles compared with the table of models, and read back into it. @module */
import { stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { Datasets } from '../datasets/index.ts'
import type { Projects } from '../projects/index.ts'
import { CustomizationUnsupported, type RecognitionModel } from '../recognizers/index.ts'
import {
  CannotRecover,
  type NamedEntity,
  type Platform,
  readHeadRecord,
  type StoredCollection
} from '../resources/index.ts'
import { type BundleManifest, MANIFEST_FILE } from './bundle.ts'
import { BundleInvalid } from './bundle-schema.ts'
import { readParts } from './check-bundle.ts'
import { bundlePrefix, DELETED_MODELS, type Model } from './model.ts'
import type { ModelService } from './models.ts'
import { type BundleEngine, recognitionModelOf } from './recognition-model.ts'

type Parts = Readonly<{ projects: Projects; datasets: Datasets }>

export function storedModels(platform: Platform, service: ModelService, parts: Parts): StoredCollection {
  const { files } = platform
  const { store, records } = service
  return {
    kind: 'model',
    prefixOf: bundlePrefix,
    onDisk: () => files.folders('models'),
    ids: () => store.ids(),
    needFiles: () => store.succeeded(),
    nameOf: async (id) => readHeadRecord(await records.read(id)).displayName,
    deletions: { prefix: DELETED_MODELS, finish: (id) => service.removeFiles(id) },
    recover: (id) => recover(platform, service, parts, id)
  }
}

async function recover(
  { files, database }: Platform,
  service: ModelService,
  { projects, datasets }: Parts,
  id: string
): Promise<NamedEntity> {
  const { bases, records, store } = service
  const folder = await files.localPath(bundlePrefix(id))
  const manifest = await manifestIn(files, id, folder)
  const base = bases.named(manifest.base)
  if (!base) {
    throw new CannotRecover(
      `its base model ${manifest.base} is missing; add it with \`vernacular base-model add\` and rebuild again`
    )
  }
  // Not before its base model is known to be there, which it is tried with.
  const recognized = modelIn(service.engine, manifest, folder)
  await checkFiles(folder, manifest, recognized)
  await service.bundleParts(id).catch(damaged)
  const record = (await records.read(id)) ?? {}
  const weight = recognized.custom?.weight
  const { requestedWeightPercent } = record
  const now = new Date()
  const model: Omit<Model, 'projectId'> = {
    id,
    displayName: `Recovered model ${id.slice(0, 8)}`,
    createdDateTime: now,
    ...readHeadRecord(record),
    locale: base.locale,
    base: base.name,
    datasetIds: await existing(datasets, idsIn(record) ?? manifest.datasets.map((dataset) => dataset.id)),
    ...(manifest.text ? { text: await files.readText(`${bundlePrefix(id)}/${manifest.text.file}`) } : {}),
    ...(typeof requestedWeightPercent === 'number' ? { requestedWeightPercent } : {}),
    ...(weight === undefined ? {} : { weightPercent: Math.round(100 * weight) }),
    status: 'Succeeded',
    lastActionDateTime: now
  }
  await database.transaction(async (tx) => {
    const projectId = await projects.restore(tx, record.project)
    await store.insert(tx, { ...model, ...(projectId === undefined ? {} : { projectId }) })
  })
  return model
}

async function manifestIn(files: Platform['files'], id: string, folder: string): Promise<BundleManifest> {
  if (!(await files.stat(`${bundlePrefix(id)}/${MANIFEST_FILE}`))) {
    throw new CannotRecover('it has no model.json: its training had not finished')
  }
  return (await readParts(folder).catch(damaged)).manifest
}

function modelIn(engine: BundleEngine, manifest: BundleManifest, folder: string): RecognitionModel {
  try {
    return recognitionModelOf(engine, manifest, folder)
  } catch (error) {
    if (error instanceof CustomizationUnsupported) throw new CannotRecover(error.message)
    return damaged(error)
  }
}

/** Whole, or the model would be of no use. */
async function checkFiles(
  folder: string,
  { text }: BundleManifest,
  { custom }: RecognitionModel
): Promise<void> {
  for (const path of [...(custom?.files ?? []), ...(text ? [join(folder, text.file)] : [])]) {
    if (await stat(path).catch(() => undefined)) continue
    throw new CannotRecover(`its bundle does not contain ${relative(folder, path)}`)
  }
}

function damaged(error: unknown): never {
  if (!(error instanceof BundleInvalid)) throw error
  throw new CannotRecover(`its bundle is damaged: ${error.message}`)
}

const idsIn = ({ datasetIds }: Readonly<Record<string, unknown>>): readonly string[] | undefined =>
  Array.isArray(datasetIds) ? datasetIds.filter((id) => typeof id === 'string') : undefined

async function existing(datasets: Datasets, ids: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(ids.map((id) => datasets.get(id)))
  return found.flatMap((dataset) => dataset?.id ?? [])
}
