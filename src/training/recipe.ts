/**
 * What training needs from a recipe. Each family of engines has one: it decides how the data of a customer becomes the
 * files that an engine of this family loads.
 * @module
 */
import type { DatasetKind } from '../datasets/index.ts'
import type { BundleManifest, Model } from '../models/index.ts'
import { JobRejected } from '../platform/index.ts'
import type { Engine } from '../recognizers/index.ts'
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
  /** Of the whole training, 0 to 1: a recipe has `RECIPE_PROGRESS` of it. */
  progress: (fraction: number, stage: string) => void
}>

/** Where a recipe begins and where it ends, as fractions of the whole training. */
export const RECIPE_PROGRESS = { from: 0.05, to: 0.95 } as const

export type TrainedParts = Readonly<{
  /** What the engine loads: the files that the recipe wrote to the folder of the bundle, as its engine names them. */
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
  /** The kinds of datasets that it can learn from. */
  readonly datasetKinds: readonly DatasetKind[]
  /** Deterministic: the same data and the same tools give the same bytes. @throws JobRejected; the signal's reason */
  train(context: RecipeContext): Promise<TrainedParts>
}

/** @throws JobRejected for a dataset that the recipe cannot learn from */
export function assertLearnable(
  { family, datasetKinds }: Pick<Recipe, 'family' | 'datasetKinds'>,
  datasets: readonly Readonly<{ id: string; kind: string }>[]
): void {
  const other = datasets.find(({ kind }) => !datasetKinds.some((known) => known === kind))
  if (other === undefined) return
  throw new JobRejected(
    'InvalidDataset',
    `The dataset ${other.id} is of kind ${other.kind}, but ${family} models learn only from ${datasetKinds.join(', ')}. Remove the dataset and train again.`
  )
}
