/** Answers that leave before the body of their request was read: refusals of callers, paths, methods and sizes. @module */
import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'

/** Many clients look for an answer only when they have sent everything: so much and so long is read and dropped. */
const MAX_DROPPED_BYTES = 16 * 2 ** 20
const LINGER_MS = 5_000

/**
 * Such an answer ends its connection. The whole answer is sent at once, but the connection stays open while the rest of
 * the body arrives, within bounds: closed earlier, the system would reset it and the client might never see the answer.
 * A client that asked first (`Expect: 100-continue`) is told to send its body only when it will be read.
 */
export function answerUnreadBodies(app: FastifyInstance): void {
  const expecting = new WeakSet<IncomingMessage>()
  app.server.on('checkContinue', (request, response) => {
    expecting.add(request)
    app.server.emit('request', request, response)
  })
  app.addHook('preParsing', async ({ raw }, reply) => {
    if (expecting.delete(raw)) reply.raw.writeContinue()
  })
  app.addHook('onSend', async ({ raw }, reply, payload) => {
    if (!hasBody(raw) || raw.complete) return payload
    // A body that came in the same packet as its head is complete in the next turn of the event loop.
    await setImmediate()
    if (raw.complete || raw.readableEnded) return payload
    void reply.header('Connection', 'close')
    if (expecting.has(raw) || (typeof payload !== 'string' && !Buffer.isBuffer(payload))) return payload
    void reply.header('Content-Length', Buffer.byteLength(payload))
    return Readable.from(withLingering(payload, raw), { objectMode: false })
  })
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

async function* withLingering(payload: string | Buffer, body: Readable): AsyncGenerator<string | Buffer> {
  yield payload
  await dropped(body)
}

/** Resolves at the end of the body, of the connection, or of our patience. */
function dropped(body: Readable): Promise<void> {
  return new Promise((resolve) => {
    let bytes = 0
    const count = (chunk: Buffer): void => {
      bytes += chunk.length
      if (bytes > MAX_DROPPED_BYTES) stop()
    }
    const stop = (): void => {
      clearTimeout(late)
      body.off('data', count).pause()
      resolve()
    }
    const late = setTimeout(stop, LINGER_MS)
    body.once('end', stop).once('close', stop).once('error', stop).on('data', count)
  })
}
