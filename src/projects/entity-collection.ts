/** The entities of another resource as a collection of projects. @module */
import type { FastifyRequest } from 'fastify'
import type { EntityColumns, EntityHead, EntityTable } from '../resources/index.ts'
import type { EntityAnswer, ProjectCollection } from './projects.ts'

export type CollectionParts<Entity extends EntityHead> = Pick<ProjectCollection, 'name' | 'filters'> &
  Readonly<{
    store: Pick<EntityTable<EntityColumns, Entity>, 'count' | 'list' | 'detach'>
    /** The entity in the contract's shape. */
    answer(request: FastifyRequest, entity: Entity): EntityAnswer | Promise<EntityAnswer>
  }>

export const entityCollection = <Entity extends EntityHead>({
  name,
  filters,
  store,
  answer
}: CollectionParts<Entity>): ProjectCollection => ({
  name,
  filters,
  count: (projectId) => store.count(projectId),
  list: async (projectId, paging, request) => {
    const { values, more } = await store.list(paging, projectId)
    return { values: await Promise.all(values.map((entity) => answer(request, entity))), more }
  },
  detach: (tx, projectId) => store.detach(tx, projectId)
})
