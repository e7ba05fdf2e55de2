/** Base models that are installed while the service runs: what other folders may know of them. @module */
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { type BaseModelDetails, baseModelId, type Models } from '../models/index.ts'
import { type JobContext, type Migration, Problem, timestamp } from '../platform/index.ts'
import type { Engine } from '../recognizers/index.ts'
import type { Platform } from '../resources/index.ts'
import { type BaseModelMeasurement, GeneralSetUnavailable, type Training } from '../training/index.ts'
import { baseModelRoutes } from './base-model-routes.ts'
import { searchCatalog } from './catalog.ts'
import type { CatalogModel } from './catalog-model.ts'
import { type BaseModelOrigin, SOURCE_FILE } from './install-base-model.ts'
import { installationMigrations } from './installation-store.ts'
import { Installations } from './installations.ts'

export { baseModelsApi } from './base-model-operations.ts'
export const baseModelMigrations: readonly Migration[] = installationMigrations

const MEASURED_FILE = 'measured.json'

/** Where base models that were added are, a folder each. */
export const baseModelsFolder = (dataDir: string): string => join(dataDir, 'base-models')

export type BaseModelsParts = Readonly<{
  models: Models
  training: Pick<Training, 'measureBaseModel'>
  engine: Engine
  /** After the engine's list of base models has changed. */
  changed: () => void
  catalog?: readonly CatalogModel[]
}>

export type BaseModelResource = Readonly<{ routes(app: FastifyInstance): void }>

/** Installations are worked on from then on. */
export function createBaseModels(platform: Platform, parts: BaseModelsParts): BaseModelResource {
  const { models, engine } = parts
  const directory = baseModelsFolder(platform.settings.dataDir)
  const list = models.baseModels

  const reload = async (): Promise<void> => {
    await engine.reload?.()
    await list.basesChanged()
    parts.changed()
  }
  const describe = async (name: string): Promise<void> => {
    const details = await readDetails(directory, name, parts.catalog)
    if (details) list.bases.describe(name, details)
  }
  const measure = async (name: string, { signal, progress }: Measuring): Promise<void> => {
    const base = list.bases.named(name)
    if (!base) return
    const onProgress = (done: number): void => progress(0.9 + 0.1 * done, 'Measuring on this machine')
    const measured = await parts.training
      .measureBaseModel(base, { signal, onProgress })
      .catch((error: unknown) => {
        // The model works without.
        if (error instanceof GeneralSetUnavailable) return undefined
        throw error
      })
    if (measured) await saveMeasurement(directory, name, measured)
  }
  const installations = new Installations(platform, {
    directory,
    installers: engine.installers ?? [],
    ...(parts.catalog ? { catalog: parts.catalog } : {}),
    isInstalled: (name) => list.bases.named(name) !== undefined,
    installed: async (name, context) => {
      await reload()
      await measure(name, context)
      await describe(name)
    }
  })

  const remove = async (id: string): Promise<void> => {
    const aside = await platform.database.transaction(async (tx) => {
      const { name } = await list.requireUnusedBase(id, tx)
      return setAside(directory, name)
    })
    await reload()
    await rm(aside, { recursive: true, force: true })
  }

  return {
    routes: (app) => {
      app.addHook('onReady', async () => {
        for (const { name } of list.bases.all) await describe(name)
      })
      baseModelRoutes(app, { installations, idOf: baseModelId, remove })
    }
  }
}

type Measuring = Pick<JobContext, 'signal' | 'progress'>

/** Out of the list at once; its files are removed after. @throws Problem for one that the service does not own */
async function setAside(directory: string, name: string): Promise<string> {
  const aside = join(directory, `.removed-${name}`)
  await rm(aside, { recursive: true, force: true })
  await rename(join(directory, name), aside).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    throw new Problem(
      'Conflict',
      'DeleteNotAllowed',
      `The base model ${name} belongs to a package of the operating system; remove that package to remove the model.`
    )
  })
  return aside
}

async function readDetails(
  directory: string,
  name: string,
  catalog: readonly CatalogModel[] | undefined
): Promise<BaseModelDetails | undefined> {
  const origin = await readJson<BaseModelOrigin>(join(directory, name, SOURCE_FILE))
  if (!origin) return undefined
  const measured = await readJson<NonNullable<BaseModelDetails['measured']>>(
    join(directory, name, MEASURED_FILE)
  )
  const known = searchCatalog({}, catalog).find((model) => model.name === name)
  const { architecture, streaming, sampleRate } = origin.inspected
  return {
    name,
    architecture,
    streaming,
    sampleRate,
    sizeBytes: origin.bytes,
    ...(origin.license === undefined ? {} : { license: origin.license }),
    installedDateTime: origin.installedDateTime,
    files: [...origin.files],
    ...(known && known.published.length > 0 ? { published: [...known.published] } : {}),
    ...(measured ? { measured } : {})
  }
}

/** Written by this service, in a folder that only it writes to. */
async function readJson<Value>(path: string): Promise<Value | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  return text === undefined ? undefined : (JSON.parse(text) as Value)
}

async function saveMeasurement(
  directory: string,
  name: string,
  { accuracy, ...figures }: BaseModelMeasurement
): Promise<void> {
  const measured = { measuredDateTime: timestamp(new Date()), ...figures, ...accuracy }
  await writeFile(join(directory, name, MEASURED_FILE), `${JSON.stringify(measured, null, 2)}\n`)
}
