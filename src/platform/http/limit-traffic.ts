/** What one client may take of the server before it has a right to more: connections, time, guesses at keys. @module */
import { createServer, type RequestListener, type Server } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { type ConnectionCounts, ConnectionLimits } from './connection-limits.ts'
import { ArrivingBodies, type BodyTimeouts } from './slow-bodies.ts'
import { WrongKeys } from './wrong-keys.ts'

export type TrafficLimits = ConnectionCounts &
  BodyTimeouts &
  Readonly<{
    /** From the opening of a connection, or the first byte of a later request, to the end of its headers. */
    headerTimeoutMs: number
    /** Between two requests on one connection. */
    keepAliveTimeoutMs: number
    maxWrongKeysPerMinute: number
  }>

export const DEFAULT_TRAFFIC_LIMITS: TrafficLimits = {
  maxConnections: 1_000,
  maxConnectionsPerAddress: 256,
  maxUnauthenticated: 128,
  headerTimeoutMs: 15_000,
  keepAliveTimeoutMs: 72_000,
  bodyIdleMs: 30_000,
  minBodyBytesPerSecond: 100,
  maxWrongKeysPerMinute: 20
}

declare module 'fastify' {
  interface FastifyInstance {
    wrongKeys: WrongKeys
  }
}

export class TrafficControl {
  readonly #limits: TrafficLimits
  readonly #connections: ConnectionLimits

  constructor(limits: TrafficLimits) {
    this.#limits = limits
    this.#connections = new ConnectionLimits(limits)
  }

  /** Every server that listens for the application: a host name with two addresses has two. */
  readonly createServer = (listener: RequestListener): Server => {
    const { headerTimeoutMs, keepAliveTimeoutMs } = this.#limits
    const server = createServer(
      {
        headersTimeout: headerTimeoutMs,
        keepAliveTimeout: keepAliveTimeoutMs,
        // Bodies have a limit of their own (`slow-bodies.ts`): a recording may be spoken while it is sent.
        requestTimeout: 0,
        connectionsCheckingInterval: Math.min(1_000, headerTimeoutMs)
      },
      listener
    )
    this.#connections.watch(server)
    return server
  }

  watch(app: FastifyInstance): void {
    app.decorate('wrongKeys', new WrongKeys(this.#limits.maxWrongKeysPerMinute))
    new ArrivingBodies(this.#limits).watch(app)
    // Every check of a key is made in `onRequest`, which this follows.
    app.addHook('preParsing', async ({ principal, raw }) => {
      if (principal) this.#connections.authenticated(raw.socket)
    })
  }
}
