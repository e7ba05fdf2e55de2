/** A receiver of web hooks on a free port: keeps what it was sent, and answers as the test says. @module */
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Received = Readonly<{
  method: string | undefined
  /** Path and query as they came. */
  target: string
  headers: IncomingHttpHeaders
  event: string
  signature: string | undefined
  body: string
  token: string | undefined
}>

/** Ends the response, at once or later. */
export type Responder = (received: Received, response: ServerResponse) => void

/** As the contract asks of receivers. */
export const wellBehaved: Responder = ({ token }, response) => void response.end(token ?? '')

export class Receiver {
  readonly received: Received[] = []
  readonly url: string
  respond: Responder
  readonly #server: Server

  private constructor(server: Server, respond: Responder) {
    this.#server = server
    this.respond = respond
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/told`
  }

  static async start(respond: Responder = wellBehaved, port = 0): Promise<Receiver> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const { method, url = '', headers } = request
        const received: Received = {
          ...{ method, headers },
          target: url,
          event: String(headers['x-microsoftspeechservices-event']),
          signature: headers['x-microsoftspeechservices-signature'] as string | undefined,
          body: Buffer.concat(chunks).toString(),
          token: new URL(url, 'http://receiver').searchParams.get('validationToken') ?? undefined
        }
        receiver.received.push(received)
        receiver.respond(received, response)
      })
    }).listen(port, '127.0.0.1')
    await once(server, 'listening')
    const receiver = new Receiver(server, respond)
    return receiver
  }

  /** Without challenges. */
  get deliveries(): readonly Received[] {
    return this.received.filter(({ event }) => event !== 'Challenge')
  }

  of(event: string): readonly Received[] {
    return this.received.filter((received) => received.event === event)
  }

  close(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }
}

/** What events are about, and the mark by which receivers know those that they have seen. */
export const eventOf = ({ body }: Received): Readonly<{ self: string; invocationId: string }> =>
  JSON.parse(body)
