/** Bodies that do not arrive: a client that stalls, or sends so slowly that it only holds a connection. @module */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { answerBare } from './bare-answer.ts'
import { Problem } from './problem.ts'

export type BodyTimeouts = Readonly<{
  /** Milliseconds without a single byte. */
  bodyIdleMs: number
  /** Over the whole body so far, judged once `bodyIdleMs` are over. */
  minBodyBytesPerSecond: number
}>

type Arriving = {
  readonly response: ServerResponse
  readonly bytesBefore: number
  bytes: number
  /** Time that the client had to send in; while the service itself does not read, none passes. */
  waitedMs: number
  idleMs: number
}

const CHECK_MS = 1_000

export class ArrivingBodies {
  readonly #pace: BodyTimeouts
  readonly #now: () => number
  readonly #arriving = new Map<IncomingMessage, Arriving>()
  #checkedAt: number

  /** @param now milliseconds, of a clock that only goes forward */
  constructor(timeouts: BodyTimeouts, now: () => number = () => performance.now()) {
    this.#pace = timeouts
    this.#now = now
    this.#checkedAt = now()
  }

  get size(): number {
    return this.#arriving.size
  }

  /** Watches the bodies of all requests, until each has arrived or its connection has ended. */
  watch(app: FastifyInstance): void {
    const timer = setInterval(() => this.check(), CHECK_MS).unref()
    app.addHook('onClose', async () => clearInterval(timer))
    app.addHook('onRequest', async ({ raw }, { raw: response }) => {
      if (raw.complete || (raw.headers['transfer-encoding'] ?? raw.headers['content-length'] ?? '0') === '0')
        return
      const { bytesRead } = raw.socket
      this.#arriving.set(raw, { response, bytesBefore: bytesRead, bytes: bytesRead, waitedMs: 0, idleMs: 0 })
      const done = (): void => void this.#arriving.delete(raw)
      raw.once('end', done).once('close', done)
      response.once('close', done)
    })
  }

  /** Ends the connections of those that are too slow by now. */
  check(): void {
    const now = this.#now()
    const passed = now - this.#checkedAt
    this.#checkedAt = now
    for (const [request, arriving] of this.#arriving) {
      if (request.complete) continue
      const { bytesRead } = request.socket
      // What lies here unread is for the service to read: the client may be waiting for that.
      if (request.readableLength > 0) {
        arriving.idleMs = 0
        continue
      }
      arriving.waitedMs += passed
      arriving.idleMs = bytesRead > arriving.bytes ? 0 : arriving.idleMs + passed
      arriving.bytes = bytesRead
      if (this.#isTooSlow(arriving)) this.#end(request, arriving)
    }
  }

  #isTooSlow({ idleMs, waitedMs, bytes, bytesBefore }: Arriving): boolean {
    const { bodyIdleMs, minBodyBytesPerSecond } = this.#pace
    if (idleMs >= bodyIdleMs) return true
    return waitedMs >= bodyIdleMs && (bytes - bytesBefore) * 1000 < waitedMs * minBodyBytesPerSecond
  }

  #end(request: IncomingMessage, { response }: Arriving): void {
    this.#arriving.delete(request)
    if (response.headersSent) return void request.destroy()
    answerBare(
      request.socket,
      '408 Request Timeout',
      new Problem(
        'InvalidRequest',
        'InvalidRequestBodyFormat',
        `The body arrived too slowly: less than ${this.#pace.minBodyBytesPerSecond} bytes per second, or nothing for ${this.#pace.bodyIdleMs / 1000} s. Send it again.`
      )
    )
  }
}
