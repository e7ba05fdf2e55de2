/** Answers on a bare connection: where there is no request yet, or none that an answer could still be given to in order. @module */
import type { Duplex } from 'node:stream'
import { errorBody } from './error-answer.ts'
import type { Problem } from './problem.ts'
import { SECURITY_HEADERS } from './security-headers.ts'

/** @param status for example `408 Request Timeout` */
export function answerBare(
  socket: Duplex,
  status: string,
  problem: Problem,
  headers: readonly string[] = []
): void {
  if (!socket.writable) return void socket.destroy()
  const body = JSON.stringify(errorBody(problem))
  const head = [
    `HTTP/1.1 ${status}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...Object.entries(SECURITY_HEADERS).map(([name, value]) => `${name}: ${value}`),
    ...headers,
    'Connection: close'
  ]
  // A client that never closes its side must not hold the connection.
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy())
}
