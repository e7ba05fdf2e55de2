/** The built Studio: one page for all of its addresses, and files named by their content. @module */
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from './problem.ts'

/** Beside the compiled service, and where `npm run build` puts it for a service run from its source. */
const BUILT = new URL('../../../dist/studio/', import.meta.url)

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2'
}

/** Styles are made while the Studio runs; they carry the nonce of the answer that brought the page. */
const policy = (nonce?: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    nonce === undefined ? "style-src 'self'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "media-src 'self' blob:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'"
  ].join('; ')

/** The Studio's own addresses are `/` and `/studio/…`, so that it can hide no path of the API. */
export function studioFiles(app: FastifyInstance): void {
  const page = async (_request: FastifyRequest, reply: FastifyReply) => {
    const text = await readFile(new URL('index.html', BUILT), 'utf8').catch(() => undefined)
    if (text === undefined) {
      const message = 'The Studio was not built; run: npm run build. The API works without it: see /docs.'
      throw new Problem('NotFound', undefined, message)
    }
    const nonce = randomBytes(16).toString('base64')
    return reply
      .type('text/html; charset=utf-8')
      .headers({
        'Content-Security-Policy': policy(nonce),
        'Referrer-Policy': 'no-referrer',
        'Permissions-Policy': 'camera=(), geolocation=(), microphone=(self)',
        'Cache-Control': 'no-cache'
      })
      .send(text.replace('%NONCE%', nonce))
  }
  app.get('/', page)
  app.get('/studio', page)
  app.get('/studio/*', page)
  app.get<{ Params: { name: string } }>('/assets/:name', async (request, reply) => {
    const { name } = request.params
    const type = TYPES[/^[\w-]+\.(\w+)$/.exec(name)?.[1] ?? '']
    const accepted = String(request.headers['accept-encoding'] ?? '')
    const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : undefined
    const ending = encoding === 'br' ? '.br' : encoding === 'gzip' ? '.gz' : ''
    const content = type && (await readFile(new URL(`assets/${name}${ending}`, BUILT)).catch(() => undefined))
    if (!type || !content) throw new Problem('NotFound', undefined, `/assets/${name} does not exist.`)
    if (encoding) void reply.header('Content-Encoding', encoding)
    return reply
      .type(type)
      .headers({
        Vary: 'Accept-Encoding',
        // The policy of a script counts where it runs as a worker.
        'Content-Security-Policy': policy(),
        'Cache-Control': 'public, max-age=31536000, immutable'
      })
      .send(content)
  })
}
