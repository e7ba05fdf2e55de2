/** Where a client reached the service. @module */
import type { FastifyRequest } from 'fastify'

export const BASE_PATH = '/speechtotext/v3.2'

const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i

/**
 * Where the client reached the service: what it used as host is what its next request can use too. A host that could
 * not stand in a URL, or none (HTTP/1.0), gives way to the address of the connection.
 */
export function originOf({ protocol, host, socket }: FastifyRequest): string {
  if (HOST.test(host)) return `${protocol}://${host}`
  const { localAddress = 'localhost', localPort } = socket
  return `${protocol}://${localAddress.includes(':') ? `[${localAddress}]` : localAddress}${localPort === undefined ? '' : `:${localPort}`}`
}
