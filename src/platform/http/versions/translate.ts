/**
 * Other versions of the API, translated at the edge: requests become those of v3.2 before a route sees them, answers
 * become those of the version asked for on their way out.
 * @module
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { BASE_PATH, originOf } from '../origin.ts'
import { Problem } from '../problem.ts'
import { isObject, type Json, type JsonObject, mapTexts } from './json-walk.ts'
import { fromQueryStyle, lacksOperation, localesToQueryStyle, toQueryStyle } from './query-style.ts'
import { toV31 } from './v3-1.ts'
import { checkVersion, type Version, versionOf } from './version.ts'

const MINUTE_SECONDS = 60

export function translateVersions(contract: FastifyInstance): void {
  contract.addHook('preValidation', async (request) => {
    checkVersion(request.originalUrl)
    const version = versionOf(request.originalUrl)
    if (version === 'v3.2' || version === 'v3.1') return
    const path = pathOf(request)
    if (lacksOperation(version, path)) {
      throw new Problem(
        'NotFound',
        undefined,
        `Version ${version} does not have the operation ${request.method} ${path}; use v3.2.`
      )
    }
    request.query = queryFrom(request.query)
    if (isObject(request.body)) {
      request.body = fromQueryStyle(version, collectionOf(path), request.method, request.body)
    }
  })

  contract.addHook('preSerialization', async (request, reply, payload) => {
    const version = versionOf(request.originalUrl)
    // Errors are the same in all versions.
    if (version === 'v3.2' || reply.statusCode >= 400) return payload
    return linkedBy(request, version)(translated(version, pathOf(request), payload))
  })

  contract.addHook('onSend', async (request, reply, payload) => {
    const version = versionOf(request.originalUrl)
    if (version !== 'v3.2')
      for (const name of ['location', 'operation-location']) relink(request, reply, version, name)
    return payload
  })
}

/** Below the base path. */
const pathOf = ({ url }: FastifyRequest): string => (url.split('?')[0] ?? '').slice(BASE_PATH.length)

/** What the answer is made of: a project's list of models holds models. */
function collectionOf(path: string): string {
  const parts = path.split('/').slice(1)
  if (parts[0] === 'projects' && parts[2] !== undefined) return parts[2]
  if (parts[2] === 'files') return 'files'
  return (parts[0] ?? '').replace(/:.*/, '')
}

function translated(version: Version, path: string, payload: unknown): unknown {
  const collection = collectionOf(path)
  if (version !== 'v3.1' && path.endsWith('/locales')) return localesToQueryStyle(collection, payload)
  const one = (entity: Json): Json => {
    if (!isObject(entity)) return entity
    return version === 'v3.1' ? toV31(collection, entity) : toQueryStyle(version, collection, entity)
  }
  if (!isObject(payload)) return payload
  const { values } = payload
  return Array.isArray(values) ? { ...payload, values: (values as readonly Json[]).map(one) } : one(payload)
}

/** Addresses of this service under the base path, written in the version asked for. */
function linkedBy(request: FastifyRequest, version: Version): (payload: unknown) => unknown {
  const base = `${originOf(request)}${BASE_PATH}/`
  const own = `${originOf(request)}/speechtotext/`
  const rewritten = (text: string): string => {
    if (!text.startsWith(base)) return text
    const rest = text.slice(base.length)
    if (version === 'v3.1') return `${own}v3.1/${rest}`
    return `${own}${rest}${rest.includes('?') ? '&' : '?'}api-version=${version}`
  }
  return (payload) => mapTexts(payload, rewritten)
}

function relink(request: FastifyRequest, reply: FastifyReply, version: Version, name: string): void {
  const value = reply.getHeader(name)
  if (typeof value === 'string') void reply.header(name, linkedBy(request, version)(value) as string)
}

/** `sasLifetimeMinutes` is the query style's word for the validity of links. */
function queryFrom(query: unknown): JsonObject {
  const {
    'api-version': _version,
    sasLifetimeMinutes,
    saslifetimeminutes,
    ...rest
  } = query as Record<string, Json>
  const minutes = sasLifetimeMinutes ?? saslifetimeminutes
  if (minutes === undefined) return rest
  return { ...rest, sasValidityInSeconds: String(Number(minutes) * MINUTE_SECONDS) }
}
