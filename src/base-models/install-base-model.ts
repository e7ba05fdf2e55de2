/** One installation: download, unpack, check, put into place, measure. Safe to run again from any point. @module */
import { createHash } from 'node:crypto'
import { cp, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ContentUnavailable, JobRejected, sha256Of } from '../platform/index.ts'
import { type BaseModelInstaller, BaseModelRejected, type InspectedBaseModel } from '../recognizers/index.ts'
import { ChecksumMismatch, downloadFile } from './download.ts'
import type { InstallationSource, InstallationStore } from './installation-store.ts'
import { extractModelArchive, ModelArchiveRejected } from './model-archive.ts'

/** Of one file or archive. */
export const MAX_DOWNLOAD_BYTES = 16 * 2 ** 30
/** What is left of downloads that nobody went on with. */
const MAX_LEFT_MS = 7 * 86_400_000
const ARCHIVE = /\.(?:tar|tar\.gz|tgz|tar\.bz2|tbz2|zip)$/i

const DOWNLOADS_FOLDER = '.downloads'
const STAGING_FOLDER = '.installing'
/** Where the content of a URL is while it arrives and until it is installed. */
export const downloadFolder = (directory: string, url: string): string =>
  join(directory, DOWNLOADS_FOLDER, createHash('sha256').update(url).digest('hex').slice(0, 32))

/** The content of `downloadFolder`, complete. */
export const CONTENT_FILE = 'content'
/** An archive that the caller sent: it is there already, and cannot be fetched. */
export const UPLOAD_SCHEME = 'upload:'
export const SOURCE_FILE = 'source.json'
const DESCRIPTION_FILE = 'base-model.json'

export type InstallParts = Readonly<{
  /** Of all base models. */
  directory: string
  installers: readonly BaseModelInstaller[]
  pins: Pick<InstallationStore, 'pin' | 'pinned'>
  allowPrivate: boolean
  proxyUrl?: string | undefined
}>

/** What is kept beside an installed base model about where it came from. */
export type BaseModelOrigin = Readonly<{
  title: string
  license?: string
  installedDateTime: string
  bytes: number
  files: readonly Readonly<{ url: string; sha256: string }>[]
  inspected: InspectedBaseModel
}>

type Report = (fraction: number, stage: string) => void

/**
 * @param id of the installation: two of them never share a folder
 * @throws JobRejected with a reason that trying again cannot change; ContentUnavailable where it may
 */
export async function installBaseModel(
  { id, source }: Readonly<{ id: string; source: InstallationSource }>,
  parts: InstallParts,
  { signal, report }: Readonly<{ signal: AbortSignal; report: Report }>
): Promise<void> {
  const target = join(parts.directory, source.name)
  if (await exists(target)) return
  await removeLeft(join(parts.directory, DOWNLOADS_FOLDER))
  const staging = join(parts.directory, STAGING_FOLDER, id)
  await rm(staging, { recursive: true, force: true })
  try {
    const downloaded = await download(source, parts, signal, report)
    const model = join(staging, 'model')
    report(0.8, 'Unpacking')
    await unpack(downloaded, model, signal)
    report(0.85, 'Checking')
    const { installer, inspected } = await inspect(model, parts.installers, signal)
    await describe(model, { source, installer, inspected, downloaded })
    await rename(model, target)
    for (const { folder } of downloaded) await rm(folder, { recursive: true, force: true })
  } catch (error) {
    signal.throwIfAborted()
    throw asRejection(error)
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
}

type DownloadedFile = Readonly<{ url: string; name: string; folder: string; path: string; sha256: string }>

/** Finished files stay until all are there, so that another try fetches only what is missing. */
async function download(
  { files }: InstallationSource,
  { directory, pins, allowPrivate, proxyUrl }: InstallParts,
  signal: AbortSignal,
  report: Report
): Promise<readonly DownloadedFile[]> {
  const done: DownloadedFile[] = []
  for (const [index, { url, name, sha256 }] of files.entries()) {
    const folder = downloadFolder(directory, url)
    const path = join(folder, CONTENT_FILE)
    const uploaded = url.startsWith(UPLOAD_SCHEME)
    const pinned = sha256 ?? (await pins.pinned(url))
    const stage = files.length > 1 ? `Downloading file ${index + 1} of ${files.length}` : 'Downloading'
    const fractionOf = (part: number): number => (0.8 * (index + part)) / files.length
    report(fractionOf(0), stage)
    const had = (await exists(path)) ? await sha256Of(path) : undefined
    const found =
      had !== undefined && (pinned === undefined || had === pinned)
        ? had
        : (
            await downloadFile(url, path, {
              allowPrivate,
              proxyUrl,
              signal,
              sha256: pinned,
              maxBytes: MAX_DOWNLOAD_BYTES,
              onProgress: (received, total) =>
                report(fractionOf(total ? received / total : 0.5), `${stage}: ${megabytes(received, total)}`)
            })
          ).sha256
    if (!uploaded) await pins.pin(url, found)
    done.push({ url, name, folder, path, sha256: found })
  }
  return done
}

const megabytes = (received: number, total: number | undefined): string =>
  `${(received / 1e6).toFixed(1)} ${total === undefined ? '' : `of ${(total / 1e6).toFixed(1)} `}MB`

async function unpack(files: readonly DownloadedFile[], model: string, signal: AbortSignal): Promise<void> {
  const [only] = files
  if (files.length === 1 && only && ARCHIVE.test(only.name)) {
    return extractModelArchive(only.path, model, signal)
  }
  await mkdir(model, { recursive: true })
  for (const { path, name } of files) await cp(path, join(model, name))
}

/** The first installer that takes the folder. @throws BaseModelRejected with what each of them found */
async function inspect(
  folder: string,
  installers: readonly BaseModelInstaller[],
  signal: AbortSignal
): Promise<Readonly<{ installer: BaseModelInstaller; inspected: InspectedBaseModel }>> {
  const reasons: string[] = []
  for (const installer of installers) {
    try {
      return { installer, inspected: await installer.inspect(folder, signal) }
    } catch (error) {
      if (!(error instanceof BaseModelRejected)) throw error
      reasons.push(error.message)
    }
  }
  throw new BaseModelRejected(
    reasons.length > 0 ? reasons.join(' ') : 'No engine of this service takes base models as files.'
  )
}

async function describe(
  model: string,
  {
    source,
    installer,
    inspected,
    downloaded
  }: Readonly<{
    source: InstallationSource
    installer: BaseModelInstaller
    inspected: InspectedBaseModel
    downloaded: readonly DownloadedFile[]
  }>
): Promise<void> {
  const now = new Date()
  const origin: BaseModelOrigin = {
    title: source.title,
    ...(source.license === undefined ? {} : { license: source.license }),
    installedDateTime: now.toISOString(),
    bytes: await bytesOf(model),
    files: downloaded.map(({ url, sha256 }) => ({ url, sha256 })),
    inspected
  }
  const description = {
    family: installer.family,
    name: source.name,
    locale: source.locale,
    release: now.toISOString().slice(0, 10).replaceAll('-', ''),
    description: source.title
  }
  await writeFile(join(model, SOURCE_FILE), `${JSON.stringify(origin, null, 2)}\n`)
  await writeFile(join(model, DESCRIPTION_FILE), `${JSON.stringify(description, null, 2)}\n`)
}

async function bytesOf(folder: string): Promise<number> {
  let bytes = 0
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size
  }
  return bytes
}

async function removeLeft(directory: string): Promise<void> {
  for (const name of await readdir(directory).catch(() => [])) {
    const folder = join(directory, name)
    const { mtimeMs } = await stat(folder)
    if (Date.now() - mtimeMs > MAX_LEFT_MS) await rm(folder, { recursive: true, force: true })
  }
}

/** What another try cannot change. */
function asRejection(error: unknown): unknown {
  if (error instanceof ModelArchiveRejected) return new JobRejected('InvalidModel', `${error.message}.`)
  if (error instanceof BaseModelRejected) return new JobRejected('InvalidModel', error.message)
  if (error instanceof ChecksumMismatch) return new JobRejected('ChecksumMismatch', `${error.message}.`)
  if (error instanceof ContentUnavailable && error.code !== 'unreachable') {
    return new JobRejected('DownloadFailed', `${error.message}.`)
  }
  return error
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false
  )
