/** Bundles compared with the table of models, and read back into it. @module */
import type { Datasets } from '../datasets/index.ts'
import type { Projects } from '../projects/index.ts'
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
  const manifest = await manifestIn(files, id)
  const base = bases.named(manifest.base)
  if (!base) {
    throw new CannotRecover(
      `its base model ${manifest.base} is missing; add it with \`vernacular base-model add\` and rebuild again`
    )
  }
  // Not before its base model is known to be there, which it is tried with.
  await service.bundleParts(id).catch(damaged)
  const record = (await records.read(id)) ?? {}
  const weight = manifest.languageModel?.weight
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

/** Whole, or the model would be of no use. */
async function manifestIn(files: Platform['files'], id: string): Promise<BundleManifest> {
  if (!(await files.stat(`${bundlePrefix(id)}/${MANIFEST_FILE}`))) {
    throw new CannotRecover('it has no model.json: its training had not ended')
  }
  const { manifest } = await readParts(await files.localPath(bundlePrefix(id))).catch(damaged)
  const names: string[] = []
  for await (const { key } of files.list(bundlePrefix(id))) names.push(key.slice(bundlePrefix(id).length + 1))
  const { languageModel, lexicon, acoustic, text } = manifest
  for (const part of [languageModel, lexicon, acoustic, text]) {
    // An adapted acoustic model is a folder, a transform one file.
    if (part && !names.some((name) => name === part.file || name.startsWith(`${part.file}/`))) {
      throw new CannotRecover(`its bundle lacks ${part.file}`)
    }
  }
  return manifest
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
