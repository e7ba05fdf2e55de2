/** The endpoints of the service: deployed, moved to another model, deleted, and asked who answers. @module */
import { randomUUID } from 'node:crypto'
import type { Models } from '../models/index.ts'
import { type JobContext, JobRejected, Problem, type Transaction } from '../platform/index.ts'
import type { Projects } from '../projects/index.ts'
import { type Engine, EngineDied, ModelUnusable, type RecognitionModel } from '../recognizers/index.ts'
import { assertDeletable, type EntityChanges, type Platform, workEndings } from '../resources/index.ts'
import type { CreateEndpointRequest } from './create-endpoint-request.ts'
import { warmUp } from './deploy.ts'
import type { Endpoint } from './endpoint.ts'
import { EndpointLogs } from './endpoint-logs.ts'
import { EndpointStore } from './endpoint-store.ts'
import { EndpointTraffic } from './endpoint-traffic.ts'
import type { LogScope } from './log-routes.ts'
import { ModelHistory } from './model-history.ts'

export type EndpointsParts = Readonly<{
  projects: Projects
  models: Models
  engine: Engine
  locales: readonly string[]
  /** Milliseconds since 1970. */
  now?: () => number
}>

const JOB = 'endpoints.deploy'
const EXPIRY_JOB = 'endpoints.expire'

export class EndpointService {
  readonly store: EndpointStore
  readonly logs: EndpointLogs
  readonly history: ModelHistory
  readonly traffic: EndpointTraffic
  readonly parts: EndpointsParts
  readonly #platform: Platform

  constructor(platform: Platform, parts: EndpointsParts) {
    this.#platform = platform
    this.parts = parts
    this.store = new EndpointStore(platform)
    this.logs = new EndpointLogs(platform)
    this.history = new ModelHistory(platform.database)
    this.traffic = new EndpointTraffic(platform, parts.now)
    platform.jobs.handle({
      kind: JOB,
      // The model is loaded where it will answer.
      onlyInService: true,
      run: (context) => this.#deploy(context),
      ...workEndings('deployment', {
        fail: (id, error) => this.#fail(id, error),
        errorOf: (error) =>
          error instanceof EngineDied
            ? { code: 'ModelNotDeployable', message: `The model could not be loaded: ${error.message}` }
            : undefined
      })
    })
    platform.jobs.handle({
      kind: EXPIRY_JOB,
      // Traffic that is counted and not written yet goes with it.
      onlyInService: true,
      run: ({ subject }) => this.#remove(subject.slice(EXPIRY_JOB.length + 1)),
      failed: async (subject, error) =>
        platform.log.error({ error, subject }, 'could not expire an endpoint'),
      cancelled: async () => undefined
    })
    // Endpoints with a text of their own wait for the training of their model.
    platform.events.listen(async (tx, { entity, type, path }) => {
      if (entity !== 'model' || type !== 'Completion') return
      for (const id of await this.store.waitingFor(path.slice('models/'.length), tx)) {
        await platform.jobs.enqueue(tx, { kind: JOB, subject: id })
      }
    })
  }

  /** Entity and deployment appear together. @throws Problem naming the field */
  async create({ model, text, ...input }: CreateEndpointRequest): Promise<Endpoint> {
    const { projects, models } = this.parts
    await projects.check(input.projectId, input.locale)
    const { database, jobs, mail } = this.#platform
    const address = mail.addressOf(input.email, 'properties.email')
    const chosen = await this.#modelOf(model, input.locale)
    const modelId = text === undefined ? chosen : await models.adaptToText(chosen, text, input)
    const now = new Date()
    const endpoint: Endpoint = {
      id: randomUUID(),
      ...input,
      ...(text === undefined ? {} : { text }),
      modelId,
      paused: false,
      status: 'NotStarted',
      createdDateTime: now,
      lastActionDateTime: now
    }
    await database.transaction(async (tx) => {
      await projects.requireExisting(tx, endpoint.projectId)
      await models.requireExisting(tx, endpoint.modelId)
      await this.store.insert(tx, endpoint)
      await mail.expect(tx, `endpoints/${endpoint.id}`, address)
      // The training may have ended already: then nobody would tell.
      if (await models.settled(tx, modelId)) {
        await jobs.enqueue(tx, { kind: JOB, subject: endpoint.id })
      }
    })
    return endpoint
  }

  /** @throws Problem `NotFound` */
  require(id: string): Promise<Endpoint> {
    return this.store.require(id)
  }

  /** @param wanted the model as the client wrote it; what is absent is left alone */
  async change(
    endpoint: Endpoint,
    changes: EntityChanges,
    { model, loggingEnabled }: Readonly<{ model: unknown; loggingEnabled: boolean | undefined }>
  ): Promise<Endpoint> {
    const { projects } = this.parts
    // Before the model is changed: a project that does not fit changes nothing.
    await projects.check(changes.projectId, endpoint.locale)
    const modelId = model == null ? undefined : await this.#modelOf(model, endpoint.locale)
    // A refused model changes nothing else either. One whose deployment failed may be tried again.
    const again = modelId !== endpoint.modelId || endpoint.status === 'Failed'
    if (modelId !== undefined && again) await this.#redeploy(endpoint, modelId)
    await projects.changeEntity(this.store, endpoint, changes)
    if (loggingEnabled !== undefined) await this.store.setLogging(endpoint.id, loggingEnabled)
    return this.require(endpoint.id)
  }

  /** Calls that are under way go on to their end. */
  async setPaused(id: string, paused: boolean): Promise<Endpoint> {
    const endpoint = await this.require(id)
    await this.store.setPaused(endpoint.id, paused)
    return this.require(id)
  }

  /**
   * Back to the model that it served before the one that it is to serve now; after a change that failed, back to the
   * one that has been answering all along.
   * @throws Problem NotFound, Conflict where there is none to go back to
   */
  async rollback(id: string): Promise<Endpoint> {
    const endpoint = await this.require(id)
    for (const { modelId } of await this.history.of(endpoint.id)) {
      if (modelId === endpoint.modelId) continue
      const known = await this.parts.models.get(modelId)
      if (known?.status !== 'Succeeded' || known.expired) continue
      await this.#redeploy(endpoint, modelId)
      return this.require(id)
    }
    throw new Problem(
      'Conflict',
      'EndpointNotUpdatable',
      `The endpoint ${id} has no earlier model that still exists, so it cannot be rolled back.`
    )
  }

  /** Where its sessions are kept. @throws Problem EndpointWithoutLogging when it keeps none and never did */
  async logScope(endpoint: Endpoint): Promise<LogScope> {
    const scope = { scope: endpoint.id, path: `endpoints/${endpoint.id}` }
    if (endpoint.loggingEnabled || (await this.logs.list(endpoint.id, 1)).length > 0) return scope
    throw new Problem(
      'InvalidRequest',
      'EndpointWithoutLogging',
      `The endpoint ${endpoint.id} has no logs: logging is off. To turn it on, PATCH the endpoint with {"properties": {"contentLoggingEnabled": true}}.`,
      'id'
    )
  }

  /** One that is not there is as good as deleted. */
  async delete(id: string): Promise<void> {
    const endpoint = await this.store.find(id)
    if (!endpoint) return
    assertDeletable('endpoint', endpoint)
    await this.#remove(endpoint.id)
  }

  async #remove(id: string): Promise<void> {
    await this.#platform.database.transaction(async (tx) => {
      await this.store.remove(tx, id)
      await this.logs.forget(tx, id)
      await this.history.forget(tx, id)
      await this.traffic.forget(tx, id)
    })
    await this.logs.removeFiles(id)
  }

  /** Its time to live begins when the deployment has ended, however it ended. */
  async #scheduleExpiry(tx: Transaction, { id, timeToLive }: Endpoint): Promise<void> {
    if (timeToLive === undefined) return
    const notBefore = new Date(Date.now() + timeToLive)
    await this.#platform.jobs.enqueue(tx, { kind: EXPIRY_JOB, subject: `${EXPIRY_JOB}:${id}`, notBefore })
  }

  async #fail(id: string, error: NonNullable<Endpoint['error']>): Promise<void> {
    await this.#platform.database.transaction(async (tx) => {
      const endpoint = await this.store.find(id, tx)
      if (endpoint && (await this.store.move(id, 'Failed', { error }, tx)))
        await this.#scheduleExpiry(tx, endpoint)
    })
  }

  /** Back to NotStarted and a new deployment, together; while one is under way a second is refused. */
  async #redeploy(endpoint: Endpoint, modelId: string): Promise<void> {
    const started = await this.#platform.database.transaction(async (tx) => {
      await this.parts.models.requireExisting(tx, modelId)
      if (!(await this.store.redeploy(tx, endpoint.id, modelId))) return false
      await this.#platform.jobs.enqueue(tx, { kind: JOB, subject: endpoint.id })
      return true
    })
    if (started) return
    throw new Problem(
      'Conflict',
      'EndpointNotUpdatable',
      `The endpoint ${endpoint.id} is ${endpoint.status}. You can change its model when its status is Succeeded or Failed.`
    )
  }

  async #modelOf(reference: unknown, locale: string): Promise<string> {
    if (reference !== undefined) return this.parts.models.usable(reference, 'model', locale)
    const base = this.parts.models.defaultBase(locale)
    if (base) return base.id
    throw new Problem('InvalidRequest', 'InvalidLocale', `There is no base model for ${locale}.`, 'locale')
  }

  async #deploy({ subject: id, signal }: JobContext): Promise<void> {
    const endpoint = await this.store.begin(id)
    if (!endpoint) return
    const { modelId } = endpoint
    await warmUp(this.parts.engine, await this.#bundle(modelId), signal)
    const displayName = (await this.parts.models.get(modelId))?.displayName ?? ''
    await this.#platform.database.transaction(async (tx) => {
      if (!(await this.store.serve(id, modelId, tx))) return
      // Tried again after a failure, it has been serving all along.
      if (modelId !== endpoint.servingModelId)
        await this.history.add(tx, id, { modelId, displayName, since: new Date() })
      await this.#scheduleExpiry(tx, endpoint)
    })
  }

  async #bundle(modelId: string): Promise<RecognitionModel> {
    try {
      return await this.parts.models.recognitionModel(modelId)
    } catch (error) {
      if (error instanceof ModelUnusable) throw new JobRejected('ModelNotDeployable', error.message)
      // It was deleted in the meantime.
      if (error instanceof Problem) throw new JobRejected(error.inner ?? 'InvalidModel', error.message)
      throw error
    }
  }
}
