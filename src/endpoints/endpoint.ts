/** An endpoint: an address where a model recognizes speech. @module */

import { type EntityHead, type EntityTransitions, onceOnly } from '../resources/index.ts'

/**
 * Changing the model sends an endpoint back to NotStarted; the model it served until then goes on serving until the
 * new one is loaded, so that no request fails on the way.
 */
export const endpointTransitions: EntityTransitions = Object.freeze({
  ...onceOnly,
  Succeeded: ['NotStarted'],
  Failed: ['NotStarted']
})

export type Endpoint = EntityHead &
  Readonly<{
    /** The model asked for. */
    modelId: string
    /** The model that answers requests now; absent until the first deployment has succeeded. */
    servingModelId?: string
    /** Sentences that the model was adapted to for this endpoint. */
    text?: string
    loggingEnabled: boolean
    /** It keeps its model and its address, and answers nobody until it is resumed. */
    paused: boolean
    /** Milliseconds that it is kept after its deployment has ended. */
    timeToLive?: number
    email?: string
  }>
