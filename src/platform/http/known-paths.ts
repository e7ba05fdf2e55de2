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

/** `/models/:id(^[^:/]+)::copy` → `^/models/[^/:]+:copy$` */
function patternOf(url: string): RegExp {
  const pattern = url
    .replaceAll('::', '\ue000')
    .replace(/[.*+?^${}()|[\]\\]/g, (character) => `\\${character}`)
    .replace(/:\w+(?:\\\(.*?\\\)(?=\/|\ue000|$))?/g, '[^/:]+')
    .replaceAll('\\*', '.*')
    .replaceAll('\ue000', ':')
  return new RegExp(`^${pattern}$`)
}
