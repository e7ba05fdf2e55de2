/** Tokens for apps that must not hold a key: `POST /sts/v1.0/issueToken`, as the Speech SDK's samples call it. @module */
import type { FastifyInstance, FastifyReply } from 'fastify'
import {
  type AccessKeys,
  type AccessTokens,
  authenticate,
  BODY_LIMITS,
  credentialsOf,
  Problem
} from '../../platform/index.ts'

// Documents and samples write it both ways.
const PATHS = ['/sts/v1.0/issueToken', '/sts/v1.0/issuetoken']

/** The token is the whole body. Pages of other origins may ask: what opens the door is the key, never the origin. */
export function issueTokenRoutes(
  app: FastifyInstance,
  { keys, tokens }: Readonly<{ keys: AccessKeys; tokens: AccessTokens }>
): void {
  void app.register((scope, _options, done) => {
    // Clients send an empty body under many content types; what is in one is never read.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, parsed) => parsed(null))
    scope.addHook('onRequest', async (request, reply) => {
      void reply.header('Access-Control-Allow-Origin', '*')
      if (request.method === 'OPTIONS') return
      // A token cannot be exchanged for a further one.
      request.principal = await authenticate(credentialsOf(request.headers), { keys })
      if (!request.principal) {
        throw new Problem('Unauthorized', undefined, 'The access key is missing or wrong.')
      }
    })
    const limits = { bodyLimit: BODY_LIMITS.none }
    for (const path of PATHS) {
      scope.options(path, limits, (_request, reply: FastifyReply) =>
        reply
          .code(204)
          .headers({
            'Access-Control-Allow-Methods': 'POST, OPTIONS',
            'Access-Control-Allow-Headers': 'Ocp-Apim-Subscription-Key, Authorization, Content-Type',
            'Access-Control-Max-Age': 86_400
          })
          .send()
      )
      scope.post(path, limits, async ({ principal }, reply) => {
        if (principal) return reply.type('text/plain; charset=utf-8').send(await tokens.issue(principal))
        throw new Problem('Unauthorized', undefined, 'The access key is missing or wrong.')
      })
    }
    done()
  })
}
