/** Requests with a body to an address that a client named, under the same rules as fetching from one. @module */
import type { Readable } from 'node:stream'
import { Agent, request } from 'undici'
import { reachable } from './address-rules.ts'
import { checkedLookup, checkedUrl, unreachable } from './fetch-content.ts'

export type SendOptions = Readonly<{
  method: 'POST' | 'PUT'
  headers?: Readonly<Record<string, string>>
  body: string | Uint8Array | Readable
  allowPrivate: boolean
  /** For the connection, and for each silence after it. Default 30 s. */
  timeoutMs?: number
  signal?: AbortSignal
}>

export type SentAnswer = Readonly<{
  status: number
  /** The beginning of the body, at most 64 KiB. */
  text: string
}>

const MAX_BYTES = 64 * 1024

/**
 * Redirections are not followed: they are answered as what they are.
 * @throws ContentUnavailable
 */
export async function sendContent(
  address: string,
  { method, headers, body, allowPrivate, timeoutMs = 30_000, signal }: SendOptions
): Promise<SentAnswer> {
  const mayReach = reachable(allowPrivate)
  const url = checkedUrl(address, mayReach)
  const agent = new Agent({
    connect: { timeout: timeoutMs, lookup: checkedLookup(mayReach) },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs
  })
  try {
    const answer = await request(url, {
      dispatcher: agent,
      method,
      body,
      ...(headers ? { headers: { ...headers } } : {}),
      ...(signal ? { signal } : {})
    })
    return { status: answer.statusCode, text: await beginningOf(answer.body) }
  } catch (error) {
    signal?.throwIfAborted()
    throw unreachable(url, error)
  } finally {
    await agent.destroy()
  }
}

async function beginningOf(body: Readable): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes >= MAX_BYTES) break
  }
  return Buffer.concat(chunks).subarray(0, MAX_BYTES).toString()
}
