/** Tells a path that does not exist from one that does not take the method. @module */
import type { FastifyInstance } from 'fastify'

export class KnownPaths {
  readonly #patterns: RegExp[] = []

  /** Learns each route as it is registered. */
  watch(app: FastifyInstance): void {
    app.addHook('onRoute', ({ url }) => {
      this.#patterns.push(patternOf(url))
    })
  }

  has(path: string): boolean {
    return this.#patterns.some((pattern) => pattern.test(path))
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
