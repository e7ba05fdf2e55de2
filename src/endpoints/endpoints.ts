/** The endpoints of the service: deployed, moved to another model, deleted, and asked who answers. @module */
import { randomUUID } from 'node:crypto'
import type { Models } from '../models/index.ts'
import {
  CANCELLED,
  type EntityChanges,
  isTerminal,
  type JobContext,
  JobRejected,
  type Platform,
  Problem
} from '../platform/index.ts'
import type { Projects } from '../projects/index.ts'
import { type Engine, EngineDied, ModelUnusable, type RecognitionModel } from '../recognizers/index.ts'
import { warmUp } from './deploy.ts'
import type { Endpoint } from './endpoint.ts'
import type { EndpointDraft } from './endpoint-draft.ts'
import { EndpointStore } from './endpoint-store.ts'

export type EndpointsParts = Readonly<{
  projects: Projects
  models: Models
  engine: Engine
  locales: readonly string[]
}>

const JOB = 'endpoints.deploy'

export class EndpointService {
  readonly store: EndpointStore
  readonly parts: EndpointsParts
  readonly #platform: Platform

  constructor(platform: Platform, parts: EndpointsParts) {
    this.#platform = platform
    this.parts = parts
    this.store = new EndpointStore(platform)
    const fail = async (id: string, code: string, message: string): Promise<void> => {
      await this.store.move(id, 'Failed', { code, message })
    }
    platform.jobs.handle({
      kind: JOB,
      run: (context) => this.#deploy(context),
      failed: (id, error) => {
        if (error instanceof JobRejected) return fail(id, error.code, error.message)
        if (error instanceof EngineDied) {
          return fail(id, 'ModelNotDeployable', `The model could not be loaded: ${error.message}`)
        }
        return fail(
          id,
          'InternalServerError',
          'The deployment stopped at an internal error, which the log of the service names.'
        )
      },
      cancelled: (id) => fail(id, CANCELLED, 'The deployment was cancelled.')
    })
  }

  /** Entity and deployment appear together. @throws Problem naming the field */
  async create({ model, ...draft }: EndpointDraft): Promise<Endpoint> {
    await this.parts.projects.check(draft.projectId, draft.locale)
    const now = new Date()
    const endpoint: Endpoint = {
      id: randomUUID(),
      ...draft,
      modelId: await this.#modelOf(model, draft.locale),
      status: 'NotStarted',
      createdDateTime: now,
      lastActionDateTime: now
    }
    await this.#platform.database.transaction(async (within) => {
      await this.parts.projects.hold(within, endpoint.projectId)
      await this.parts.models.hold(within, endpoint.modelId)
      await this.store.insert(within, endpoint)
      await this.#platform.jobs.enqueue(within, { kind: JOB, subject: endpoint.id })
    })
    return endpoint
  }

  async require(id: string): Promise<Endpoint> {
    const endpoint = await this.store.find(id)
    if (endpoint) return endpoint
    throw new Problem('NotFound', undefined, `The endpoint ${id} does not exist.`, 'id')
  }

  /** @param model as the client wrote it; absent leaves the model alone */
  async change(endpoint: Endpoint, changes: EntityChanges, model: unknown): Promise<Endpoint> {
    await this.parts.projects.check(changes.projectId, endpoint.locale)
    const modelId = model == null ? undefined : await this.#modelOf(model, endpoint.locale)
    // A refused model changes nothing else either. One whose deployment failed may be tried again.
    const again = modelId !== endpoint.modelId || endpoint.status === 'Failed'
    if (modelId !== undefined && again) await this.#redeploy(endpoint, modelId)
    await this.store.change(endpoint.id, changes)
    return this.require(endpoint.id)
  }

  /** One that is not there is as good as deleted. */
  async delete(id: string): Promise<void> {
    const endpoint = await this.store.find(id)
    if (!endpoint) return
    if (!isTerminal(endpoint.status)) {
      throw new Problem(
        'Conflict',
        'DeleteNotAllowed',
        `The endpoint ${id} is ${endpoint.status}; it can be deleted once it is Succeeded or Failed.`
      )
    }
    await this.#platform.database.transaction((within) => this.store.remove(within, endpoint.id))
  }

  /** Back to NotStarted and a new deployment, together; while one is under way a second is refused. */
  async #redeploy(endpoint: Endpoint, modelId: string): Promise<void> {
    const started = await this.#platform.database.transaction(async (within) => {
      await this.parts.models.hold(within, modelId)
      if (!(await this.store.redeploy(within, endpoint.id, modelId))) return false
      await this.#platform.jobs.enqueue(within, { kind: JOB, subject: endpoint.id })
      return true
    })
    if (started) return
    throw new Problem(
      'Conflict',
      'EndpointNotUpdatable',
      `The endpoint ${endpoint.id} is ${endpoint.status}; its model can be changed once it is Succeeded or Failed.`
    )
  }

  async #modelOf(reference: unknown, locale: string): Promise<string> {
    if (reference !== undefined) return this.parts.models.usable(reference, 'model', locale)
    const base = this.parts.models.defaultBase(locale)
    if (base) return base.id
    throw new Problem('InvalidRequest', 'InvalidLocale', `There is no base model for ${locale}.`, 'locale')
  }

  async #deploy({ subject: id, signal }: JobContext): Promise<void> {
    const endpoint = await this.store.find(id)
    if (!endpoint || isTerminal(endpoint.status)) return
    if (endpoint.status === 'NotStarted') await this.store.move(id, 'Running')
    await warmUp(this.parts.engine, await this.#bundle(endpoint.modelId), signal)
    await this.store.serve(id, endpoint.modelId)
  }

  async #bundle(modelId: string): Promise<RecognitionModel> {
    try {
      return await this.parts.models.recognitionModel(modelId)
    } catch (error) {
      if (error instanceof ModelUnusable) throw new JobRejected('ModelNotDeployable', error.message)
      // It was deleted meanwhile.
      if (error instanceof Problem) throw new JobRejected(error.inner ?? 'InvalidModel', error.message)
      throw error
    }
  }
}
