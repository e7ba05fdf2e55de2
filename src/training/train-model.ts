/**
 * A training from its data to the files of the bundle: the part that all families of engines share.
 * @module
 */
import type { Model, ModelStore } from '../models/index.ts'
import type { FileStore, JobContext } from '../platform/index.ts'
import type { Engine } from '../recognizers/index.ts'
import type { Normalizer } from '../speech/text/index.ts'
import { assertLearnable, RECIPE_PROGRESS, rejectMissingCapability } from './recipe.ts'
import { requireRecipe } from './recipes/index.ts'
import { gatherTrainingData, type TrainingDatasets } from './training-data.ts'
import { writeBundle } from './write-bundle.ts'

export type TrainingParts = Readonly<{
  store: ModelStore
  files: FileStore
  datasets: TrainingDatasets
  engine: Engine
  normalizerFor: (locale: string) => Normalizer
}>

/** The bundle goes to `directory`; `scratch` is deleted afterwards. */
type Folders = Readonly<{ directory: string; scratch: string }>

/** @throws JobRejected for data that cannot be trained on; the signal's reason */
export async function trainModel(
  { engine, datasets, normalizerFor }: Pick<TrainingParts, 'engine' | 'datasets' | 'normalizerFor'>,
  model: Model,
  { directory, scratch }: Folders,
  { signal, progress }: Pick<JobContext, 'signal' | 'progress'>
): Promise<void> {
  const { recipe, base } = requireRecipe(engine, model.base)
  const normalizer = normalizerFor(model.locale)
  progress(0, 'reading the training data')
  const data = await gatherTrainingData(model, datasets, normalizer, signal)
  assertLearnable(base, data.origins.datasets)
  const trained = await recipe
    .train({ engine, model, data, normalizer, directory, scratch, signal, progress })
    .catch(rejectMissingCapability)
  progress(RECIPE_PROGRESS.to, 'writing the bundle')
  await writeBundle(directory, { model, data, normalizer, trained })
}
