/** Anonymous GET of a customer's URL, which must not become a way into the operator's own network. @module */
import { lookup as lookupOfSystem } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { Readable } from 'node:stream'
import { Agent, request } from 'undici'
import { isMetadataHost, type MayReach, reachable } from './address-rules.ts'

export type FetchOptions = Readonly<{ allowPrivate: boolean; maxBytes?: number; signal?: AbortSignal }>

/** Why a URL could not be fetched, in words for the customer. */
export class ContentUnavailable extends Error {
  override readonly name = 'ContentUnavailable'
  constructor(
    readonly code: 'address-refused' | 'unreachable' | 'status' | 'too-large' | 'not-http' | 'redirects',
    message: string,
    options?: ErrorOptions
  ) {
    super(message, options)
  }
}

const MAX_REDIRECTS = 5
const TIMEOUT_MS = 30_000

/**
 * The bytes at a URL. Every hop of a redirection is judged anew, and by the very addresses that the connection will
 * use, so that a name cannot answer one thing to the check and another to the connection.
 * @throws ContentUnavailable, also while streaming
 */
export const fetchContent = (url: string, { allowPrivate, ...limits }: FetchOptions): Promise<Readable> =>
  fetchReachable(url, reachable(allowPrivate), limits)

/** `fetchContent` with a rule of one's own about the addresses (IPv4 or IPv6, as text) that may be reached. */
export async function fetchReachable(
  url: string,
  mayReach: MayReach,
  { maxBytes = Number.POSITIVE_INFINITY, signal }: Omit<FetchOptions, 'allowPrivate'> = {}
): Promise<Readable> {
  const agent = new Agent({
    connect: { timeout: TIMEOUT_MS, lookup: checkedLookup(mayReach) },
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS
  })
  const close = (): void => void agent.destroy()
  try {
    const body = await follow(url, agent, mayReach, maxBytes, signal)
    return Readable.from(limited(body, maxBytes, signal)).once('close', close)
  } catch (error) {
    close()
    throw error
  }
}

async function follow(
  first: string,
  agent: Agent,
  mayReach: MayReach,
  maxBytes: number,
  signal: AbortSignal | undefined
): Promise<Readable> {
  let url = checkedUrl(first, mayReach)
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const answer = await request(url, { dispatcher: agent, ...(signal ? { signal } : {}) }).catch(
      (error: unknown) => {
        signal?.throwIfAborted()
        throw unreachable(url, error)
      }
    )
    const { statusCode, headers, body } = answer
    // It may break before anyone reads it; unheard, that would end the process. Whoever reads it is told all the same.
    body.on('error', () => {})
    if (statusCode >= 300 && statusCode < 400 && typeof headers.location === 'string') {
      body.destroy()
      url = checkedUrl(headers.location, mayReach, url)
      continue
    }
    if (statusCode !== 200) {
      body.destroy()
      throw new ContentUnavailable(
        'status',
        `${url.host} answered ${statusCode}; the content must be readable by an anonymous GET`
      )
    }
    const length = Number(headers['content-length'] ?? 0)
    if (length > maxBytes) {
      body.destroy()
      throw tooLarge(maxBytes)
    }
    return body
  }
  throw new ContentUnavailable('redirects', `The URL redirects more than ${MAX_REDIRECTS} times`)
}

/** @param base what a redirection is relative to */
export function checkedUrl(text: string, mayReach: MayReach, base?: URL): URL {
  const url = URL.canParse(text, base?.href) ? new URL(text, base) : undefined
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new ContentUnavailable('not-http', 'The URL must be an absolute http or https URL')
  }
  // A literal address needs no look-up, so the check at connection would never see it.
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isMetadataHost(host) || (isIP(host) && !mayReach(host))) throw rejection(url.hostname)
  return url
}

const rejection = (host: string): ContentUnavailable =>
  new ContentUnavailable(
    'address-refused',
    `${host} is a loopback, private or link-local address or a cloud's metadata service, which this service does not fetch from (VERNACULAR_ALLOW_PRIVATE_URLS=true allows loopback and private addresses)`
  )

const tooLarge = (maxBytes: number): ContentUnavailable =>
  new ContentUnavailable('too-large', `The content is larger than the ${maxBytes} bytes that are accepted`)

export function unreachable(url: URL, error: unknown): ContentUnavailable {
  if (error instanceof ContentUnavailable) return error
  const cause =
    error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : String(error)
  return new ContentUnavailable('unreachable', `${url.host} could not be reached (${cause})`, {
    cause: error
  })
}

/** Looks names up as the system does, and refuses those with any address that may not be reached. */
export const checkedLookup =
  (mayReach: MayReach): LookupFunction =>
  (host, options, callback) => {
    lookupOfSystem(host, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, [])
      if (!addresses.every(({ address }) => mayReach(address))) {
        return callback(rejection(host) as NodeJS.ErrnoException, [])
      }
      if (options.all) return callback(null, addresses)
      const [first] = addresses
      callback(null, first?.address ?? '', first?.family ?? 4)
    })
  }

async function* limited(
  body: Readable,
  maxBytes: number,
  signal: AbortSignal | undefined
): AsyncGenerator<Uint8Array> {
  let bytes = 0
  try {
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      bytes += chunk.length
      if (bytes > maxBytes) throw tooLarge(maxBytes)
      yield chunk
    }
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof ContentUnavailable) throw error
    throw new ContentUnavailable('unreachable', `The content broke off after ${bytes} bytes`, {
      cause: error
    })
  }
}
