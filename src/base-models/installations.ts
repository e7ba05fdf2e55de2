/** Installations of base models: started, followed, cancelled. @module */
import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ContentUnavailable, type JobContext, Problem, StorageFull } from '../platform/index.ts'
import {
  CANCELLED,
  cancelWork,
  isTerminal,
  type Platform,
  type Progress,
  progressOf
} from '../resources/index.ts'
import { searchCatalog } from './catalog.ts'
import type { CatalogModel } from './catalog-model.ts'
import {
  CONTENT_FILE,
  downloadFolder,
  type InstallParts,
  installBaseModel,
  UPLOAD_SCHEME
} from './install-base-model.ts'
import type { InstallRequest, UploadRequest } from './install-request.ts'
import { type Installation, type InstallationSource, InstallationStore } from './installation-store.ts'

const JOB = 'base-models.install'
/** Listed at once; older ones are found by their id. */
const MAX_LISTED = 100

export type InstallationsParts = Omit<InstallParts, 'pins' | 'allowPrivate' | 'proxyUrl'> &
  Readonly<{
    catalog?: readonly CatalogModel[]
    /** Whether there is a base model of that name. */
    isInstalled: (name: string) => boolean
    /** After a folder was put into place. */
    installed: (name: string, context: Pick<JobContext, 'signal' | 'progress'>) => Promise<void>
  }>

export class Installations {
  readonly #store: InstallationStore
  readonly #platform: Platform
  readonly #parts: InstallationsParts
  readonly #catalog: readonly CatalogModel[] | undefined

  constructor(platform: Platform, parts: InstallationsParts) {
    this.#platform = platform
    this.#parts = parts
    this.#catalog = parts.catalog
    this.#store = new InstallationStore(platform.database)
    platform.jobs.handle({
      kind: JOB,
      // The folder of base models is this machine's, and the network lets a job wait for long.
      onlyInService: true,
      run: (context) => this.#run(context),
      failed: (id, error) => this.#store.move(id, 'Failed', failureOf(error)),
      cancelled: (id) =>
        this.#store.move(id, 'Failed', {
          code: CANCELLED,
          message:
            'The installation was cancelled. Installing the model again goes on with what was downloaded.'
        })
    })
  }

  search(query: Parameters<typeof searchCatalog>[0]): readonly CatalogModel[] {
    return searchCatalog(query, this.#catalog)
  }

  isInstalled(name: string): boolean {
    return this.#parts.isInstalled(name)
  }

  /** @throws Problem naming the field at fault, Conflict for a name that is taken */
  async start(request: InstallRequest): Promise<Installation> {
    const source = this.#sourceOf(request)
    this.#requireFree(source.name)
    return this.#begin(source)
  }

  #requireFree(name: string): void {
    if (this.#parts.isInstalled(name)) throw taken(`The base model ${name} is installed already.`)
  }

  async #begin(source: InstallationSource): Promise<Installation> {
    const now = new Date()
    const installation: Installation = {
      id: randomUUID(),
      source,
      status: 'NotStarted',
      createdDateTime: now,
      lastActionDateTime: now
    }
    await this.#platform.database.transaction(async (tx) => {
      if (await this.#store.underWay(source.name, tx)) {
        throw taken(`The base model ${source.name} is being installed already.`)
      }
      await this.#store.insert(tx, installation)
      await this.#platform.jobs.enqueue(tx, { kind: JOB, subject: installation.id })
    })
    return installation
  }

  /**
   * Starts with an archive that the caller sends instead of one that the service downloads.
   * @throws Problem as `start` does, before the archive is read
   */
  async startUpload(
    { name, language: locale, title, file = 'model.tar' }: UploadRequest,
    archive: Readable
  ): Promise<Installation> {
    const url = `${UPLOAD_SCHEME}${randomUUID()}/${file}`
    const source = sourceOfUrl({ name, locale, title, url })
    this.#requireFree(source.name)
    const folder = downloadFolder(this.#parts.directory, url)
    await mkdir(folder, { recursive: true })
    try {
      await pipeline(archive, createWriteStream(join(folder, CONTENT_FILE)))
      return await this.#begin(source)
    } catch (error) {
      await rm(folder, { recursive: true, force: true })
      throw error
    }
  }

  list(): Promise<readonly Installation[]> {
    return this.#store.newest(MAX_LISTED)
  }

  /** @throws Problem NotFound */
  async require(id: string): Promise<Installation> {
    const installation = await this.#store.find(id)
    if (installation) return installation
    throw new Problem('NotFound', undefined, `The installation ${id} does not exist.`, 'id')
  }

  progress(installation: Installation): Promise<Progress> {
    return progressOf(this.#platform.jobs, installation)
  }

  /** @throws Problem NotFound, Conflict when it has ended */
  async cancel(id: string): Promise<Installation> {
    await cancelWork(this.#platform.jobs, 'installation', await this.require(id))
    return this.require(id)
  }

  #sourceOf({ name, url, locale, licenseAccepted, title }: InstallRequest): InstallationSource {
    if (url !== undefined) return sourceOfUrl({ name, url, locale, title })
    const model = searchCatalog({}, this.#catalog).find((one) => one.name === name)
    if (!model) {
      throw new Problem(
        'NotFound',
        undefined,
        `The catalog has no model "${name}". GET /models/base:catalog lists what it has; "url" installs another.`,
        'name'
      )
    }
    if (!licenseAccepted) {
      throw new Problem(
        'InvalidRequest',
        'LicenseNotAccepted',
        `${model.title} is published under the license ${model.license.name} (${model.license.url}). Read it, and set "licenseAccepted" to true if you accept it.`,
        'licenseAccepted'
      )
    }
    const chosen = locale ?? model.locales[0] ?? ''
    if (!model.locales.includes(chosen)) {
      throw new Problem(
        'InvalidRequest',
        'UnsupportedLocale',
        `"locale" is "${chosen}"; ${model.name} recognizes ${model.locales.join(', ')}.`,
        'locale'
      )
    }
    return {
      // One base model for each language of a multilingual one.
      name: chosen === model.locales[0] ? model.name : `${model.name}-${chosen}`,
      locale: chosen,
      title: model.title,
      license: model.license.name,
      files: [model.source].flat()
    }
  }

  async #run({ subject, signal, progress }: JobContext): Promise<void> {
    const installation = await this.#store.find(subject)
    if (!installation || isTerminal(installation.status)) return
    await this.#store.move(subject, 'Running')
    const { allowPrivateUrls, proxyUrl } = this.#platform.settings
    const parts = { ...this.#parts, pins: this.#store, allowPrivate: allowPrivateUrls, proxyUrl }
    await installBaseModel(installation, parts, { signal, report: progress })
    await this.#parts.installed(installation.source.name, { signal, progress })
    await this.#store.move(subject, 'Succeeded')
  }
}

const taken = (what: string): Problem => new Problem('Conflict', undefined, what, 'name')

function sourceOfUrl({
  name,
  url,
  locale,
  title
}: Readonly<Record<'name' | 'url' | 'locale' | 'title', string | undefined>>): InstallationSource {
  const file = new URL(url ?? '').pathname.split('/').at(-1) ?? ''
  if (!/\.(?:tar|tar\.gz|tgz|tar\.bz2|tbz2|zip)$/i.test(file)) {
    throw new Problem(
      'InvalidRequest',
      'InvalidPayload',
      `"url" ends in "${file.slice(0, 100)}"; the address of a .tar, .tar.gz, .tar.bz2 or .zip file is accepted.`,
      'url'
    )
  }
  const missing = (field: string): Problem =>
    new Problem(
      'InvalidRequest',
      'InvalidPayload',
      `"${field}" is missing; it is required with "url".`,
      field
    )
  if (locale === undefined) throw missing('locale')
  if (name === undefined) throw missing('name')
  return { name, locale, title: title ?? name, files: [{ url: url ?? '', name: file }] }
}

function failureOf(error: Error): Readonly<{ code: string; message: string }> {
  if ('code' in error && 'message' in error && error.name === 'JobRejected') {
    return { code: String(error.code), message: error.message }
  }
  if (error instanceof ContentUnavailable) return { code: 'DownloadFailed', message: `${error.message}.` }
  if (error instanceof StorageFull) return { code: 'StorageFull', message: error.message }
  return {
    code: 'InternalError',
    message: 'The installation failed for a reason that the log of the service has.'
  }
}
