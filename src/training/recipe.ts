/**
 * The interface of recipes. Each family of engines has one, which turns the data of a user into the files
 * that an engine of this family loads.
 * @module
 */
import type { BundleManifest, Model } from '../models/index.ts'
import { JobRejected } from '../platform/index.ts'
import { type BaseModel, CapabilityMissing, type Engine } from '../recognizers/index.ts'
import type { Normalizer } from '../speech/text/index.ts'
import type { TrainingOutcome } from './outcome.ts'
import type { TrainingData } from './training-data.ts'

export type RecipeContext = Readonly<{
  engine: Engine
  /** The model to train: its base and the options of the request. */
  model: Model
  data: TrainingData
  normalizer: Normalizer
  /** The folder of the bundle. */
  directory: string
  /** A folder that is deleted after the training. */
  scratch: string
  signal: AbortSignal
  /** Progress of the whole training, 0 to 1: the share of the recipe is `RECIPE_PROGRESS`. */
  progress: (fraction: number, stage: string) => void
}>

/** Where the recipe starts and ends, as fractions of the whole training. */
export const RECIPE_PROGRESS = { from: 0.05, to: 0.95 } as const

export type TrainedParts = Readonly<{
  /**
   * What the engine loads: the files that the recipe wrote to the folder of the bundle, as its engine names
   * them.
   */
  customization: BundleManifest['customization']
  /** Names and versions of the programs that made them. */
  tools: BundleManifest['tools']
  outcome: TrainingOutcome
  /** Sections of `report.json`, by name and in order. */
  report: Readonly<Record<string, object>>
}>

export interface Recipe {
  /** The family of engines. */
  readonly family: string
  /**
   * Deterministic: the same data and the same tools give the same bytes.
   * @throws JobRejected; the signal's reason
   */
  train(context: RecipeContext): Promise<TrainedParts>
}

/** @throws JobRejected for a dataset that models of this base cannot learn from */
export function assertLearnable(
  { family, adaptsWith }: Pick<BaseModel, 'family' | 'adaptsWith'>,
  datasets: readonly Readonly<{ id: string; kind: string }>[]
): void {
  const other = datasets.find(({ kind }) => !adaptsWith.some((known) => known === kind))
  if (other === undefined) return
  throw new JobRejected(
    'InvalidDataset',
    `The dataset ${other.id} is of kind ${other.kind}, but ${family} models only train on ${adaptsWith.join(', ')}. Remove the dataset and train again.`
  )
}

/**
 * What a recipe needs and the engine of the base model lacks: no retry and no log would tell the customer
 * more.
 * @throws JobRejected, or the error itself when it is another one
 */
export function rejectMissingCapability(error: unknown): never {
  if (error instanceof CapabilityMissing) throw new JobRejected('InvalidBaseModel', error.message)
  throw error
}
