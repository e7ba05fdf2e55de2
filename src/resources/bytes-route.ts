/** Operations whose body is a file. @module */
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Problem } from '../platform/index.ts'

/** Routes in a scope of its own, because their body is taken as a stream whatever its content type says. */
export function bytesRoute(app: FastifyInstance, add: (scope: FastifyInstance) => void): void {
  void app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, payload, parsed) => parsed(null, payload))
    add(scope)
    done()
  })
}

/** @param what belongs into the body. @throws Problem EmptyRequest */
export function bytesOf({ body }: FastifyRequest, what: string): Readable {
  if (body instanceof Readable) return body
  throw new Problem('InvalidRequest', 'EmptyRequest', `The body is empty. Send ${what}.`)
}
