/** Tells a client when to look again at what is still being worked on. @module */
import type { FastifyReply } from 'fastify'

/** Short, because imports and trainings of little data take seconds. */
const SECONDS = 1

/** `Retry-After` is there while any of the entities may still change by itself. */
export function withRetryAfter(
  reply: FastifyReply,
  ...entities: readonly Readonly<{ status?: unknown }>[]
): void {
  if (entities.some(({ status }) => status === 'NotStarted' || status === 'Running')) {
    void reply.header('Retry-After', SECONDS)
  }
}
