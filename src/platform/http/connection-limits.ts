/** How many connections there may be: in all, from one address, and of clients that nobody knows yet. @module */
import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { answerBare } from './bare-answer.ts'
import { Problem } from './problem.ts'

export type ConnectionCounts = Readonly<{
  maxConnections: number
  maxConnectionsPerAddress: number
  /** Connections that have sent no request with a right key and have none in progress. */
  maxUnauthenticated: number
}>

const RETRY_AFTER = 'Retry-After: 5'

export class ConnectionLimits {
  readonly #counts: ConnectionCounts
  readonly #byAddress = new Map<string, number>()
  /** The oldest first. */
  readonly #unauthenticated = new Set<Socket>()
  readonly #authenticated = new WeakSet<Socket>()

  constructor(counts: ConnectionCounts) {
    this.#counts = counts
  }

  /** To be called before the server listens. */
  watch(server: Server): void {
    // Node itself refuses what comes above; files and the database need descriptors too.
    server.maxConnections = this.#counts.maxConnections
    server.on('connection', (socket: Socket) => this.#opened(socket))
    server.on('request', ({ socket }, response) => {
      this.#unauthenticated.delete(socket)
      response.once('close', () => {
        if (!socket.destroyed && !this.#authenticated.has(socket)) this.#unauthenticated.add(socket)
      })
    })
    server.on('upgrade', (_request, socket) => void this.#unauthenticated.delete(socket as Socket))
  }

  /** From now on the connection is that of a known client. */
  authenticated(socket: Socket): void {
    this.#authenticated.add(socket)
  }

  #opened(socket: Socket): void {
    const address = socket.remoteAddress ?? ''
    const open = (this.#byAddress.get(address) ?? 0) + 1
    this.#byAddress.set(address, open)
    socket.once('close', () => {
      this.#unauthenticated.delete(socket)
      const left = (this.#byAddress.get(address) ?? 1) - 1
      if (left === 0) this.#byAddress.delete(address)
      else this.#byAddress.set(address, left)
    })
    if (open > this.#counts.maxConnectionsPerAddress) {
      const message = `Your address has ${open - 1} open connections, the maximum. Close some of them.`
      const problem = new Problem('TooManyRequests', 'QuotaViolation', message)
      return void answerBare(socket, '429 Too Many Requests', problem, [RETRY_AFTER])
    }
    this.#unauthenticated.add(socket)
    // The oldest goes: whoever means to send a request has done so by then, and no flood can keep others out.
    for (const oldest of this.#unauthenticated) {
      if (this.#unauthenticated.size <= this.#counts.maxUnauthenticated) return
      this.#unauthenticated.delete(oldest)
      oldest.destroy()
    }
  }
}
