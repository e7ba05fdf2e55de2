/** A GET of a public URL that may start in the middle, and may go through a proxy. @module */
import type { Readable } from 'node:stream'
import { Agent, type Dispatcher, ProxyAgent, request } from 'undici'
import { type MayReach, reachable } from './address-rules.ts'
import { ContentUnavailable, checkedLookup, checkedUrl, unreachable } from './fetch-content.ts'

const MAX_REDIRECTS = 5
const TIMEOUT_MS = 30_000

export type ContentRequest = Readonly<{
  allowPrivate: boolean
  /**
   * `http://host:port` of a proxy, which then looks names up. This service checks only the addresses and names that
   * stand in a URL; what a name leads to is for the proxy to allow.
   */
  proxyUrl?: string | undefined
  headers?: Readonly<Record<string, string>>
  signal?: AbortSignal
}>

export type OpenedContent = Readonly<{
  /** After redirections. */
  url: string
  status: number
  headers: Readonly<Record<string, string | undefined>>
  body: Readable
  /** Ends the connection; to be called whatever became of the body. */
  close: () => void
}>

/**
 * Answers of any status but a redirection. Each hop is checked by the addresses that the connection will use.
 * @throws ContentUnavailable
 */
export async function openContent(
  url: string,
  { allowPrivate, proxyUrl, headers = {}, signal }: ContentRequest
): Promise<OpenedContent> {
  const mayReach = reachable(allowPrivate)
  const dispatcher = dispatcherFor(mayReach, proxyUrl)
  const close = (): void => void dispatcher.destroy()
  try {
    let at = checkedUrl(url, mayReach)
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const answer = await request(at, { dispatcher, headers, ...(signal ? { signal } : {}) }).catch(
        (error: unknown) => {
          signal?.throwIfAborted()
          throw unreachable(at, error)
        }
      )
      // It may break before anyone reads it; without a listener that would end the process.
      answer.body.on('error', () => {})
      const { location } = answer.headers
      if (answer.statusCode < 300 || answer.statusCode >= 400 || typeof location !== 'string') {
        const fields = Object.entries(answer.headers).map(([name, value]) => [name, [value].flat()[0]])
        return {
          url: at.href,
          status: answer.statusCode,
          headers: Object.fromEntries(fields) as Record<string, string | undefined>,
          body: answer.body,
          close
        }
      }
      answer.body.destroy()
      at = checkedUrl(location, mayReach, at)
    }
    throw new ContentUnavailable('redirects', `The URL redirects more than ${MAX_REDIRECTS} times`)
  } catch (error) {
    close()
    throw error
  }
}

function dispatcherFor(mayReach: MayReach, proxyUrl: string | undefined): Dispatcher {
  const timeouts = { headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS }
  if (proxyUrl !== undefined) return new ProxyAgent({ uri: proxyUrl, ...timeouts })
  return new Agent({ connect: { timeout: TIMEOUT_MS, lookup: checkedLookup(mayReach) }, ...timeouts })
}
