/** A custom model: a base model plus what a customer's text, words and audio taught it. @module */
import { type CustomProperties, Problem } from '../platform/index.ts'

export type ModelStatus = 'NotStarted' | 'Running' | 'Succeeded' | 'Failed'

/** Allowed moves; Succeeded and Failed are terminal. */
export const moves = {
  NotStarted: ['Running', 'Failed'],
  Running: ['Succeeded', 'Failed'],
  Succeeded: [],
  Failed: []
} as const satisfies Record<ModelStatus, readonly ModelStatus[]>

export const isTerminal = (status: ModelStatus): boolean => moves[status].length === 0

/** Statuses from which `to` may be entered. */
export const before = (to: ModelStatus): readonly ModelStatus[] =>
  (Object.keys(moves) as ModelStatus[]).filter((from) => (moves[from] as readonly ModelStatus[]).includes(to))

export type Model = Readonly<{
  id: string
  displayName: string
  description?: string
  locale: string
  projectId?: string
  /** Name of the base model, as its engine knows it. */
  base: string
  /** In the order asked for. */
  datasetIds: readonly string[]
  /** Inline training text as it was sent. */
  text?: string
  /** Asked for by the customer: overrides what training would choose. */
  requestedWeightPercent?: number
  /** What the trained model has. */
  weightPercent?: number
  email?: string
  customProperties?: CustomProperties
  status: ModelStatus
  error?: Readonly<{ code: string; message: string }>
  createdDateTime: Date
  /** When the current status was entered. */
  lastActionDateTime: Date
}>

/** Where the bundle is, committed by training in one rename. */
export const bundlePrefix = (id: string): string => `models/${id}`

/** Refuses to delete what a training is still working on. */
export function checkDeletable({ id, status }: Model): void {
  if (isTerminal(status)) return
  throw new Problem(
    'Conflict',
    'DeleteNotAllowed',
    `The model ${id} is ${status}: its training has not finished. It can be deleted once it is Succeeded or Failed.`
  )
}
