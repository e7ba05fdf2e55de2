/** Links to files that carry their own grant, in the manner of shared access signatures. @module */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { FileStore } from '../files/file-store.ts'
import { originOf } from '../http/origin.ts'
import { Problem } from '../http/problem.ts'
import { checkParameter, queryValue } from '../http/schemas/check-value.ts'

const PATH = '/files/'
const DEFAULT_VALIDITY_SECONDS = 12 * 3600
const MAX_VALIDITY_SECONDS = 31 * 24 * 3600

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  json: 'application/json; charset=utf-8',
  jsonl: 'application/x-ndjson; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  tsv: 'text/tab-separated-values; charset=utf-8',
  wav: 'audio/wav',
  zip: 'application/zip'
}

export class FileLinks {
  readonly #files: FileStore
  readonly #secret: Buffer

  constructor(files: FileStore, secret: Buffer) {
    this.#files = files
    this.#secret = secret
  }

  /**
   * An address that reads the file by plain GET until it expires: 12 hours from now, or as long as the request's
   * `sasValidityInSeconds` says. Minted anew for each answer.
   * @throws Problem InvalidSasValidityDuration
   */
  contentUrl(request: FastifyRequest, key: string): string {
    const now = Date.now()
    const grant = {
      sv: '1',
      sr: 'b',
      sp: 'rl',
      st: isoSeconds(now),
      se: isoSeconds(now + 1000 * validityOf(request.query))
    }
    const query = new URLSearchParams({ ...grant, sig: this.#signature(key, grant.st, grant.se) })
    return `${originOf(request)}${PATH}${key.split('/').map(encodeURIComponent).join('/')}?${query}`
  }

  routes(app: FastifyInstance): void {
    app.get<{ Params: { '*': string }; Querystring: Record<string, string | undefined> }>(
      `${PATH}*`,
      // The signature stands in place of a key.
      { config: { access: 'open' } },
      async (request, reply) => {
        const key = request.params['*']
        this.#check(key, request.query)
        return this.#send(key, request, reply)
      }
    )
  }

  #check(key: string, { st = '', se = '', sig = '' }: Readonly<Record<string, string | undefined>>): void {
    const expected = Buffer.from(this.#signature(key, st, se))
    const signature = Buffer.from(sig)
    const genuine = signature.length === expected.length && timingSafeEqual(signature, expected)
    if (!genuine || !(Date.parse(se) > Date.now())) {
      throw new Problem(
        'Forbidden',
        undefined,
        genuine
          ? `The link expired at ${se}; request a new one from the entity.`
          : 'The signature of the link is wrong; use the link unchanged.'
      )
    }
  }

  async #send(key: string, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const stored = await this.#files.stat(key)
    if (!stored)
      throw new Problem('NotFound', undefined, 'The file no longer exists: its entity was deleted.')
    const name = key.split('/').at(-1) ?? 'file'
    const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
    void reply.headers({
      'Content-Type': CONTENT_TYPES[extension] ?? 'application/octet-stream',
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      'Accept-Ranges': 'bytes'
    })
    const range = rangeOf(request.headers.range, stored.size)
    if (range === 'unsatisfiable') {
      return reply.code(416).header('Content-Range', `bytes */${stored.size}`).send()
    }
    if (range) {
      void reply.code(206).headers({
        'Content-Range': `bytes ${range.start}-${range.end}/${stored.size}`,
        'Content-Length': range.end - range.start + 1
      })
      return reply.send(await this.#files.read(key, range))
    }
    void reply.header('Content-Length', stored.size)
    return reply.send(await this.#files.read(key))
  }

  #signature(key: string, start: string, end: string): string {
    return createHmac('sha256', this.#secret).update(`rl\n${start}\n${end}\n${key}`).digest('base64url')
  }
}

const isoSeconds = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`

const VALIDITY = { type: 'integer', minimum: 1, maximum: MAX_VALIDITY_SECONDS } as const

const validityOf = (query: unknown): number =>
  checkParameter(queryValue(query, 'sasValidityInSeconds'), VALIDITY, 'sasValidityInSeconds', {
    inner: 'InvalidSasValidityDuration'
  }) ?? DEFAULT_VALIDITY_SECONDS

/** One range of bytes (RFC 9110, 14.1.2); several, or another unit, are answered with the whole file. */
function rangeOf(
  header: string | undefined,
  size: number
): Readonly<{ start: number; end: number }> | 'unsatisfiable' | undefined {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (first === undefined || last === undefined || (first === '' && last === '')) return undefined
  // A range that ends before it starts is no range, and is answered as if it had not been asked for.
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size - 1 : Math.min(size - 1, Number(last))
  return start <= end && start < size ? { start, end } : 'unsatisfiable'
}
