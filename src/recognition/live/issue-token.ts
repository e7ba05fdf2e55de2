/** Tokens for apps that must not hold a key: `POST /sts/v1.0/issueToken`, as the Speech SDK's samples call it. @module */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { type AccessKeys, type AccessTokens, Problem } from '../../platform/index.ts'

// Documents and samples write it both ways.
const PATHS = ['/sts/v1.0/issueToken', '/sts/v1.0/issuetoken']
const KEY = 'ocp-apim-subscription-key'

/** The token is the whole body. Pages of other origins may ask: what opens the door is the key, never the origin. */
export function issueTokenRoutes(
  app: FastifyInstance,
  { keys, tokens }: Readonly<{ keys: AccessKeys; tokens: AccessTokens }>
): void {
  void app.register((scope, _options, done) => {
    // Clients send an empty body under many content types.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: 4096 }, (_request, _body, parsed) =>
      parsed(null)
    )
    scope.addHook(
      'onRequest',
      async (_request, reply) => void reply.header('Access-Control-Allow-Origin', '*')
    )
    for (const path of PATHS) {
      scope.options(path, (_request, reply: FastifyReply) =>
        reply
          .code(204)
          .headers({
            'Access-Control-Allow-Methods': 'POST, OPTIONS',
            'Access-Control-Allow-Headers': 'Ocp-Apim-Subscription-Key, Authorization, Content-Type',
            'Access-Control-Max-Age': 86_400
          })
          .send()
      )
      scope.post(path, async (request, reply) => {
        if (!keys.accepts(request.headers[KEY])) {
          throw new Problem('Unauthorized', undefined, 'The access key is missing or wrong.')
        }
        return reply.type('text/plain; charset=utf-8').send(await tokens.issue())
      })
    }
    done()
  })
}
