/** The body of a request as it arrives, from a client that may stall, hang up, or send more than is wanted. @module */
import { PassThrough, type Readable } from 'node:stream'
import { Problem } from '../platform/index.ts'
import { invalidPayload } from '../resources/index.ts'

/** A client that sends nothing for this long gives back the stream that it holds. */
const STALLED_MS = 10_000
/** After an early answer the rest of an upload is read and dropped for so long. */
const REST_MS = 10_000
/** A minute of stereo at 96 kHz in 32 bits is 46 MB. Some formats go to the disk whole before they are decoded. */
export const MAX_SHORT_AUDIO_BYTES = 64 * 2 ** 20

/**
 * Read ahead of the decoder: two minutes of ordinary audio. The end of a connection lies behind what was sent on it,
 * so a hang-up shows only once everything before it was read.
 */
const AHEAD_BYTES = 4 * 2 ** 20

/**
 * Chunks in order. Ending early leaves the connection open, so that the answer can be sent on it.
 * @throws Problem when nothing arrives for a while or too much does, and the connection's own error
 */
export async function* arrivingAudio(body: Readable): AsyncGenerator<Uint8Array, void, undefined> {
  const ahead = new PassThrough({ writableHighWaterMark: AHEAD_BYTES })
  body.once('error', (error) => ahead.destroy(error))
  const chunks: AsyncIterator<Uint8Array> = body.pipe(ahead)[Symbol.asyncIterator]()
  let bytes = 0
  try {
    for (;;) {
      const next = await unlessStalled(chunks.next())
      if (next.done) return
      bytes += next.value.length
      if (bytes > MAX_SHORT_AUDIO_BYTES) {
        throw invalidPayload(`The body is larger than ${MAX_SHORT_AUDIO_BYTES} bytes.`, 'body')
      }
      yield next.value
    }
  } finally {
    body.unpipe(ahead)
    ahead.destroy()
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
    `The body is incomplete: no audio arrived for ${STALLED_MS / 1000} s.`,
    'body'
  )

/** Most clients look for an answer only once they have sent everything: they are let finish, within bounds. */
export function dropRest(body: Readable): void {
  if (body.destroyed || body.readableEnded) return
  const late = setTimeout(() => body.destroy(), REST_MS).unref()
  const settled = (): void => clearTimeout(late)
  body.once('end', settled).once('close', settled).on('error', settled)
  body.unpipe().resume()
}
