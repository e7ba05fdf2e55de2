import { Problem, type Within } from '../platform/index.ts'
/** Who refers to an entity: asked before it is deleted, in the transaction that deletes it. @module */

/** Says what uses the entity, for people; undefined when nothing of that kind does. */
export type EntityUser = (id: string, within: Within) => Promise<string | undefined>

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
  async refuseWhileUsed(within: Within, id: string): Promise<void> {
    for (const user of this.#users) {
      const usedBy = await user(id, within)
      if (usedBy === undefined) continue
      throw new Problem(
        'Conflict',
        'InUseViolation',
        `The ${this.#what} ${id} is used by ${usedBy}; it can be deleted once nothing uses it.`
      )
    }
  }
}
