/** How large the body of a request may be: by default small, larger only where an operation needs it. @module */
import type { FastifyInstance } from 'fastify'
import { BodyTooLarge } from './problem.ts'

const KIB = 2 ** 10
const MIB = 2 ** 20

/**
 * Bytes of JSON bodies by what they carry. A character may take six bytes (`\u0041`), so each limit is well above what
 * the fields themselves accept. Operations that take recordings and uploads name limits of their own.
 */
export const BODY_LIMITS = {
  /** Every operation that names no other: the fields of one entity. */
  entity: 64 * KIB,
  /** Lists of names to pronounce. */
  nameList: 256 * KIB,
  /** Up to 1,000 addresses with long signatures. */
  urlList: 4 * MIB,
  /** A model's inline text of up to 500 KB. */
  inlineText: 4 * MIB,
  /** Up to 50,000 ids of blocks. */
  blockList: 8 * MIB,
  /** Operations whose body means nothing to them. */
  none: 4 * KIB
} as const

/**
 * Refuses by the declared length, before a byte is read, whichever way the operation reads its body. Bodies without a
 * declared length are counted while they are read.
 */
export function checkDeclaredLength(app: FastifyInstance): void {
  app.addHook('preParsing', async ({ headers, routeOptions: { bodyLimit } }) => {
    if (bodyLimit !== undefined && Number(headers['content-length'] ?? 0) > bodyLimit) {
      throw new BodyTooLarge(bodyLimit)
    }
  })
}
