/** REST operations of the catalog and of installations. @module */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { timestamp, withRetryAfter } from '../platform/index.ts'
import { bytesOf, bytesRoute, type Progress, selfLink } from '../resources/index.ts'
import type { BaseModelAnswers } from './base-model-schema.ts'
import type { CatalogModel } from './catalog-model.ts'
import { MAX_DOWNLOAD_BYTES } from './install-base-model.ts'
import { parseInstallRequest, parseUploadRequest } from './install-request.ts'
import type { Installation } from './installation-store.ts'
import type { Installations } from './installations.ts'

type WithId = { Params: { id: string } }
type WithUpload = { Querystring: Record<string, unknown> }
type WithSearch = { Querystring: { search?: string | string[]; language?: string | string[] } }
const OPERATIONS = 'operations/models/install'

export type BaseModelRoutesParts = Readonly<{
  installations: Installations
  /** The id that a base model has in this service. */
  idOf: (name: string) => string
  remove: (id: string) => Promise<void>
}>

export function baseModelRoutes(
  app: FastifyInstance,
  { installations, idOf, remove }: BaseModelRoutesParts
): void {
  const answer = async (
    request: FastifyRequest,
    installation: Installation
  ): Promise<BaseModelAnswers['BaseModelInstallation']> =>
    installationAnswer(request, installation, await installations.progress(installation), idOf)

  app.get<WithSearch>('/models/base::catalog', ({ query: { search, language } }) => ({
    values: installations
      .search({ text: [search ?? ''].flat().join(' '), language: [language].flat()[0] })
      .map((model) => catalogAnswer(model, installations.isInstalled(model.name)))
  }))

  app.post('/models/base::install', async (request, reply) => {
    const installation = await installations.start(parseInstallRequest(request.body))
    withRetryAfter(reply, installation)
    return reply
      .code(202)
      .header('Operation-Location', selfLink(request, `${OPERATIONS}/${installation.id}`))
      .send(await answer(request, installation))
  })

  bytesRoute(app, (scope) =>
    scope.post<WithUpload>(
      '/models/base::import',
      { bodyLimit: MAX_DOWNLOAD_BYTES },
      async (request, reply) => {
        const upload = parseUploadRequest(request.query)
        const installation = await installations.startUpload(
          upload,
          bytesOf(request, 'an archive of ONNX files')
        )
        return reply
          .code(202)
          .header('Operation-Location', selfLink(request, `${OPERATIONS}/${installation.id}`))
          .send(await answer(request, installation))
      }
    )
  )

  app.get(`/${OPERATIONS}`, async (request) => ({
    values: await Promise.all((await installations.list()).map((one) => answer(request, one)))
  }))

  app.get<WithId>(`/${OPERATIONS}/:id(^[^:/]+)`, async (request, reply) => {
    const installation = await installations.require(request.params.id)
    withRetryAfter(reply, installation)
    return answer(request, installation)
  })

  app.post<WithId>(`/${OPERATIONS}/:id(^[^:/]+)::cancel`, async (request) =>
    answer(request, await installations.cancel(request.params.id))
  )

  app.delete<WithId>('/models/base/:id(^[^:/]+)', async (request, reply) => {
    await remove(request.params.id)
    return reply.code(204).send()
  })
}

const catalogAnswer = (
  { source: _source, ...model }: CatalogModel,
  installed: boolean
): BaseModelAnswers['CatalogModel'] => ({
  ...model,
  locales: [...model.locales],
  published: [...model.published],
  installed
})

const installationAnswer = (
  request: FastifyRequest,
  { id, source, status, error, createdDateTime, lastActionDateTime }: Installation,
  progress: Progress,
  idOf: (name: string) => string
): BaseModelAnswers['BaseModelInstallation'] => ({
  id,
  self: selfLink(request, `${OPERATIONS}/${id}`),
  name: source.name,
  locale: source.locale,
  title: source.title,
  ...(source.license === undefined ? {} : { license: source.license }),
  ...progress,
  ...(status === 'Succeeded'
    ? { baseModel: { self: selfLink(request, `models/base/${idOf(source.name)}`) } }
    : {}),
  ...(error === undefined ? {} : { error }),
  status,
  createdDateTime: timestamp(createdDateTime),
  lastActionDateTime: timestamp(lastActionDateTime)
})
