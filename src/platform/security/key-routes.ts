/** Operations on access keys: another is made before the old one is withdrawn, so that nobody is ever locked out. @module */
import type { FastifyInstance } from 'fastify'
import { timestamp } from '../http/iso-duration.ts'
import { Problem } from '../http/problem.ts'
import type { AccessKeys, ListedKey } from './access-keys.ts'

const KEY_HEADER = 'ocp-apim-subscription-key'

const keyAnswer = ({ id, createdDateTime }: ListedKey) => ({
  id,
  createdDateTime: timestamp(createdDateTime)
})

export function keyRoutes(app: FastifyInstance, keys: AccessKeys): void {
  app.get('/keys', async ({ headers }) => {
    const own = keys.idOf(headers[KEY_HEADER])
    return { values: keys.list().map((key) => ({ ...keyAnswer(key), current: key.id === own })) }
  })

  app.post('/keys', async (_request, reply) => {
    const { key, ...made } = await keys.make()
    return reply.code(201).send({ ...keyAnswer(made), key })
  })

  app.delete<{ Params: { id: string } }>('/keys/:id', async ({ params: { id } }, reply) => {
    const done = await keys.withdraw(id)
    if (done === 'last') {
      throw new Problem(
        'Conflict',
        'DeleteNotAllowed',
        `The key ${id} is the only one; make another first by POST /keys, else nobody could come in.`,
        'id'
      )
    }
    if (done === 'unknown') throw new Problem('NotFound', undefined, `There is no key ${id}.`, 'id')
    return reply.code(204).send()
  })
}
