/** REST operations of the logs of endpoints and of base models. @module */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  checkParameter,
  type FileLinks,
  isoDuration,
  originOf,
  Problem,
  queryValue,
  timestamp
} from '../platform/index.ts'
import { type FileAnswer, selfLink, sharedQueryParameters } from '../resources/index.ts'
import { baseScope, type EndpointLogs } from './endpoint-logs.ts'
import { endpointQueryParameters } from './endpoint-operations.ts'
import { readSkipToken, skipTokenAfter } from './log-store.ts'
import { AUDIO_FILE, type LoggedSession, sessionPrefix, TRANSCRIPT_FILE } from './stored-session.ts'

type Owner = Readonly<{ id?: string; locale?: string }>
type Logs = { Params: Owner }
type Log = { Params: Owner & { logId: string } }

/** Sessions a page; each is two files. */
const MAX_FILES = 100

type LogKind = 'wav' | 'v2_json'

export type LogScope = Readonly<{
  /** Where its sessions are kept. */
  scope: string
  /** Path below the base path. */
  path: string
}>

export type LogRoutesParts = Readonly<{
  logs: EndpointLogs
  links: FileLinks
  locales: readonly string[]
  /** Throws a Problem for an endpoint that does not exist or has no logs to show. */
  endpointScope: (id: string) => Promise<LogScope>
}>

export function logRoutes(app: FastifyInstance, parts: LogRoutesParts): void {
  const baseOf = async (locale: string): Promise<LogScope> => {
    const known = parts.locales.find((one) => one.toLowerCase() === locale.toLowerCase())
    if (known !== undefined) return { scope: baseScope(known), path: `endpoints/base/${known}` }
    throw new Problem(
      'InvalidArgument',
      'InvalidLocale',
      `locale must be one of ${parts.locales.join(', ')}; found "${locale}".`,
      'locale'
    )
  }
  routesOf(app, parts, '/endpoints/base/:locale(^[^:/]+)/files/logs', ({ locale = '' }) => baseOf(locale))
  routesOf(app, parts, '/endpoints/:id(^[^:/]+)/files/logs', ({ id = '' }) => parts.endpointScope(id))
}

function routesOf(
  app: FastifyInstance,
  { logs, links }: LogRoutesParts,
  path: string,
  scopeOf: (owner: Owner) => Promise<LogScope>
): void {
  app.get<Logs>(path, async (request) => {
    const owner = await scopeOf(request.params)
    const sessionsWanted = Math.max(1, Math.floor(topOf(request.query) / 2))
    const after = readSkipToken(queryValue(request.query, 'skipToken'))
    const sessions = await logs.list(owner.scope, sessionsWanted + 1, after)
    const shown = sessions.slice(0, sessionsWanted)
    const last = shown.at(-1)
    return {
      values: shown.flatMap((session) =>
        (['wav', 'v2_json'] as const).map((kind) => logAnswer(request, links, owner, session, kind))
      ),
      ...(sessions.length > shown.length && last
        ? { '@nextLink': nextLink(request, skipTokenAfter(last)) }
        : {})
    }
  })

  app.delete<Logs>(path, async (request, reply) => {
    const owner = await scopeOf(request.params)
    await logs.removeBefore(owner.scope, endOf(request.query))
    return reply.code(202).send()
  })

  app.get<Log>(`${path}/:logId`, async (request) => {
    const owner = await scopeOf(request.params)
    const { session, kind } = readLogId(request.params.logId)
    const found = await logs.store.find(owner.scope, session)
    if (found && logId(found, kind) === request.params.logId.toLowerCase()) {
      return logAnswer(request, links, owner, found, kind)
    }
    throw new Problem('NotFound', undefined, `There is no log ${request.params.logId}.`, 'logId')
  })

  // The two files of a session are one conversation: deleting either must not leave the other to be found.
  app.delete<Log>(`${path}/:logId`, async (request, reply: FastifyReply) => {
    const owner = await scopeOf(request.params)
    const { session } = readLogId(request.params.logId)
    if (await logs.store.find(owner.scope, session)) await logs.remove(owner.scope, session)
    return reply.code(204).send()
  })
}

/** @example logId(session, 'wav') === '2026-11-23_163715__<guid>_wav' */
const logId = ({ id, startedAt }: LoggedSession, kind: LogKind): string => {
  const [day, time] = startedAt.toISOString().split('T')
  return `${day}_${time?.slice(0, 8).replaceAll(':', '')}__${id}_${kind}`
}

const LOG_ID = /^\d{4}-\d\d-\d\d_\d{6}__([0-9a-f-]{36})_(wav|v2_json)$/i

function readLogId(text: string): Readonly<{ session: string; kind: LogKind }> {
  const [, session, kind] = LOG_ID.exec(text) ?? []
  if (session !== undefined)
    return { session: session.toLowerCase(), kind: kind?.toLowerCase() === 'wav' ? 'wav' : 'v2_json' }
  throw new Problem(
    'InvalidArgument',
    'InvalidLogId',
    `"${text.slice(0, 80)}" is not a log ID. Use the last part of the log's self URL, for example 2026-11-23_163715__<guid>_wav.`,
    'logId'
  )
}

function logAnswer(
  request: FastifyRequest,
  links: FileLinks,
  { scope, path }: LogScope,
  session: LoggedSession,
  kind: LogKind
): FileAnswer {
  const id = logId(session, kind)
  const audio = kind === 'wav'
  const key = `${sessionPrefix(scope, session.id)}/${audio ? AUDIO_FILE : TRANSCRIPT_FILE}`
  return {
    self: selfLink(request, `${path}/files/logs/${id}`),
    name: id
      .slice('2026-11-23_'.length)
      .replace(/_wav$/, '.wav')
      .replace(/_v2_json$/, '.v2.json'),
    kind: audio ? 'Audio' : 'Transcription',
    createdDateTime: timestamp(session.startedAt),
    properties: audio
      ? { size: session.audio.size, duration: isoDuration(session.audio.durationTicks) }
      : { size: session.transcript.size },
    links: { contentUrl: links.contentUrl(request, key) }
  }
}

function nextLink(request: FastifyRequest, token: string): string {
  const url = new URL(request.originalUrl, originOf(request))
  url.searchParams.delete('skiptoken')
  url.searchParams.set('skipToken', token)
  return url.href
}

const TOP = { ...sharedQueryParameters.top.schema, minimum: 1, maximum: 2_147_483_647 } as const

const topOf = (query: unknown): number =>
  Math.min(
    MAX_FILES,
    checkParameter(queryValue(query, 'top'), TOP, 'top', { inner: 'InvalidTopForLogs' }) ?? MAX_FILES
  )

const { schema: DAY } = endpointQueryParameters.endDate

/** The end of the day that `endDate` names, in UTC; without one, the end of all time. */
function endOf(query: unknown): number {
  const day = checkParameter(queryValue(query, 'endDate'), { ...DAY, format: 'date' } as const, 'endDate', {
    inner: 'InvalidLogDate'
  })
  return day === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(`${day}T00:00:00Z`) + 86_400_000
}
