import type { Transaction } from '../platform/index.ts'
/** What happens to entities, told inside the transaction that makes it so. @module */

/** `dataset`, `model`: each resource names its own. */
export type EntityKind = string
/** `Expiration` is ours: a model comes near the day from which it no longer answers. */
export type EntityEventType = 'Creation' | 'Processing' | 'Completion' | 'Deletion' | 'Expiration'

export type EntityEvent = Readonly<{
  entity: EntityKind
  type: EntityEventType
  /** Below the base path: `datasets/<id>`. */
  path: string
}>

/** Writes through `tx`, so that the event and its follow-up are committed together or not at all. */
export type EntityListener = (tx: Transaction, event: EntityEvent) => Promise<void>

export class EntityEvents {
  readonly #listeners: EntityListener[] = []

  listen(listener: EntityListener): void {
    this.#listeners.push(listener)
  }

  async publish(tx: Transaction, event: EntityEvent): Promise<void> {
    for (const listener of this.#listeners) await listener(tx, event)
  }
}
