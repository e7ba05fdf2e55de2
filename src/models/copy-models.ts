/**
 * Models copied from one service to another. The target says beforehand that it will take one from that source; the
 * source then sends the bundle as one archive, in the background, to the target's door for them.
 * @module
 */
import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import {
  ContentUnavailable,
  type JobContext,
  JobRejected,
  Problem,
  secretOf,
  sendContent,
  timestamp,
  withoutFinalSlashes
} from '../platform/index.ts'
import { type Fields, isTerminal, type Platform, requestFields, workEndings } from '../resources/index.ts'
import { archiveOf } from './bundle-archive.ts'
import { type CopyAuthorization, type CopyOperation, CopyStore } from './copy-store.ts'
import { importModel } from './import-model.ts'
import type { Model } from './model.ts'
import { modelSchemas } from './model-schema.ts'
import type { ModelService } from './models.ts'

const JOB = 'models.copy'
const AUTHORIZED_MS = 24 * 3_600_000
/** Door of a target; whoever knows the authorization may bring one model. */
export const RECEIVE_PATH = '/model-copies'

/** The form of resource ids that clients check. */
const RESOURCE_ID =
  /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.CognitiveServices\/accounts\/[^/]+$/i

export class ModelCopies {
  readonly store: CopyStore
  readonly #platform: Platform
  readonly #models: ModelService
  readonly #acceptsKey: (key: string) => boolean

  constructor(platform: Platform, models: ModelService, acceptsKey: (key: string) => boolean) {
    this.#platform = platform
    this.#acceptsKey = acceptsKey
    this.#models = models
    this.store = new CopyStore(platform.database)
    platform.jobs.handle({
      kind: JOB,
      // It waits for another service more than it computes.
      onlyInService: true,
      run: (context) => this.#send(context),
      ...workEndings('copy', { fail: (id, error) => this.store.move(id, 'Failed', { error }), errorOf })
    })
    models.users.add(async (modelId, tx) =>
      (await this.store.isRunning(modelId, tx)) ? 'a copy that is still running' : undefined
    )
  }

  /** This service in the form of the ids of resources: the same for life, another for every service. */
  async resourceId(): Promise<string> {
    const name = (await secretOf(this.#platform.database, 'resource')).toString('hex').slice(0, 12)
    const subscription = '00000000-0000-0000-0000-000000000000'
    return `/subscriptions/${subscription}/resourceGroups/vernacular/providers/Microsoft.CognitiveServices/accounts/vernacular-${name}`
  }

  /** @param origin where the client reaches this service, and the source will too */
  async authorize(fields: Fields, origin: string): Promise<CopyAuthorization> {
    const sourceResourceId = requestFields(
      modelSchemas,
      'ModelCopyAuthorizationDefinition',
      fields
    ).sourceResourceId()
    if (!RESOURCE_ID.test(sourceResourceId)) {
      throw new Problem(
        'InvalidRequest',
        'InvalidSourceAzureResourceId',
        `sourceResourceId is ${JSON.stringify(sourceResourceId.slice(0, 200))}; expected the id of the resource that has the model, /subscriptions/…/resourceGroups/…/providers/Microsoft.CognitiveServices/accounts/…. That of this service is ${await this.resourceId()}.`,
        'sourceResourceId'
      )
    }
    const authorization = {
      targetResourceRegion: 'self-hosted',
      targetResourceId: await this.resourceId(),
      targetResourceEndpoint: origin,
      sourceResourceId,
      id: randomUUID(),
      // Answers show whole seconds, and a source must not find a later end than the target.
      expiresAt: Math.floor((Date.now() + AUTHORIZED_MS) / 1000) * 1000
    }
    await this.store.authorize(authorization)
    return authorization
  }

  /** Operation and job appear together. @throws Problem naming the field */
  async start(id: string, fields: Fields): Promise<CopyOperation> {
    const model = await this.#copyable(id)
    const now = new Date()
    const operation: CopyOperation = {
      id: randomUUID(),
      modelId: model.id,
      authorization: await this.#readAuthorization(fields),
      status: 'NotStarted',
      createdDateTime: now,
      lastActionDateTime: now
    }
    await this.#platform.database.transaction(async (tx) => {
      await this.#models.requireExisting(tx, model.id)
      await this.store.insert(tx, operation)
      await this.#platform.jobs.enqueue(tx, { kind: JOB, subject: operation.id })
    })
    return operation
  }

  /** @throws Problem InvalidSubscription for a key that does not open this service */
  async copyLocally(id: string, key: string): Promise<Model> {
    const model = await this.#copyable(id)
    if (!this.#acceptsKey(key)) {
      throw new Problem(
        'InvalidRequest',
        'InvalidSubscription',
        'targetSubscriptionKey belongs to another service. To copy a model there, request an authorization from it (POST /models:authorizecopy), and send that authorization to POST /models/{id}:copy here.',
        'targetSubscriptionKey'
      )
    }
    return importModel(this.#platform, this.#models, await archiveOf(this.#platform.files, model), {
      from: model
    })
  }

  async require(id: string): Promise<CopyOperation> {
    const operation = await this.store.find(id)
    if (operation) return operation
    throw new Problem('NotFound', undefined, `The copy operation ${id} does not exist.`, 'id')
  }

  async #copyable(id: string): Promise<Model> {
    if (this.#models.bases.find(id)) {
      throw new Problem(
        'InvalidRequest',
        'InvalidModel',
        `The model ${id} is a base model. Base models cannot be copied.`,
        'id'
      )
    }
    const model = await this.#models.require(id)
    if (model.status === 'Succeeded') return model
    throw new Problem(
      'InvalidRequest',
      'InvalidModel',
      `The model ${id} is ${model.status}; use a model whose status is Succeeded.`,
      'id'
    )
  }

  async #readAuthorization(fields: Fields): Promise<CopyAuthorization> {
    const parsed = requestFields(modelSchemas, 'ModelCopyAuthorization', fields)
    const expires = parsed.expirationDateTime()
    const authorization = {
      targetResourceRegion: parsed.targetResourceRegion(),
      targetResourceId: parsed.targetResourceId(),
      targetResourceEndpoint: parsed.targetResourceEndpoint(),
      sourceResourceId: parsed.sourceResourceId(),
      id: parsed.id(),
      expiresAt: expires.getTime()
    }
    const own = await this.resourceId()
    if (authorization.sourceResourceId.toLowerCase() !== own.toLowerCase()) {
      throw new Problem(
        'InvalidRequest',
        'InvalidSourceAzureResourceId',
        `The authorization is for the source ${authorization.sourceResourceId.slice(0, 200)}; this service is ${own}.`,
        'sourceResourceId'
      )
    }
    if (authorization.expiresAt > Date.now()) return authorization
    throw new Problem(
      'InvalidRequest',
      'ModelCopyAuthorizationExpired',
      `The authorization expired at ${timestamp(expires)}; request a new one from the target.`,
      'expirationDateTime'
    )
  }

  async #send({ subject, signal }: JobContext): Promise<void> {
    const operation = await this.store.find(subject)
    if (!operation || isTerminal(operation.status)) return
    await this.store.move(operation.id, 'Running')
    const { targetResourceEndpoint, id } = operation.authorization
    const model = await this.#models.require(operation.modelId)
    const archive = await archiveOf(this.#platform.files, model)
    // To itself a service needs no way over the network, which it may not even be allowed.
    const own = await this.store.authorization(id)
    if (own) {
      const copy = await this.receive(id, archive, model)
      await this.store.move(operation.id, 'Succeeded', {
        resultLink: `${withoutFinalSlashes(targetResourceEndpoint)}/speechtotext/v3.2/models/${copy.id}`
      })
      return
    }
    const address = `${withoutFinalSlashes(targetResourceEndpoint)}${RECEIVE_PATH}/${encodeURIComponent(id)}`
    const { status, text } = await sendContent(address, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/zip' },
      body: archive,
      allowPrivate: this.#platform.settings.allowPrivateUrls,
      timeoutMs: 300_000,
      signal
    })
      .catch((error: unknown) => {
        // What may pass is tried again; an address that may not be reached stays so.
        if (!(error instanceof ContentUnavailable) || error.code === 'unreachable') throw error
        throw new JobRejected('InternalCommunicationFailed', `${error.message}.`)
      })
      .finally(() => archive.destroy())
    const answer = bodyOf(text)
    if (status === 201 && typeof answer.self === 'string') {
      await this.store.move(operation.id, 'Succeeded', { resultLink: answer.self })
      return
    }
    const message = `The target answered ${status}: ${typeof answer.message === 'string' ? answer.message : text.slice(0, 200)}`
    if (status >= 500) throw new Error(message)
    throw new JobRejected(answer.innerError?.code ?? 'InvalidModel', message)
  }

  /**
   * Takes the model that an authorization was given for. Brought twice, because the answer to the first was lost, it is
   * taken once.
   * @param from the model, where it is one of this service
   * @throws Problem NotFound, ModelCopyAuthorizationExpired, InvalidModel, InvalidBaseModel
   */
  async receive(authorizationId: string, archive: Readable, from?: Model): Promise<Model> {
    const authorization = await this.store.authorization(authorizationId)
    if (!authorization) {
      throw new Problem(
        'NotFound',
        undefined,
        'This service did not issue that authorization to copy a model.',
        'id'
      )
    }
    const known =
      authorization.modelId === undefined ? undefined : await this.#models.store.find(authorization.modelId)
    if (known) {
      archive.resume()
      return known
    }
    if (authorization.expiresAt <= Date.now() || authorization.modelId !== undefined) {
      throw new Problem(
        'InvalidRequest',
        'ModelCopyAuthorizationExpired',
        'The authorization has expired or was used; request a new one from the target.',
        'id'
      )
    }
    return importModel(this.#platform, this.#models, archive, {
      ...(from === undefined ? {} : { from }),
      also: async (tx, model) => {
        if (await this.store.spend(tx, authorizationId, model.id)) return
        throw new Problem(
          'Conflict',
          'ModelExists',
          'Another copy was received under the same authorization.',
          'id'
        )
      }
    })
  }
}

type Answer = Readonly<{ self?: unknown; message?: unknown; innerError?: Readonly<{ code: string }> }>

function bodyOf(text: string): Answer {
  try {
    return (JSON.parse(text) ?? {}) as Answer
  } catch {
    return {}
  }
}

function errorOf(error: Error): Readonly<{ code: string; message: string }> | undefined {
  if (error instanceof Problem) return { code: error.inner ?? error.code, message: error.message }
  if (error instanceof ContentUnavailable)
    return { code: 'InternalCommunicationFailed', message: `${error.message}.` }
  return undefined
}
