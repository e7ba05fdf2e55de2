/** An endpoint: an address where a model recognises speech. @module */

export type EndpointStatus = 'NotStarted' | 'Running' | 'Succeeded' | 'Failed'

/**
 * Allowed moves. Changing the model sends an endpoint back to NotStarted; the model it served until then goes on
 * serving until the new one is loaded, so that no request fails on the way.
 */
export const moves = {
  NotStarted: ['Running', 'Failed'],
  Running: ['Succeeded', 'Failed'],
  Succeeded: ['NotStarted'],
  Failed: ['NotStarted']
} as const satisfies Record<EndpointStatus, readonly EndpointStatus[]>

export const isTerminal = (status: EndpointStatus): boolean => status === 'Succeeded' || status === 'Failed'

/** Statuses from which `to` may be entered. */
export const before = (to: EndpointStatus): readonly EndpointStatus[] =>
  (Object.keys(moves) as EndpointStatus[]).filter((from) =>
    (moves[from] as readonly EndpointStatus[]).includes(to)
  )

export type Endpoint = Readonly<{
  id: string
  displayName: string
  description?: string
  locale: string
  projectId?: string
  /** The model asked for. */
  modelId: string
  /** The model that answers requests now; absent until the first deployment has succeeded. */
  servingModelId?: string
  customProperties?: Readonly<Record<string, string>>
  status: EndpointStatus
  error?: Readonly<{ code: string; message: string }>
  createdDateTime: Date
  /** When the current status was entered. */
  lastActionDateTime: Date
}>
