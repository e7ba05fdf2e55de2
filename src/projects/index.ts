/** Projects: what other folders may know of them. @module */
import type { FastifyInstance } from 'fastify'
import type { Transaction } from '../platform/index.ts'
import type { Platform } from '../resources/index.ts'
import type { Project } from './project.ts'
import { projectRoutes } from './project-routes.ts'
import { type ProjectCollection, ProjectService, type ProjectsParts } from './projects.ts'

export { entityCollection } from './entity-collection.ts'
export type { Project } from './project.ts'
export { projectsApi } from './project-operations.ts'
export { projectMigrations } from './project-store.ts'
export type { ProjectCollection, ProjectsParts } from './projects.ts'

export type Projects = Readonly<{
  get(id: string): Promise<Project | undefined>
  /** Throws a Problem when an entity of that locale cannot belong to the project; no project at all is fine. */
  check(projectId: string | null | undefined, locale: string): Promise<void>
  /** Changes an entity of another resource, and with it its project; throws as `check` does. */
  changeEntity: ProjectService['changeEntity']
  /** In the transaction that will refer to it: throws a Problem when it was deleted since it was checked. */
  requireExisting(tx: Transaction, projectId: string | null | undefined): Promise<void>
  /** A noun whose entities belong to projects says how they are counted, listed and detached. */
  addCollection(collection: ProjectCollection): void
  /** A project as the record of one of its entities, for `restore`; undefined without a project. */
  record(id: string | undefined): Promise<Readonly<Record<string, unknown>> | undefined>
  /** Makes the project of a record again where it is missing; returns its id, none when the record has none. */
  restore(tx: Transaction, record: unknown): Promise<string | undefined>
  routes(app: FastifyInstance): void
}>

export function createProjects(platform: Platform, parts: ProjectsParts): Projects {
  const service = new ProjectService(platform, parts)
  return {
    get: (id) => service.store.find(id),
    check: (projectId, locale) => service.check(projectId, locale),
    changeEntity: (store, entity, changes) => service.changeEntity(store, entity, changes),
    requireExisting: (tx, projectId) => service.requireExisting(tx, projectId),
    record: (id) => service.record(id),
    restore: (tx, record) => service.restore(tx, record),
    addCollection: (collection) => service.addCollection(collection),
    routes: (app) => projectRoutes(app, service)
  }
}
