/** A folder of the service's machine as a container, for operators who open one. @module */
import { readdir, realpath } from 'node:fs/promises'
import { isAbsolute, join, relative, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { JobRejected } from '../platform/index.ts'
import { type Listed, MAX_BLOBS } from './container-listing.ts'

/** Whether `path` is `folder` or lies below it; both without links. */
const isBelow = (path: string, folder: string): boolean => {
  const path_ = relative(folder, path)
  return path_ === '' || !(path_ === '..' || path_.startsWith(`..${sep}`) || isAbsolute(path_))
}

/**
 * The files of the folder and all below it, by name.
 * @param importDir the folder that the operator opened; undefined when there is none
 * @throws JobRejected when the folder does not exist or is not below it
 */
export async function listFolder(url: string, importDir: string | undefined): Promise<readonly Listed[]> {
  const opened = importDir === undefined ? undefined : await realpath(importDir).catch(() => undefined)
  const folder = await realpath(pathOf(url) ?? '').catch(() => undefined)
  // The same words whether or not the folder exists: nobody may feel for what lies outside.
  if (opened === undefined || folder === undefined || !isBelow(folder, opened)) throw notOpened()
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      const reason = UNREADABLE[error.code ?? '']
      throw reason === undefined ? error : new JobRejected('InvalidRecordingsUri', `${url} ${reason}`)
    }
  )
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  if (paths.length > MAX_BLOBS) {
    throw new JobRejected(
      'ExceededNumberOfRecordingsUris',
      `The folder holds ${paths.length} files; at most ${MAX_BLOBS} are accepted.`
    )
  }
  return paths.sort().map((path) => ({
    name: relative(folder, path).split(sep).join('/'),
    url: pathToFileURL(path).href
  }))
}

/** Where the file is now; undefined when it left the folder meanwhile, or never was in it. */
export async function openedPath(url: string, importDir: string | undefined): Promise<string | undefined> {
  if (importDir === undefined) return undefined
  const path = await realpath(pathOf(url) ?? '').catch(() => undefined)
  return path !== undefined && isBelow(path, await realpath(importDir)) ? path : undefined
}

/** A `file:` URL may name another host, or hold what no path can. */
function pathOf(url: string): string | undefined {
  try {
    return fileURLToPath(url)
  } catch {
    return undefined
  }
}

/** Why a path that may be read is no folder of recordings, by the system's code. */
const UNREADABLE: Readonly<Record<string, string>> = {
  ENOTDIR: 'is a file; contentContainerUrl names the folder that the recordings are in.',
  EACCES: 'may not be read by the user that runs the service.'
}

const notOpened = (): JobRejected =>
  new JobRejected(
    'InvalidRecordingsUri',
    'contentContainerUrl is not a folder that this service may read. Use a folder below the one that VERNACULAR_IMPORT_DIR names.'
  )
