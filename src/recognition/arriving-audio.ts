/** The body of a request as it arrives, from a client that may stall, hang up, or send more than is wanted. @module */
import type { Readable } from 'node:stream'
import { Problem } from '../platform/index.ts'

/** A client that sends nothing for this long gives back the stream that it holds. */
const STALLED_MS = 10_000
/** After an early answer the rest of an upload is read and dropped for so long. */
const REST_MS = 10_000

/**
 * Chunks in order. Ending early leaves the connection open, so that the answer can be sent on it.
 * @throws Problem when nothing arrives for a while, and the connection's own error
 */
export async function* arrivingAudio(body: Readable): AsyncGenerator<Uint8Array, void, undefined> {
  const chunks = body.iterator({ destroyOnReturn: false }) as AsyncIterableIterator<Uint8Array>
  for (;;) {
    const next = await unlessStalled(chunks.next())
    if (next.done) return
    yield next.value
  }
}

async function unlessStalled<T>(arrival: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const stalled = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(stalledProblem()), STALLED_MS)
  })
  try {
    return await Promise.race([arrival, stalled])
  } finally {
    clearTimeout(timer)
  }
}

const stalledProblem = (): Problem =>
  new Problem(
    'InvalidRequest',
    'InvalidPayload',
    `No audio arrived for ${STALLED_MS / 1000} s before the end of the body.`,
    'body'
  )

/** Most clients look for an answer only once they have sent everything: they are let finish, within bounds. */
export function dropRest(body: Readable): void {
  if (body.destroyed || body.readableEnded) return
  const late = setTimeout(() => body.destroy(), REST_MS).unref()
  body.once('close', () => clearTimeout(late))
  body.on('error', () => undefined).resume()
}
