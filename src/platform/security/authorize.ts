/** Who calls, and whether the caller may: one check for every route, which refuses what no rule mentions. @module */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { BASE_PATH } from '../http/origin.ts'
import { Problem } from '../http/problem.ts'
import type { AccessKeys } from './access-keys.ts'
import type { AccessTokens } from './access-tokens.ts'
import type { Credentials } from './credentials.ts'
import { type Access, mayUse, type Principal, scopesFor } from './principal.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Set before any route that is not open. */
    principal: Principal | undefined
  }
  interface FastifyContextConfig {
    access?: Access | undefined
  }
}

export type Authenticators = Readonly<{ keys: AccessKeys; tokens?: AccessTokens | undefined }>

/** The caller that a key or a token stands for. */
export async function authenticate(
  { key, authorization }: Credentials,
  { keys, tokens }: Authenticators
): Promise<Principal | undefined> {
  const principal = keys.principalOf(key) ?? (await tokens?.principalOf(authorization))
  if (principal) await keys.noteUse(principal.keyId)
  return principal
}

const reads = new Set(['GET', 'HEAD'])

/** Paths as routes declare them. The first rule that fits decides; a route without one is refused to everybody. */
const RULES: readonly Readonly<{
  path: RegExp
  methods?: readonly string[]
  access: Access | 'by method'
}>[] = [
  { path: new RegExp(`^${BASE_PATH.replaceAll('.', '\\.')}/keys(?:/|$)`), access: 'keys' },
  { path: new RegExp(`^${BASE_PATH.replaceAll('.', '\\.')}/`), access: 'by method' },
  { path: /^\/speechtotext\/transcriptions::transcribe$/, access: 'recognize' },
  { path: /^\/speech\/recognition(?:\/|$)/, access: 'recognize' },
  { path: /^\/sts\/v1\.0\/issuetoken$/i, methods: ['OPTIONS'], access: 'open' },
  { path: /^\/sts\/v1\.0\/issuetoken$/i, methods: ['POST'], access: 'any' },
  { path: /^\/v1\/models(?:\/:model)?$/, methods: ['GET', 'HEAD'], access: 'any' },
  { path: /^\/v1\/audio\/transcriptions$/, access: 'recognize' },
  // Pages and documents without anybody's data, and whether the service runs.
  {
    path: /^\/(?:studio|studio\/\*|assets\/:name|openapi\.json|docs|healthz)?$/,
    methods: ['GET', 'HEAD'],
    access: 'open'
  }
]

/** What a route asks of its caller; undefined where no rule mentions it. */
export function accessOf(method: string, path: string): Access | undefined {
  const rule = RULES.find(
    ({ path: known, methods }) => known.test(path) && (methods?.includes(method) ?? true)
  )
  if (rule?.access !== 'by method') return rule?.access
  return reads.has(method) ? 'read' : 'write'
}

export type DeclaredRoute = Readonly<{ method: string; path: string; access: Access | undefined }>

const declared = new WeakMap<FastifyInstance, DeclaredRoute[]>()

/** Every route of a server, with what it asks of its caller. */
export const declaredRoutes = (app: FastifyInstance): readonly DeclaredRoute[] => declared.get(app) ?? []

/** The refusal of a caller whose key is good for other things. */
export const forbidden = (principal: Principal, access: Exclude<Access, 'open'>): Problem =>
  new Problem(
    'Forbidden',
    undefined,
    `The key or token has the scope ${principal.scope}; this operation needs ${scopesFor(access).join(' or ')}.`
  )

/**
 * Declares what each route needs as it is registered, and checks it before its body is read. Routes with credentials of
 * their own set `request.principal` in their own `onRequest`.
 */
export function authorize(app: FastifyInstance): void {
  const routes: DeclaredRoute[] = []
  declared.set(app, routes)
  app.decorateRequest('principal', undefined)
  app.addHook('onRoute', (route) => {
    for (const method of [route.method].flat()) {
      // Routes that are opened by a signature instead of a key say so where they are made.
      const access = route.config?.access ?? accessOf(method, route.url)
      route.config = { ...route.config, access }
      routes.push({ method, path: route.url, access })
    }
  })
  app.addHook('preParsing', async (request) => check(request))
}

function check({ principal, routeOptions, log }: FastifyRequest): void {
  const { access } = routeOptions.config
  if (access === 'open') return
  if (access === undefined) {
    log.error({ route: routeOptions.url }, 'no authorization rule covers this route')
    throw new Problem('Forbidden', undefined, 'No scope may use this operation.')
  }
  if (!principal) throw new Problem('Unauthorized', undefined, 'The access key or token is missing or wrong.')
  if (!mayUse(principal, access)) throw forbidden(principal, access)
}
