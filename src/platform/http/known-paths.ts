/** Tells a path that does not exist from one that does not take the method. @module */
import type { FastifyInstance } from 'fastify'

export class KnownPaths {
  readonly #routes: Readonly<{ pattern: RegExp; methods: readonly string[] }>[] = []

  /** Learns each route as it is registered. */
  watch(app: FastifyInstance): void {
    app.addHook('onRoute', ({ url, method }) => {
      this.#routes.push({ pattern: patternOf(url), methods: [method].flat() })
    })
  }

  /** Methods of the routes that a path leads to; none where there is nothing. */
  methodsOf(path: string): string[] {
    const routes = this.#routes.filter(({ pattern }) => pattern.test(path))
    return [...new Set(routes.flatMap(({ methods }) => methods))]
  }
}

const PARTS = /::|:\w+(?:\((.*?)\)(?=\/|::|$))?|\*|[^:*]+/g

/** `/models/:id(^[^:/]+)::copy` → `^/models/(?:[^:/]+):copy$` */
function patternOf(url: string): RegExp {
  const parts = [...url.matchAll(PARTS)].map(([part, rule]) => {
    if (part === '::') return ':'
    if (part === '*') return '.*'
    if (part.startsWith(':')) return rule === undefined ? '[^/]+' : `(?:${rule.replace(/^\^|\$$/g, '')})`
    return part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')
  })
  return new RegExp(`^${parts.join('')}$`)
}
