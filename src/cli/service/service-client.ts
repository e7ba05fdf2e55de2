/** Client of the REST API: requests, errors and paging. @module */
import { once } from 'node:events'
import type { FileHandle } from 'node:fs/promises'
import type { ClientRequest, IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { CommandError, EXIT } from '../command-error.ts'
import type { Exchange } from './exchanges.ts'

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [name: string]: Json | undefined }
export type Entity = Readonly<{
  self: string
  displayName?: string
  status?: string
  locale?: string
  kind?: string
  properties?: Readonly<Record<string, unknown>>
  links?: Readonly<Record<string, string>>
}> &
  Readonly<Record<string, unknown>>

export type Page = Readonly<{ values: readonly Entity[]; '@nextLink'?: string | null }>

type Request = Readonly<{
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  json?: unknown
  body?: string | FormData | Blob | Uint8Array<ArrayBuffer>
  headers?: Readonly<Record<string, string>>
  signal?: AbortSignal
  timeoutMs?: number
}>

type OnExchange = (exchange: Exchange) => (status: number) => void

const PIECE_BYTES = 64 * 1024
const PREFIX = '/speechtotext/v3.2'

/** The service answered with an error status. */
export class RequestRejected extends CommandError {
  override readonly name = 'RequestRejected'
  readonly status: number

  constructor(status: number, message: string, hint?: string) {
    super(message, {
      ...(hint === undefined ? {} : { hint }),
      exitCode: status === 401 ? EXIT.unauthorized : EXIT.failed
    })
    this.status = status
  }
}

/** There is no service at the address. */
export class ServiceUnreachable extends CommandError {
  override readonly name = 'ServiceUnreachable'
}

export class ServiceClient {
  /** `http://host:port` */
  readonly origin: string
  /** `http://host:port/speechtotext/v3.2` */
  readonly base: string
  readonly key: string
  readonly #timeoutMs: number
  readonly #onExchange: OnExchange

  /** @param onExchange is called with each request, and its result with the status of the response */
  constructor(url: string, key: string, timeoutMs = 100_000, onExchange: OnExchange = () => () => undefined) {
    const plain = url.trim().replace(/\/+$/, '')
    this.origin = plain.replace(/\/speechtotext(\/.*)?$/i, '')
    this.base = /\/speechtotext\/v[\d.]+$/i.test(plain) ? plain : `${this.origin}${PREFIX}`
    this.key = key.trim()
    this.#timeoutMs = timeoutMs
    this.#onExchange = onExchange
  }

  /** The URL of a resource; a URL is returned as it is. */
  addressOf(collection: string, idOrUrl: string): string {
    const reference = idOrUrl.trim()
    if (/^https?:\/\//i.test(reference)) return reference.replace(/\/+$/, '')
    return `${this.base}/${collection}/${encodeURIComponent(reference)}`
  }

  async json<T = Entity>(path: string, request: Request = {}): Promise<T> {
    const answer = await this.call(path, request)
    return (await answer.json()) as T
  }

  /** @throws RequestRejected, ServiceUnreachable */
  async call(
    path: string,
    { method = 'GET', json, body, headers, signal, timeoutMs }: Request = {}
  ): Promise<Response> {
    const url = /^https?:/i.test(path) ? path : `${this.base}${path}`
    const limit = AbortSignal.timeout(timeoutMs ?? this.#timeoutMs)
    const content = json === undefined ? body : JSON.stringify(json)
    const sent = {
      Accept: 'application/json',
      // Content URLs carry their own signature, and the key must not go to other hosts.
      ...(new URL(url).origin === new URL(this.origin).origin
        ? { 'Ocp-Apim-Subscription-Key': this.key }
        : {}),
      ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers
    }
    const answered = this.#onExchange({ method, url, headers: sent, content })
    let answer: Response
    try {
      answer = await fetch(url, {
        method,
        headers: sent,
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
        ...(content === undefined ? {} : { body: content })
      })
    } catch (error) {
      signal?.throwIfAborted()
      throw unreachable(url, error)
    }
    answered(answer.status)
    if (!answer.ok) throw rejection(method, url, answer.status, await answer.text().catch(() => ''))
    return answer
  }

  /**
   * PUT of a part of a file through one small buffer; fetch and streams would allocate far more memory.
   * @throws RequestRejected, ServiceUnreachable
   */
  async putPart(url: string, file: FileHandle, start: number, bytes: number): Promise<void> {
    const target = new URL(url)
    const answered = this.#onExchange({ method: 'PUT', url, headers: {}, content: `${bytes} bytes` })
    const { request } = target.protocol === 'https:' ? await import('node:https') : await import('node:http')
    const sending = request(target, {
      method: 'PUT',
      headers: {
        'Content-Type': 'application/octet-stream',
        'Content-Length': bytes,
        'Ocp-Apim-Subscription-Key': this.key
      },
      timeout: this.#timeoutMs
    })
    sending.on('timeout', () => sending.destroy(new Error('no answer in time')))
    try {
      const response = once(sending, 'response') as Promise<[IncomingMessage]>
      // A rejection may arrive before the whole block is sent; it then matters more than the broken pipe.
      const sent = pour(file, start, bytes, sending)
      const [answer] = await Promise.race([response, sent.then(() => response)])
      const body = await text(answer)
      await sent.catch(() => undefined)
      const status = answer.statusCode ?? 0
      answered(status)
      if (status < 200 || status > 299) throw rejection('PUT', url, status, body)
    } catch (error) {
      if (error instanceof RequestRejected) throw error
      sending.destroy()
      throw unreachable(url, error)
    }
  }

  /** All resources of a list, page by page; a single page with `top`. */
  async list(
    path: string,
    { top, skip, filter }: Readonly<{ top?: string; skip?: string; filter?: string }> = {}
  ): Promise<readonly Entity[]> {
    const query = new URLSearchParams()
    if (top !== undefined) query.set('top', top)
    if (skip !== undefined) query.set('skip', skip)
    if (filter !== undefined) query.set('filter', filter)
    const values: Entity[] = []
    let next: string | undefined = `${path}${query.size > 0 ? `?${query}` : ''}`
    while (next !== undefined) {
      const page: Page = await this.json<Page>(next)
      values.push(...page.values)
      next = top === undefined ? (page['@nextLink'] ?? undefined) : undefined
    }
    return values
  }
}

export function unreachable(url: string, error: unknown): ServiceUnreachable {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  const { code, message } = cause as { code?: string; message?: string }
  const why =
    error instanceof Error && error.name === 'TimeoutError' ? 'no answer in time' : (code ?? message ?? '')
  const origin = URL.canParse(url) ? new URL(url).origin : url
  return new ServiceUnreachable(`${origin} cannot be reached (${why}).`, {
    hint: 'TRY: vernacular serve, or name another service with --api-endpoint, VERNACULAR_URL or config @url',
    exitCode: EXIT.unreachable
  })
}

async function pour(file: FileHandle, start: number, bytes: number, into: ClientRequest): Promise<void> {
  const buffer = Buffer.allocUnsafe(Math.min(PIECE_BYTES, bytes))
  for (let done = 0; done < bytes; ) {
    const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, bytes - done), start + done)
    if (bytesRead === 0) throw new Error('the file became shorter while it was being sent')
    // The buffer is reused only after the system has taken its bytes.
    await new Promise<void>((resolve, reject) => {
      into.write(buffer.subarray(0, bytesRead), (error) => (error ? reject(error) : resolve()))
    })
    done += bytesRead
  }
  into.end()
}

function rejection(method: string, url: string, status: number, body: string): RequestRejected {
  const message = messageIn(body)
  const hint =
    status === 401
      ? 'TRY: vernacular config @key --set KEY, or VERNACULAR_KEY, or --key'
      : body.trim() || undefined
  return new RequestRejected(
    status,
    `${method} ${new URL(url).pathname}: HTTP ${status}${message === '' ? '' : `: ${message}`}`,
    hint
  )
}

function messageIn(answer: string): string {
  try {
    const body = JSON.parse(answer) as { message?: unknown; error?: { message?: unknown } }
    const message = body.message ?? body.error?.message
    return typeof message === 'string' ? message : ''
  } catch {
    return ''
  }
}

export const idOf = (entity: Pick<Entity, 'self'>): string =>
  /[^/]+$/.exec(entity.self.replace(/\/+$/, ''))?.[0] ?? ''
