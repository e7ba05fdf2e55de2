/** Where Speech SDKs connect: which paths, with which credential, and how many at a time. @module */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Endpoints } from '../../endpoints/index.ts'
import type { Models } from '../../models/index.ts'
import {
  type AccessKeys,
  type AccessTokens,
  answerBare,
  authenticate,
  credentialsOf,
  forbidden,
  KEY_HEADER,
  mayUse,
  type Principal,
  Problem,
  type Settings,
  withoutFinalSlashes
} from '../../platform/index.ts'
import type { Engine } from '../../recognizers/index.ts'
import { Admission } from './admission.ts'
import { LiveConnection } from './live-connection.ts'
import type { Address, Mode } from './live-options.ts'

export type LiveParts = Readonly<{
  settings: Settings
  endpoints: Endpoints
  models: Models
  engine: Engine
  keys: AccessKeys
  tokens: AccessTokens
}>

const PATHS: ReadonlyMap<string, Mode | undefined> = new Map([
  ['/speech/recognition/interactive/cognitiveservices/v1', 'interactive'],
  ['/speech/recognition/conversation/cognitiveservices/v1', 'conversation'],
  ['/speech/recognition/dictation/cognitiveservices/v1', 'dictation'],
  ['/stt/speech/universal/v2', undefined],
  ['/speech/universal/v2', undefined]
])

const MAX_MESSAGE_BYTES = 2 ** 20
/** Connections are cheap until somebody speaks on them. */
const CONNECTIONS_PER_STREAM = 8
/** Turns that only wait for their answer have so long when the service stops. */
const DRAIN_MS = 4_000

type Admitted = Readonly<{ address: Address; principal: Principal }>

export function liveRecognition(app: FastifyInstance, parts: LiveParts): void {
  const admission = new Admission(parts.settings.liveStreams)
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false
  })
  const connections = new Map<WebSocket, Readonly<{ connection: LiveConnection; keyId: string }>>()
  let stopping = false

  const admit = async (request: IncomingMessage): Promise<Admitted> => {
    const address = addressOf(request)
    if (!address) throw new Problem('NotFound', undefined, `There is no WebSocket at ${pathOf(request)}.`)
    const principal = await callerOf(request, address, parts)
    if (!principal) {
      throw new Problem('Unauthorized', undefined, 'The access key or token is missing, wrong or expired.')
    }
    if (!mayUse(principal, 'recognize')) throw forbidden(principal, 'recognize')
    if (stopping) throw new Problem('ServiceUnavailable', undefined, 'The service is stopping.')
    if (connections.size < admission.capacity * CONNECTIONS_PER_STREAM) return { address, principal }
    throw new Problem(
      'TooManyRequests',
      undefined,
      `${connections.size} connections are open; try again later.`
    )
  }

  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    const open = ({ address, principal }: Admitted): void =>
      sockets.handleUpgrade(request, socket, head, (opened) => {
        const failed = (error: unknown): void => app.log.error({ error }, 'a live turn failed unexpectedly')
        const isAccepted = (): boolean => parts.keys.principal(principal.keyId) !== undefined
        const connection = new LiveConnection(opened, address, {
          ...parts,
          admission,
          principal,
          isAccepted,
          failed
        })
        connections.set(opened, { connection, keyId: principal.keyId })
        opened.on('close', () => connections.delete(opened))
      })
    void admit(request).then(open, (error: unknown) => {
      if (error instanceof Problem) {
        const guess =
          error.code === 'Unauthorized' && app.wrongKeys.rejectionFor(request.socket.remoteAddress ?? '')
        return reject(socket, guess || error)
      }
      app.log.error({ error }, 'could not authorize a connection')
      reject(
        socket,
        new Problem('InternalServerError', undefined, 'The service failed; see the service log.')
      )
    })
  })

  parts.keys.onWithdrawn((withdrawn) => {
    for (const { connection, keyId } of connections.values()) if (keyId === withdrawn) connection.revoke()
  })

  app.addHook('preClose', async () => {
    stopping = true
    const drained = Promise.all([...connections.values()].map(({ connection }) => connection.drain()))
    const late = new AbortController()
    await Promise.race([drained, pause(DRAIN_MS, undefined, { signal: late.signal }).catch(() => undefined)])
    late.abort()
    // The server's own end waits for every socket.
    for (const socket of connections.keys()) socket.terminate()
  })
}

const pathOf = ({ url = '/' }: IncomingMessage): string => url.replace(/\?.*$/s, '')

function addressOf(request: IncomingMessage): Address | undefined {
  const path = withoutFinalSlashes(pathOf(request).toLowerCase())
  if (!PATHS.has(path)) return undefined
  const search = new URLSearchParams((request.url ?? '').slice(pathOf(request).length))
  const query = new Map([...search].map(([name, value]) => [name.toLowerCase(), value]))
  return { mode: PATHS.get(path), query }
}

/** Browsers, and Node from 22 on, cannot send headers with a WebSocket: the query holds the same. */
const callerOf = (
  { headers }: IncomingMessage,
  { query }: Address,
  parts: Pick<LiveParts, 'keys' | 'tokens'>
): Promise<Principal | undefined> => {
  const { key = query.get(KEY_HEADER), authorization = query.get('authorization') } = credentialsOf(headers)
  return authenticate({ key, authorization }, parts)
}

const STATUS_LINES: Readonly<Record<string, string>> = {
  NotFound: '404 Not Found',
  Unauthorized: '401 Unauthorized',
  Forbidden: '403 Forbidden',
  TooManyRequests: '429 Too Many Requests',
  ServiceUnavailable: '503 Service Unavailable'
}

function reject(socket: Duplex, problem: Problem): void {
  const status = STATUS_LINES[problem.code] ?? '500 Internal Server Error'
  answerBare(socket, status, problem, /^(429|503)/.test(status) ? ['Retry-After: 5'] : [])
}
