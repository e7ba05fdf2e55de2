/** The HTTP server: what is true of every request before a noun's route sees it. @module */
import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import type { Logger } from 'pino'
import type { AccessKeys } from '../security/access-keys.ts'
import type { AccessTokens } from '../security/access-tokens.ts'
import { authenticate, authorize } from '../security/authorize.ts'
import { credentialsOf } from '../security/credentials.ts'
import { answerBare } from './bare-answer.ts'
import { BODY_LIMITS, checkDeclaredLength } from './body-limits.ts'
import { answerError } from './error-answer.ts'
import { withoutFinalSlashes } from './final-slashes.ts'
import { KnownPaths } from './known-paths.ts'
import { parseLenientJson } from './lenient-json.ts'
import { DEFAULT_TRAFFIC_LIMITS, TrafficControl, type TrafficLimits } from './limit-traffic.ts'
import { BASE_PATH } from './origin.ts'
import { Problem } from './problem.ts'
import { SECURITY_HEADERS } from './security-headers.ts'
import { answerUnreadBodies } from './unread-body.ts'
import { translateVersions } from './versions/translate.ts'
import { checkVersion, pathVersions, queryVersions, routedPath } from './versions/version.ts'

/** Routes under the contract's base path, and routes with paths of their own. */
export type Routes = Readonly<{
  contract: readonly ((app: FastifyInstance) => void)[]
  /** These ask for a key where their path begins with `/speech`. */
  other: readonly ((app: FastifyInstance) => void)[]
}>

export type HttpServerParts = Readonly<{
  log: Logger
  keys: AccessKeys
  tokens?: AccessTokens
  routes: Routes
  limits?: TrafficLimits
}>

export type HttpServer = FastifyInstance

const NEEDS_KEY = /^\/speech/

/**
 * The matched route decides, never the address as it was sent: the router also reads `/%73peechtotext/…` and
 * `http://host/speechtotext/…` as the route, where a look at the address would see a path that needs no key.
 */
const needsKey = ({ routeOptions, url }: FastifyRequest): boolean => NEEDS_KEY.test(routeOptions.url ?? url)

export function createHttpServer({
  log,
  keys,
  tokens,
  routes,
  limits = DEFAULT_TRAFFIC_LIMITS
}: HttpServerParts): HttpServer {
  const traffic = new TrafficControl(limits)
  const app = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    // No hook runs for a path that cannot be read, so that its connection ends with whatever body was to come.
    frameworkErrors: (error, request, reply) =>
      answerError(error, request, reply.headers({ ...SECURITY_HEADERS, Connection: 'close' })),
    clientErrorHandler: rejectMalformed,
    genReqId: () => randomUUID(),
    // Samples and clients write the same path in several ways: see `canonical`.
    rewriteUrl: ({ url = '/' }) => canonical(url),
    bodyLimit: BODY_LIMITS.entity,
    forceCloseConnections: 'idle',
    serverFactory: traffic.createServer
  }) as unknown as FastifyInstance
  const paths = new KnownPaths()
  paths.watch(app)
  authorize(app)
  answerUnreadBodies(app)

  // Who calls, then whether there is such an operation: both are settled before a byte of the body is read.
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers({
      'apim-request-id': request.id,
      'api-supported-versions': [...pathVersions, ...queryVersions].join(', '),
      'Cache-Control': 'no-store',
      ...SECURITY_HEADERS
    })
    if (needsKey(request)) {
      request.principal = await authenticate(credentialsOf(request.headers), { keys, tokens })
      if (!request.principal) {
        throw new Problem(
          'Unauthorized',
          undefined,
          'The access key is missing or wrong; send it in the header Ocp-Apim-Subscription-Key.'
        )
      }
    }
    if (request.is404) throw noOperation(request, reply, paths)
  })
  checkDeclaredLength(app)
  traffic.watch(app)

  app.removeContentTypeParser('application/json')
  app.addContentTypeParser(
    ['application/json', 'application/merge-patch+json'],
    { parseAs: 'string' },
    (_request, body, done) => {
      try {
        // Many clients name a content type on every request, with a body or without.
        done(null, body === '' ? undefined : parseLenientJson(String(body)))
      } catch (error) {
        done(error as Error)
      }
    }
  )

  app.setErrorHandler(answerError)

  void app.register(
    (contract, _options, done) => {
      translateVersions(contract)
      for (const register of routes.contract) register(contract)
      done()
    },
    { prefix: BASE_PATH }
  )
  for (const register of routes.other) register(app)
  return app
}

/** Nothing at the path, or nothing that takes the method. @throws Problem for a version that nobody speaks */
function noOperation(request: FastifyRequest, reply: FastifyReply, paths: KnownPaths): Problem {
  const path = request.url.split('?')[0] ?? '/'
  const methods = paths.methodsOf(path)
  if (methods.length > 0) {
    void reply.header('Allow', methods.join(', '))
    return new Problem('NotAllowed', undefined, `The method ${request.method} is not allowed on ${path}.`)
  }
  checkVersion(request.originalUrl)
  return new Problem('NotFound', undefined, `${path} does not exist.`)
}

/** The path in lower case and without a final slash; the query as it came. File links keep their case. */
function canonical(target: string): string {
  const url = target.replace(/^https?:\/\/[^/?]*/i, '')
  const query = url.indexOf('?')
  const path = query < 0 ? url : url.slice(0, query)
  if (!/^\/speech/i.test(path)) return url
  const lower = path.toLowerCase()
  return `${routedPath(withoutFinalSlashes(lower))}${query < 0 ? '' : url.slice(query)}`
}

/** What cannot be read as HTTP never becomes a request, so it is answered on the bare connection. */
function rejectMalformed(error: Error & { code?: string }, socket: Socket): void {
  switch (error.code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return void answerBare(
        socket,
        '408 Request Timeout',
        malformed('The headers of the request did not arrive in time.')
      )
    case 'HPE_HEADER_OVERFLOW':
      return void answerBare(
        socket,
        '431 Request Header Fields Too Large',
        malformed('The headers are larger than 16 KiB; send less.')
      )
    default:
      return void answerBare(socket, '400 Bad Request', malformed('This is not an HTTP request.'))
  }
}

const malformed = (message: string): Problem =>
  new Problem('InvalidRequest', 'InvalidParameterValue', message)
