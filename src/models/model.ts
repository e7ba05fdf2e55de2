/** A custom model: a base model plus what a customer's text, words and audio taught it. @module */
import { Problem } from '../platform/index.ts'
import { type EntityHead, isTerminal } from '../resources/index.ts'
import type { GeneralSetState } from './general-test-set.ts'

export type Model = EntityHead &
  Readonly<{
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
    /** How it hears everyday speech; absent where nobody asked. */
    generalSet?: GeneralSetState
  }>

/** Where the bundle is, committed by training in one rename. */
export const bundlePrefix = (id: string): string => `models/${id}`

/** Holds a key named by its id while the bundle of a deleted model is being removed. */
export const DELETED_MODELS = 'deleted-models'

/** Refuses to delete what a training is still working on. */
export function checkDeletable({ id, status }: Model): void {
  if (isTerminal(status)) return
  throw new Problem(
    'Conflict',
    'DeleteNotAllowed',
    `The model ${id} is ${status}: its training has not finished. You can delete it when its status is Succeeded or Failed.`
  )
}

/** The kind of job that trains a model, its subject; `training/` runs it. */
export const TRAINING_JOB = 'models.train'
