/** The life of an entity that background work brings to its end. @module */

export const entityStatuses = ['NotStarted', 'Running', 'Succeeded', 'Failed'] as const
export type EntityStatus = (typeof entityStatuses)[number]

/** Statuses that may follow each. */
export type EntityTransitions = Readonly<Record<EntityStatus, readonly EntityStatus[]>>

/** Most entities are worked on once. */
export const onceOnly: EntityTransitions = Object.freeze({
  NotStarted: ['Running', 'Failed'],
  Running: ['Succeeded', 'Failed'],
  Succeeded: [],
  Failed: []
})

/** Nothing happens any more by itself. */
export const isTerminal = (status: EntityStatus): boolean => status === 'Succeeded' || status === 'Failed'

/** Statuses from which `to` may be entered. */
export const before = (transitions: EntityTransitions, to: EntityStatus): readonly EntityStatus[] =>
  entityStatuses.filter((from) => transitions[from].includes(to))
