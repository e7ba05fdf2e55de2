/** Which version of the API a request speaks: the path says, or the query. @module */
import { BASE_PATH } from '../origin.ts'
import { Problem } from '../problem.ts'

/** Versions in the path, and versions in the query. */
export const pathVersions = ['v3.1', 'v3.2'] as const
export const queryVersions = ['2024-11-15', '2025-10-15'] as const
export type Version = (typeof pathVersions)[number] | (typeof queryVersions)[number]

const PREFIX = /^\/speechtotext(?=\/|$)/i
const PATH_VERSION = /^\/speechtotext\/(v\d+\.\d+(?:-[\w.]+)?)(?=\/|$)/i
/** Paths of the query style that are operations of their own, not translations. */
const NATIVE_PATH = /^\/speechtotext\/transcriptions:transcribe$/

/** @param url as it was sent: path and query */
export function versionOf(url: string): Version {
  const { pathname, searchParams } = new URL(url, 'http://local')
  const inPath = PATH_VERSION.exec(pathname)?.[1]?.toLowerCase()
  if (inPath !== undefined) return inPath === 'v3.1' ? 'v3.1' : 'v3.2'
  const requested = [...searchParams].find(([name]) => name.toLowerCase() === 'api-version')?.[1]
  return queryVersions.find((version) => version === requested) ?? 'v3.2'
}

/**
 * The path of the route that answers: that of v3.2, whichever version was asked for.
 * @param path in lower case, without a final slash
 */
export function routedPath(path: string): string {
  if (!PREFIX.test(path) || NATIVE_PATH.test(path)) return path
  const version = PATH_VERSION.exec(path)?.[1]
  if (version === undefined) {
    // The query style has no version in its path; `submit` is its name for what v3.2 does by POST alone.
    return `${BASE_PATH}${path.slice('/speechtotext'.length).replace(/^\/transcriptions:submit$/, '/transcriptions')}`
  }
  const rest = path.slice(`/speechtotext/${version}`.length)
  // The command line of the original writes the action with a slash, whatever the version.
  return pathVersions.some((known) => known === version)
    ? `${BASE_PATH}${rest.replace(/\/copyto$/, ':copyto')}`
    : path
}

/** @throws Problem for a version that nobody speaks */
export function checkVersion(url: string): void {
  const { pathname, searchParams } = new URL(url, 'http://local')
  if (!PREFIX.test(pathname) || NATIVE_PATH.test(pathname.toLowerCase())) return
  const accepted = `use the paths ${pathVersions.map((one) => `/speechtotext/${one}`).join(' and ')}, or /speechtotext with the query api-version=${queryVersions.join(' or ')}.`
  const inPath = PATH_VERSION.exec(pathname)?.[1]
  if (inPath !== undefined) {
    if (pathVersions.some((version) => version === inPath.toLowerCase())) return
    throw new Problem('NotFound', undefined, `API version ${inPath} is not supported; ${accepted}`)
  }
  const requested = [...searchParams].find(([name]) => name.toLowerCase() === 'api-version')?.[1]
  if (queryVersions.some((version) => version === requested)) return
  throw new Problem(
    'InvalidArgument',
    'InvalidParameterValue',
    requested === undefined
      ? `api-version is missing; ${accepted}`
      : `api-version is "${requested.slice(0, 40)}"; ${accepted}`,
    'api-version'
  )
}
