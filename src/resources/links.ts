/** Absolute addresses of entities, and the way back from an address to an id. @module */

import type { FastifyRequest } from 'fastify'
import { BASE_PATH, describeValue, originOf, Problem } from '../platform/index.ts'

/** `selfLink(request, 'projects/<id>')`: an absolute URL under the contract's base path. */
export const selfLink = (request: FastifyRequest, path: string): string =>
  `${originOf(request)}${BASE_PATH}/${path.replace(/^\//, '')}`

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'

/**
 * The id in `{ "self": "<URL of any version>/<collection>/<id>" }`, or in a bare id, in lower case.
 * Resolved by path, because samples mix hosts and versions; `models/base/<id>` counts as `models/<id>`.
 * @throws Problem InvalidPayload
 */
export function referencedId(
  reference: unknown,
  collection: string,
  target = collection.replace(/s$/, '')
): string {
  const self =
    typeof reference === 'object' && reference !== null ? (reference as { self?: unknown }).self : undefined
  if (typeof self === 'string') {
    const [path = ''] = self.split('?', 1)
    const pattern = new RegExp(`(?:^|/)${collection}/(?:base/)?(${UUID})/?$`, 'i')
    const id = pattern.exec(path)?.[1] ?? new RegExp(`^${UUID}$`, 'i').exec(self)?.[0]
    if (id !== undefined) return id.toLowerCase()
  }
  throw new Problem(
    'InvalidRequest',
    'InvalidPayload',
    `${target} must be {"self": "<address>/${collection}/<id>"}; found ${describeValue(typeof self === 'string' ? self : reference)}.`,
    target
  )
}
