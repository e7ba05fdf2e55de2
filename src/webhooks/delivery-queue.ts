/** Sends what waits for the web hooks: each hook one delivery at a time, failed ones again and later each time. @module */
import { setTimeout as pause } from 'node:timers/promises'
import { type Database, Rounds, type Transaction } from '../platform/index.ts'
import type { Platform } from '../resources/index.ts'
import { deliver, type Outcome, type Sending } from './deliver.ts'
import { CHALLENGE, type Delivery, DeliveryStore } from './delivery-store.ts'
import type { WebHookStore } from './web-hook-store.ts'

export type QueueOptions = Readonly<{
  /** For one try. Default 30 s. */
  timeoutMs?: number
  /** Before the second try; trebled from try to try, up to an hour. Default 1 s. */
  backOffMs?: number
}>

/** Hooks at once: a receiver that holds its connection open costs its own hook only. */
const MAX_HOOKS = 16
/** A receiver that is started together with its web hook gets this many tries to answer. */
const MAX_CHALLENGES = 3
const GIVE_UP_MS = 24 * 3_600_000
const MAX_BACK_OFF_MS = 3_600_000
/** After an error of the database itself, a full disk for example. */
const STORE_AGAIN_MS = 5000

/**
 * A delivery stays in the database until its receiver has answered: after a crash it is sent again, so receivers see
 * each event at least once.
 */
export class DeliveryQueue {
  readonly store: DeliveryStore
  readonly #hooks: WebHookStore
  readonly #database: Database
  readonly #log: Platform['log']
  readonly #sending: Sending
  readonly #backOffMs: number
  readonly #stopping = new AbortController()
  /** By hook. */
  readonly #atWork = new Map<string, Promise<void>>()
  #started = false
  readonly #filling = new Rounds({
    round: () => this.#fill(),
    failed: (error) => {
      this.#log.error({ error }, 'could not read the web hook deliveries')
      this.#wakeAfter(STORE_AGAIN_MS)
    },
    isWorking: () => this.#working
  })
  #alarm: NodeJS.Timeout | undefined

  constructor(
    platform: Platform,
    hooks: WebHookStore,
    { timeoutMs = 30_000, backOffMs = 1000 }: QueueOptions
  ) {
    this.store = new DeliveryStore(platform.database)
    this.#hooks = hooks
    this.#database = platform.database
    this.#log = platform.log
    this.#sending = {
      allowPrivate: platform.settings.allowPrivateUrls,
      timeoutMs,
      signal: this.#stopping.signal
    }
    this.#backOffMs = backOffMs
  }

  start(): void {
    this.#started = true
    this.wake()
  }

  /** What is on its way is broken off, and sent again at the next start. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    clearTimeout(this.#alarm)
    await this.#filling.ended()
    await Promise.all(this.#atWork.values())
  }

  /** There may be something to send. Within a transaction too: the look at the table waits for its end. */
  wake(): void {
    this.#filling.request()
  }

  get #working(): boolean {
    return this.#started && !this.#stopping.signal.aborted
  }

  #wakeAfter(wait: number): void {
    clearTimeout(this.#alarm)
    const delayMs = Math.min(MAX_BACK_OFF_MS, Math.max(1, wait))
    if (this.#working) this.#alarm = setTimeout(() => this.wake(), delayMs).unref()
  }

  async #fill(): Promise<void> {
    while (this.#working && this.#atWork.size < MAX_HOOKS) {
      const next = await this.store.next([...this.#atWork.keys()])
      if (!next) return
      const wait = next.dueAt - Date.now()
      if (wait > 0) return this.#wakeAfter(wait)
      const { delivery } = next
      const work = this.#send(delivery).finally(() => {
        this.#atWork.delete(delivery.hookId)
        this.wake()
      })
      this.#atWork.set(delivery.hookId, work)
    }
  }

  /** Never rejects. */
  async #send(delivery: Delivery): Promise<void> {
    try {
      const outcome = await deliver(delivery, this.#sending)
      await this.#settle(delivery, outcome)
    } catch (error) {
      if (this.#stopping.signal.aborted) return
      this.#log.error(
        { error, webHook: delivery.hookId },
        'could not record the outcome of a web hook delivery'
      )
      await pause(STORE_AGAIN_MS, undefined, { signal: this.#stopping.signal, ref: false }).catch(() => {})
    }
  }

  /** What came of a try is stored in one piece, so that no crash leaves half of it. */
  async #settle(delivery: Delivery, outcome: Outcome): Promise<void> {
    if (outcome.kind === 'taken') {
      await this.#database.transaction((tx) => this.#taken(tx, delivery))
      return
    }
    const { hookId, event, attempts } = delivery
    const { message } = outcome
    this.#log.warn(
      { webHook: hookId, event, attempts: attempts + 1, reason: message },
      'a web hook did not accept an event'
    )
    const last = outcome.kind === 'refused' || this.#isLastTry(delivery)
    await this.#database.transaction(async (tx) => {
      if (last) await this.#givenUp(tx, delivery, message)
      else await this.#putOff(tx, delivery, message, outcome.silent)
    })
  }

  async #taken(tx: Transaction, { sequence, hookId, event }: Delivery): Promise<void> {
    // Gone already: the hook was given another address, or deleted, while this was on its way.
    if (!(await this.store.remove(tx, sequence))) return
    if (event === CHALLENGE) await this.#hooks.settle(tx, hookId)
    else if (!(await this.#hooks.clearError(tx, hookId))) return
    // It is well again: what waits need not wait out its back-off.
    await this.store.bringForward(tx, hookId)
  }

  async #givenUp(tx: Transaction, { sequence, hookId, event }: Delivery, message: string): Promise<void> {
    if (!(await this.store.remove(tx, sequence))) return
    if (event === CHALLENGE) {
      await this.#hooks.settle(tx, hookId, { code: 'InvalidCallbackUri', message })
    } else {
      const error = {
        code: 'DeliveryFailed',
        message: `${message} The service stopped retrying after 24 hours.`
      }
      await this.#hooks.setError(tx, hookId, error)
    }
  }

  async #putOff(tx: Transaction, delivery: Delivery, message: string, silent: boolean): Promise<void> {
    const { hookId, event, attempts } = delivery
    const until = Date.now() + Math.min(MAX_BACK_OFF_MS, this.#backOffMs * 3 ** attempts)
    if (!(await this.store.putOff(tx, delivery, until)) || event === CHALLENGE) return
    const error = { code: 'DeliveryFailed', message: `${message} The service retries for 24 hours.` }
    await this.#hooks.setError(tx, hookId, error)
    if (silent) await this.store.putOffAll(tx, hookId, until)
  }

  #isLastTry({ event, attempts, createdAt }: Delivery): boolean {
    return event === CHALLENGE ? attempts + 1 >= MAX_CHALLENGES : Date.now() - createdAt >= GIVE_UP_MS
  }
}
