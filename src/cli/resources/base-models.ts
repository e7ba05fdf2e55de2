/** Base models on the service: the catalog, installation, details and removal. @module */
import { createReadStream, createWriteStream, existsSync, openAsBlob } from 'node:fs'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, relative, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { pack } from 'tar-stream'
import type { BaseModelCatalog, BaseModelDetails, BaseModelInstallation } from '../../openapi/api-types.ts'
import { CommandError, UsageError } from '../command-error.ts'
import type { CommandContext } from '../execution/command-context.ts'
import { noteForInterrupt } from '../execution/interrupt.ts'
import { showResult } from '../output/save-output.ts'
import { drawTable } from '../output/table.ts'
import { bar, terminal } from '../output/terminal.ts'
import { type Entity, idOf, type ServiceClient } from '../service/service-client.ts'

const POLL_MS = 500
const UPLOAD_TIMEOUT_MS = 3_600_000

/** As the command line has them. */
export type InstallOptions = Readonly<{
  name: string | undefined
  locale: string | undefined
  title: string | undefined
  licenseAccepted: boolean
}>

/** Follows the installation to its end; interrupted, the service goes on with it. */
export async function installBaseModel(
  context: CommandContext,
  source: string,
  { name, locale, title, licenseAccepted }: InstallOptions
): Promise<void> {
  const service = await context.service()
  const isUrl = /^https?:\/\//i.test(source)
  if (!isUrl && !licenseAccepted && !existsSync(source)) await requireLicense(service, source)
  const { self } = existsSync(source)
    ? await upload(service, source, { name, locale, title })
    : await service.json<BaseModelInstallation>('/models/base:install', {
        method: 'POST',
        json: { ...(isUrl ? { url: source, name } : { name: source }), locale, title, licenseAccepted }
      })
  if (typeof self !== 'string')
    throw new CommandError('The service did not say how to follow the installation.')
  terminal.begin(`Installing ${source}`)
  const forget = noteForInterrupt(
    `The service continues to install ${source}.\nTRY: vernacular base-model list\nTo cancel it, send POST ${self}:cancel.`
  )
  try {
    for (;;) {
      const {
        status,
        stage,
        progress,
        error,
        baseModel: made
      } = await service.json<BaseModelInstallation>(self)
      if (status === 'Succeeded') {
        terminal.end('Done!')
        const model = await service.json(made?.self ?? self)
        return showResult(context, model, () => detailsOf(model))
      }
      if (status === 'Failed') {
        terminal.end('Failed!')
        throw new CommandError(error?.message ?? 'The installation failed.')
      }
      terminal.progress([...(progress === undefined ? [] : [bar(progress)]), stage ?? ''].join(' '))
      await pause(POLL_MS)
    }
  } finally {
    forget()
  }
}

/** A folder becomes a .tar file first. */
async function upload(
  service: ServiceClient,
  path: string,
  { name, locale, title }: Omit<InstallOptions, 'licenseAccepted'>
): Promise<BaseModelInstallation> {
  if (name === undefined || locale === undefined) {
    throw new UsageError(
      `base-model add needs --name and --locale for the files in ${path}.`,
      'SEE: vernacular help base-model add'
    )
  }
  const scratch = await mkdtemp(join(tmpdir(), 'vernacular-base-model-'))
  try {
    const archive = (await stat(path)).isDirectory()
      ? await packFolder(path, join(scratch, 'model.tar'))
      : path
    const query = new URLSearchParams({ name, language: locale, file: basename(archive) })
    if (title !== undefined) query.set('title', title)
    terminal.begin(`Uploading ${path}`)
    const installation = await service.json<BaseModelInstallation>(`/models/base:import?${query}`, {
      method: 'POST',
      body: await openAsBlob(archive),
      headers: { 'Content-Type': 'application/octet-stream' },
      timeoutMs: UPLOAD_TIMEOUT_MS
    })
    terminal.end('Done!')
    return installation
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

async function packFolder(folder: string, archive: string): Promise<string> {
  const tar = pack()
  const add = async (): Promise<void> => {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const path = join(entry.parentPath, entry.name)
      const { size } = await stat(path)
      const name = relative(folder, path).split(sep).join('/')
      await pipeline(createReadStream(path), tar.entry({ name, size }))
    }
    tar.finalize()
  }
  await Promise.all([pipeline(tar, createWriteStream(archive)), add()])
  return archive
}

/** Says which license it is. A name that the catalog lacks is for the service to reject. */
async function requireLicense(service: ServiceClient, name: string): Promise<void> {
  const { values } = await service.json<BaseModelCatalog>('/models/base:catalog')
  const model = values.find((one) => one.name === name)
  if (!model) return
  throw new CommandError(
    `${model.title} is published under the license ${model.license.name}: ${model.license.url}`,
    { hint: `If you accept it:\nTRY: vernacular base-model add ${name} --accept license` }
  )
}

export async function searchCatalog(
  context: CommandContext,
  words: string,
  language: string | undefined
): Promise<void> {
  const service = await context.service()
  const query = new URLSearchParams({ search: words, ...(language === undefined ? {} : { language }) })
  const { values } = await service.json<BaseModelCatalog>(`/models/base:catalog?${query}`)
  showResult(context, values, (width) =>
    drawTable(
      ['name', 'languages', 'live', 'size', 'license', 'published errors', 'installed'],
      values.map((model) => [
        model.name,
        languagesOf(model.locales),
        model.streaming ? 'yes' : 'no',
        model.approximateBytes === undefined ? '' : megabytes(model.approximateBytes),
        model.license.name,
        model.published
          .map(({ testSet, wordErrorRate }) => `${percent(wordErrorRate)} ${testSet}`)
          .join(', '),
        model.installed ? 'yes' : ''
      ]),
      width,
      ['name', 'license']
    )
  )
}

export async function showBaseModel(context: CommandContext): Promise<void> {
  const service = await context.service()
  const model = await named(context, service)
  showResult(context, model, () => detailsOf(model))
}

export async function removeBaseModel(context: CommandContext): Promise<void> {
  const service = await context.service()
  const { self, displayName } = await named(context, service)
  await service.call(self, { method: 'DELETE' })
  terminal.info(`Removed the base model ${context.call.arguments[0]} (${displayName}).`)
}

/** The base model that the argument names, by its own name or its ID. */
async function named(context: CommandContext, service: ServiceClient): Promise<Entity> {
  const [wanted] = context.call.arguments
  const { path } = context.call.command
  if (wanted === undefined) throw new UsageError(`${path} needs the name or ID of a base model.`)
  const models = await service.list('/models/base')
  const found = models.find(
    ({ self, properties }) => idOf({ self }) === wanted.toLowerCase() || properties?.name === wanted
  )
  if (found) return found
  const names = models.map(({ self, properties }) => String(properties?.name ?? idOf({ self })))
  throw new CommandError(`There is no base model "${wanted}". Installed are ${names.join(', ')}.`)
}

function detailsOf(model: Entity): string {
  const details: Partial<BaseModelDetails> = model.properties ?? {}
  const { measured, published = [], files = [] } = details
  const lines = [
    ['name', model.properties?.name],
    ['locale', model.locale],
    ['description', model.description],
    ['architecture', details.architecture],
    [
      'recognizes',
      details.streaming === undefined ? undefined : details.streaming ? 'live' : 'whole phrases'
    ],
    ['size', details.sizeBytes === undefined ? undefined : megabytes(details.sizeBytes)],
    ['license', details.license],
    ...published.map(({ testSet, wordErrorRate }) => [
      'published',
      `${percent(wordErrorRate)} word errors on ${testSet}`
    ]),
    ...(measured
      ? [
          [
            'measured',
            `${measured.realTimeFactor} x real time, ${megabytes(measured.residentBytes)} of memory`
          ],
          measured.wordErrorRate === undefined
            ? []
            : [
                'measured',
                `${percent(measured.wordErrorRate)} word errors on ${measured.words} words of ${measured.testSet}`
              ]
        ]
      : []),
    ...files.map(({ url, sha256 }) => ['downloaded', `${url} (SHA-256 ${sha256})`])
  ]
  return lines
    .filter(([, value]) => value !== undefined)
    .map(([label = '', value]) => `${String(label).padEnd(14)}${String(value)}`)
    .join('\n')
}

const languagesOf = (locales: readonly string[]): string =>
  locales.length > 3 ? `${locales[0]} and ${locales.length - 1} others` : locales.join(', ')
const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`
const percent = (rate: number): string => `${(100 * rate).toFixed(1)} %`
