/** A web server with recordings, for batches to read from and write to: what a customer's storage is to the service. @module */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'

type Put = Readonly<{ headers: IncomingMessage['headers']; body: string; query: string }>

export class RecordingsServer {
  readonly #server: Server
  readonly #files = new Map<string, Uint8Array>()
  readonly #held = new Map<string, ServerResponse[]>()
  readonly #answers = new Map<string, (query: URLSearchParams) => string>()
  /** Paths asked for, in order. */
  readonly requested: string[] = []
  /** What was PUT, by path. */
  readonly puts = new Map<string, Put>()
  /** Every PUT is refused. */
  full = false

  private constructor() {
    this.#server = createServer((request, response) => void this.#answer(request, response))
  }

  static async start(): Promise<RecordingsServer> {
    const server = new RecordingsServer()
    server.#server.listen(0, '127.0.0.1')
    await once(server.#server, 'listening')
    return server
  }

  get address(): string {
    const address = this.#server.address()
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  }

  /** @returns its URL */
  add(path: string, content: Uint8Array): string {
    this.#files.set(path, content)
    return `${this.address}${path}`
  }

  /** What a GET of the path answers to its query. */
  answer(path: string, of: (query: URLSearchParams) => string): string {
    this.#answers.set(path, of)
    return `${this.address}${path}`
  }

  /** Whoever asks for the path waits until `letGo`. */
  requireExisting(path: string): void {
    this.#held.set(path, [])
  }

  letGo(path: string): void {
    const waiting = this.#held.get(path) ?? []
    this.#held.delete(path)
    for (const response of waiting) this.#send(path, response)
  }

  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', this.address)
    const path = decodeURIComponent(url.pathname)
    if (request.method === 'PUT') {
      const body = (await buffer(request)).toString()
      if (!this.full) this.puts.set(path, { headers: request.headers, body, query: url.search })
      response.writeHead(this.full ? 403 : 201).end()
      return
    }
    const answer = this.#answers.get(path)
    if (answer) {
      response.end(answer(url.searchParams))
      return
    }
    this.requested.push(path)
    const held = this.#held.get(path)
    if (held) held.push(response)
    else this.#send(path, response)
  }

  #send(path: string, response: ServerResponse): void {
    const content = this.#files.get(path)
    if (content) response.end(content)
    else response.writeHead(404).end()
  }
}
