/** REST operations of projects and of what belongs to them. @module */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { timestamp, withRetryAfter } from '../platform/index.ts'
import {
  entityChanges,
  localeOf,
  objectOf,
  page,
  readAll,
  readPaging,
  rejectChange,
  requestFields,
  selfLink
} from '../resources/index.ts'
import type { Project } from './project.ts'
import { type ProjectAnswers, projectSchemas } from './project-schema.ts'
import { projectFilters } from './project-store.ts'
import type { ProjectService } from './projects.ts'

type WithId = { Params: { id: string } }
const NAMES = ['datasets', 'models', 'evaluations', 'endpoints', 'transcriptions'] as const

/** Each collection's count under the contract's name. */
const COUNTS = {
  datasets: 'datasetCount',
  models: 'modelCount',
  evaluations: 'evaluationCount',
  endpoints: 'endpointCount',
  transcriptions: 'transcriptionCount'
} as const

export function projectRoutes(app: FastifyInstance, service: ProjectService): void {
  app.post('/projects', async (request, reply) => {
    const fields = objectOf(request.body, 'The body', '')
    const parsed = requestFields(projectSchemas, 'Project', fields)
    const { description, customProperties, ...required } = readAll({
      displayName: parsed.displayName,
      description: parsed.description,
      locale: () => localeOf(parsed.locale(), service.locales),
      customProperties: parsed.customProperties
    })
    const project = await service.create({
      ...required,
      ...(description === undefined ? {} : { description }),
      ...(customProperties === undefined ? {} : { customProperties })
    })
    return reply
      .code(201)
      .header('Location', selfLink(request, `projects/${project.id}`))
      .send(await projectAnswer(request, service, project))
  })

  app.get('/projects', async (request) => {
    const paging = readPaging(request.query, projectFilters)
    const { values, more } = await service.store.list(paging)
    const answers = values.map((project) => projectAnswer(request, service, project))
    return page(request, paging, { values: await Promise.all(answers), more })
  })

  app.get('/projects/locales', () => service.locales)

  app.get<WithId>('/projects/:id(^[^:/]+)', async (request) =>
    projectAnswer(request, service, await service.require(request.params.id))
  )

  app.patch<WithId>('/projects/:id(^[^:/]+)', async (request) => {
    const project = await service.require(request.params.id)
    const fields = objectOf(request.body, 'The body', '')
    rejectChange(fields, 'a project', ['locale'], project)
    await service.change(
      project.id,
      entityChanges(fields, requestFields(projectSchemas, 'ProjectUpdate', fields))
    )
    return projectAnswer(request, service, await service.require(project.id))
  })

  app.delete<WithId>('/projects/:id(^[^:/]+)', async (request, reply) => {
    await service.delete(request.params.id)
    return reply.code(204).send()
  })

  app.get<{ Params: { id: string; collection: string } }>(
    `/projects/:id(^[^:/]+)/:collection(^(?:${NAMES.join('|')})$)`,
    async (request, reply) => {
      const project = await service.require(request.params.id)
      const collection = service.collections.find(({ name }) => name === request.params.collection)
      if (!collection) return { values: [] }
      const paging = readPaging(request.query, collection.filters)
      const listing = await collection.list(project.id, paging, request)
      withRetryAfter(reply, ...listing.values)
      return page(request, paging, listing)
    }
  )
}

async function projectAnswer(
  request: FastifyRequest,
  service: ProjectService,
  project: Project
): Promise<ProjectAnswers['Project']> {
  const self = selfLink(request, `projects/${project.id}`)
  const counted = await Promise.all(
    service.collections.map(async ({ name, count }) => [COUNTS[name], await count(project.id)])
  )
  return {
    self,
    displayName: project.displayName,
    ...(project.description === undefined ? {} : { description: project.description }),
    locale: project.locale,
    ...(project.customProperties === undefined ? {} : { customProperties: project.customProperties }),
    links: Object.fromEntries(NAMES.map((name) => [name, `${self}/${name}`])),
    properties: {
      ...Object.fromEntries(NAMES.map((name) => [COUNTS[name], 0])),
      ...Object.fromEntries(counted)
    },
    createdDateTime: timestamp(project.createdDateTime)
  }
}
