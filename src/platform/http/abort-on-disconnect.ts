/** Work for a client that has disconnected is stopped. @module */
import type { FastifyReply } from 'fastify'

/** @returns a signal that aborts when the connection closes before the response was sent */
export function abortOnDisconnect(reply: FastifyReply): AbortSignal {
  const disconnected = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableEnded) disconnected.abort()
  })
  return disconnected.signal
}
