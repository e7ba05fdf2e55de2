/** Operations on access keys: another is created before the old one is withdrawn, so that nobody is ever locked out. @module */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { timestamp } from '../http/iso-duration.ts'
import { Problem } from '../http/problem.ts'
import type { AccessKeys, KeyOptions, ListedKey } from './access-keys.ts'
import { SCOPES } from './principal.ts'

const MAX_NAME_CHARACTERS = 100
const MAX_ENDPOINTS = 1000
const MAX_SECONDS = 100 * 366 * 86_400

const createKeyRequest = z
  .strictObject({
    scope: z.enum(SCOPES).default('owner'),
    name: z.string().trim().min(1).max(MAX_NAME_CHARACTERS).optional(),
    expires: z.iso.datetime({ offset: true }).optional(),
    expiresInSeconds: z.int().min(1).max(MAX_SECONDS).optional(),
    endpoints: z.array(z.guid().toLowerCase()).min(1).max(MAX_ENDPOINTS).optional()
  })
  .refine(({ expires, expiresInSeconds }) => expires === undefined || expiresInSeconds === undefined, {
    path: ['expiresInSeconds'],
    message: 'is given beside expires; give one of them'
  })
  .refine(({ scope, endpoints }) => endpoints === undefined || scope === 'recognize', {
    path: ['endpoints'],
    message: 'limits keys of scope recognize only'
  })

const keyAnswer = (key: ListedKey) => ({
  id: key.id,
  scope: key.scope,
  ...(key.name === undefined ? {} : { name: key.name }),
  ...(key.endpoints === undefined ? {} : { endpoints: key.endpoints }),
  createdDateTime: timestamp(key.createdDateTime),
  ...(key.expires === undefined ? {} : { expirationDateTime: timestamp(key.expires) }),
  ...(key.lastUsedDateTime === undefined ? {} : { lastUsedDateTime: timestamp(key.lastUsedDateTime) })
})

/** @param now milliseconds since 1970 */
export function keyRoutes(app: FastifyInstance, keys: AccessKeys, now: () => number = Date.now): void {
  app.get('/keys', async ({ principal }) => ({
    values: keys.list().map((key) => ({ ...keyAnswer(key), current: key.id === principal?.keyId }))
  }))

  app.post('/keys', async ({ body }, reply) => {
    const { key, ...created } = await keys.create(readOptions(body ?? {}, now()))
    return reply.code(201).send({ ...keyAnswer(created), key })
  })

  app.delete<{ Params: { id: string } }>('/keys/:id', async ({ params: { id } }, reply) => {
    const done = await keys.withdraw(id)
    if (done === 'last') {
      throw new Problem(
        'Conflict',
        'DeleteNotAllowed',
        `The key ${id} is the only owner key that does not expire. Create another one first with POST /keys, or you could not manage the service any more.`,
        'id'
      )
    }
    if (done === 'unknown') throw new Problem('NotFound', undefined, `There is no key ${id}.`, 'id')
    return reply.code(204).send()
  })
}

/** @throws Problem InvalidArgument */
function readOptions(body: unknown, now: number): KeyOptions {
  const read = createKeyRequest.safeParse(body)
  if (!read.success) {
    const [issue] = read.error.issues
    const target = issue?.path.join('.') || 'body'
    throw new Problem('InvalidArgument', 'InvalidParameterValue', `${target}: ${issue?.message}.`, target)
  }
  const { scope, name, endpoints, expires, expiresInSeconds } = read.data
  const expiresAt = expires === undefined ? expiryIn(expiresInSeconds, now) : new Date(expires)
  if (expiresAt && expiresAt.getTime() <= now) {
    throw new Problem(
      'InvalidArgument',
      'InvalidParameterValue',
      `expires is ${expires}, which has passed; give a time in the future.`,
      'expires'
    )
  }
  return {
    scope,
    ...(name === undefined ? {} : { name }),
    ...(expiresAt === undefined ? {} : { expires: expiresAt }),
    ...(endpoints === undefined ? {} : { endpoints })
  }
}

const expiryIn = (seconds: number | undefined, now: number): Date | undefined =>
  seconds === undefined ? undefined : new Date(now + seconds * 1000)
