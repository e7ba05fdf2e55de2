/** The web hooks of the service: made, changed, deleted, and told what happens to entities. @module */
import { randomBytes, randomUUID } from 'node:crypto'
import { BASE_PATH, Problem, type Transaction } from '../platform/index.ts'
import type { EntityEvent, Platform } from '../resources/index.ts'
import { type CreateWebHookRequest, chosenEvents, type WebHookChanges } from './create-web-hook-request.ts'
import { DeliveryQueue, type QueueOptions } from './delivery-queue.ts'
import { CHALLENGE } from './delivery-store.ts'
import { EventLog } from './event-log.ts'
import { eventName, pascalCase, type WebHook } from './web-hook.ts'
import { webHookAnswer } from './web-hook-answer.ts'
import { WebHookStore } from './web-hook-store.ts'

export class WebHookService {
  readonly store: WebHookStore
  readonly queue: DeliveryQueue
  readonly allowPrivate: boolean
  readonly #database: Platform['database']
  readonly #happenings: EventLog

  constructor(platform: Platform, options: QueueOptions) {
    this.#database = platform.database
    this.store = new WebHookStore(platform.database)
    this.queue = new DeliveryQueue(platform, this.store, options)
    this.#happenings = new EventLog(platform.database)
    this.allowPrivate = platform.settings.allowPrivateUrls
    platform.events.listen((tx, event) => this.#tell(tx, event))
    // What a worker ends is told of by the service.
    platform.database.onOthersWrite(() => this.queue.wake())
  }

  /** Hook and challenge appear together. @param origin where the client reached the service */
  async create(input: CreateWebHookRequest, origin: string): Promise<WebHook> {
    const now = new Date()
    const hook: WebHook = {
      id: randomUUID(),
      ...input,
      origin,
      status: 'NotStarted',
      createdDateTime: now,
      lastActionDateTime: now
    }
    await this.#database.transaction(async (tx) => {
      await this.store.insert(tx, hook)
      await this.#challenge(tx, hook)
    })
    return hook
  }

  /** @throws Problem `NotFound` */
  require(id: string, tx?: Transaction): Promise<WebHook> {
    return this.store.require(id, tx)
  }

  /** Another address, and one whose challenge failed, are challenged anew; the hook is silent until the answer. */
  async change(id: string, changes: WebHookChanges, origin: string): Promise<WebHook> {
    return this.#database.transaction(async (tx) => {
      const before = await this.require(id, tx)
      const changed = changedHook(before, changes, origin)
      await this.store.replace(tx, changed)
      if (changed.lastActionDateTime !== before.lastActionDateTime) {
        await this.queue.store.removeChallenges(tx, changed.id)
        await this.#challenge(tx, changed)
      }
      return changed
    })
  }

  /** With it goes what was still to be sent. One that is not there is as good as deleted. */
  async delete(id: string): Promise<void> {
    await this.#database.transaction(async (tx) => {
      const hook = await this.store.find(id, tx)
      if (!hook) return
      await this.queue.store.removeAll(tx, hook.id)
      await this.store.remove(tx, hook.id)
    })
  }

  /** @throws Problem InvalidPrerequisite while the challenge is not answered */
  async ping(id: string): Promise<void> {
    await this.#database.transaction(async (tx) => {
      const hook = await this.#requireActive(id, tx)
      const body = JSON.stringify(webHookAnswer(hook, `${hook.origin}${BASE_PATH}/webhooks/${hook.id}`))
      await this.#send(tx, hook, 'ping', body)
    })
  }

  /**
   * Each event of the hook is told once more, of the entity it told of last. False when there is none.
   * @throws Problem InvalidPrerequisite while the challenge is not answered
   */
  async test(id: string): Promise<boolean> {
    return this.#database.transaction(async (tx) => {
      const hook = await this.#requireActive(id, tx)
      let any = false
      for (const event of hook.events) {
        const path = await this.#happenings.lastOf(event, tx)
        if (path === undefined) continue
        await this.#send(tx, hook, event, eventBody(hook, path, randomUUID()))
        any = true
      }
      return any
    })
  }

  async #tell(tx: Transaction, event: EntityEvent): Promise<void> {
    await this.#happenings.note(tx, event)
    const name = eventName(event)
    // One for all hooks and all tries: by it receivers know what they have seen.
    const invocation = randomUUID()
    for (const hook of await this.store.active(tx)) {
      if (!hook.events.includes(name)) continue
      await this.#send(tx, hook, name, eventBody(hook, event.path, invocation))
    }
  }

  async #challenge(tx: Transaction, hook: WebHook): Promise<void> {
    await this.queue.store.insert(tx, hook.id, CHALLENGE, randomBytes(24).toString('base64url'))
    this.queue.wake()
  }

  async #send(tx: Transaction, hook: WebHook, event: string, body: string): Promise<void> {
    await this.queue.store.insert(tx, hook.id, pascalCase(event), body)
    this.queue.wake()
  }

  async #requireActive(id: string, tx: Transaction): Promise<WebHook> {
    const hook = await this.require(id, tx)
    if (hook.status === 'Succeeded') return hook
    throw new Problem(
      'InvalidRequest',
      'InvalidPrerequisite',
      `The web hook ${hook.id} is ${hook.status}; it sends events when its receiver has answered the challenge and its status is Succeeded. PATCH its webUrl to start a new challenge.`,
      'id'
    )
  }
}

const eventBody = (hook: WebHook, path: string, invocationId: string): string =>
  JSON.stringify({ self: `${hook.origin}${BASE_PATH}/${path}`, invocationId })

function changedHook(before: WebHook, changes: WebHookChanges, origin: string): WebHook {
  const { displayName, webUrl, events } = changes
  const { id, createdDateTime, status, error } = before
  const changed = <T>(change: T | null | undefined, old: T | undefined): T | undefined =>
    change === undefined ? old : (change ?? undefined)
  const description = changed(changes.description, before.description)
  const customProperties = changed(changes.customProperties, before.customProperties)
  const secret = changed(changes.secret, before.secret)
  const restart = webUrl !== undefined && (webUrl !== before.webUrl || status === 'Failed')
  return {
    id,
    displayName: displayName ?? before.displayName,
    ...(description === undefined ? {} : { description }),
    webUrl: webUrl ?? before.webUrl,
    events: chosenEvents(before.events, events),
    ...(secret === undefined ? {} : { secret }),
    ...(customProperties === undefined ? {} : { customProperties }),
    origin: webUrl === undefined ? before.origin : origin,
    createdDateTime,
    ...(restart
      ? { status: 'NotStarted', lastActionDateTime: new Date() }
      : { status, lastActionDateTime: before.lastActionDateTime, ...(error ? { error } : {}) })
  }
}
