import { Problem, type Transaction } from '../platform/index.ts'
/** Who refers to an entity: asked before it is deleted, in the transaction that deletes it. @module */

/** Says what uses the entity, for people; undefined when nothing of that kind does. */
export type EntityUser = (id: string, tx: Transaction) => Promise<string | undefined>

export class EntityUsers {
  readonly #users: EntityUser[] = []
  /** `dataset`, `model` */
  readonly #what: string

  constructor(what: string) {
    this.#what = what
  }

  add(user: EntityUser): void {
    this.#users.push(user)
  }

  /** @throws Problem InUseViolation naming the first user found */
  async requireUnused(tx: Transaction, id: string): Promise<void> {
    for (const user of this.#users) {
      const usedBy = await user(id, tx)
      if (usedBy === undefined) continue
      throw new Problem(
        'Conflict',
        'InUseViolation',
        `The ${this.#what} ${id} is used by ${usedBy}; you can delete it when nothing uses it.`
      )
    }
  }
}
