/** Operations on access keys: another is created before the old one is withdrawn, so that nobody is ever locked out. @module */
import type { FastifyInstance } from 'fastify'
import { timestamp } from '../http/iso-duration.ts'
import { Problem } from '../http/problem.ts'
import type { AnswerShape } from '../http/schemas/answer-shape.ts'
import { checkValue } from '../http/schemas/check-value.ts'
import type { RequestValue } from '../http/schemas/request-value.ts'
import { isObject } from '../http/schemas/schema-type.ts'
import type { AccessKeys, KeyOptions, ListedKey } from './access-keys.ts'
import { keysApi } from './key-operations.ts'

const SCHEMA = keysApi.schemas.CreateAccessKey

type KeyAnswers = {
  [Name in keyof typeof keysApi.schemas]: AnswerShape<(typeof keysApi.schemas)[Name], typeof keysApi.schemas>
}

const keyAnswer = (key: ListedKey): Omit<KeyAnswers['AccessKey'], 'current'> => ({
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
  app.get(
    '/keys',
    async ({ principal }): Promise<KeyAnswers['AccessKeys']> => ({
      values: keys.list().map((key) => ({ ...keyAnswer(key), current: key.id === principal?.keyId }))
    })
  )

  app.post('/keys', async ({ body }, reply) => {
    const { key, ...created } = await keys.create(readOptions(body ?? {}, now()))
    const answer: KeyAnswers['NewAccessKey'] = { ...keyAnswer(created), key }
    return reply.code(201).send(answer)
  })

  app.delete<{ Params: { id: string } }>('/keys/:id', async ({ params: { id } }, reply) => {
    const done = await keys.withdraw(id)
    if (done === 'last') {
      throw new Problem(
        'Conflict',
        'DeleteNotAllowed',
        `The key ${id} is the only owner key that does not expire. Create another one first with POST /keys, or you can no longer manage the service.`,
        'id'
      )
    }
    if (done === 'unknown') throw new Problem('NotFound', undefined, `There is no key ${id}.`, 'id')
    return reply.code(204).send()
  })
}

/** @throws Problem InvalidArgument */
function readOptions(body: unknown, now: number): KeyOptions {
  const {
    scope = SCHEMA.properties.scope.default,
    name,
    endpoints,
    expires,
    expiresInSeconds
  } = checked(body)
  if (expires !== undefined && expiresInSeconds !== undefined) {
    throw invalid('expiresInSeconds is given beside expires. Give only one of them.', 'expiresInSeconds')
  }
  if (endpoints !== undefined && scope !== 'recognize') {
    throw invalid(`endpoints needs the scope recognize; found ${scope}.`, 'endpoints')
  }
  const expiresAt = expires ?? expiryIn(expiresInSeconds, now)
  if (expiresAt && expiresAt.getTime() <= now) {
    throw invalid(`expires must be in the future; found ${timestamp(expiresAt)}.`, 'expires')
  }
  return {
    scope,
    ...(name === undefined ? {} : { name }),
    ...(expiresAt === undefined ? {} : { expires: expiresAt }),
    ...(endpoints === undefined ? {} : { endpoints })
  }
}

function checked(body: unknown): RequestValue<typeof SCHEMA, typeof keysApi.schemas> {
  try {
    return checkValue(trimmed(body), SCHEMA, keysApi.schemas, '')
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    // Targets of this operation are `endpoints.0`, and `body` for what is no property.
    const [property = '', ...rest] = (error.target ?? '').split(/[.[\]]+/).filter((part) => part !== '')
    const target = Object.hasOwn(SCHEMA.properties, property) ? [property, ...rest].join('.') : 'body'
    throw invalid(error.message, target)
  }
}

const trimmed = (body: unknown): unknown =>
  isObject(body) && typeof body.name === 'string' ? { ...body, name: body.name.trim() } : body

const invalid = (message: string, target: string): Problem =>
  new Problem('InvalidArgument', 'InvalidParameterValue', message, target)

const expiryIn = (seconds: number | undefined, now: number): Date | undefined =>
  seconds === undefined ? undefined : new Date(now + seconds * 1000)
