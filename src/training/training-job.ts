/**
 * The training job: from a model's data to its bundle. Only the bundle is kept, committed by one rename, so a
 * run that was killed at any point simply runs again.
 * @module
 */
import { bundlePrefix, MANIFEST_FILE, readParts, recognitionModelOf, TRAINING_JOB } from '../models/index.ts'
import type { JobContext, JobHandler } from '../platform/index.ts'
import { workEndings } from '../resources/index.ts'
import { type TrainingParts, trainModel } from './train-model.ts'

export const trainHandler = (parts: TrainingParts): JobHandler => ({
  kind: TRAINING_JOB,
  run: (context) => runTraining(parts, context),
  ...workEndings('training', {
    fail: (id, error) => parts.store.move(id, 'Failed', { error }),
    internalCode: 'PipelineError'
  })
})

async function runTraining(parts: TrainingParts, context: JobContext): Promise<void> {
  const { store, files } = parts
  const { subject: id, signal } = context
  const model = await store.begin(id)
  if (!model) return
  // A previous run may have crashed after it committed the bundle.
  if (!(await files.stat(`${bundlePrefix(id)}/${MANIFEST_FILE}`))) {
    await files.withScratch(async (directory) => {
      await files.withScratch((scratch) => trainModel(parts, model, { directory, scratch }, context))
      signal.throwIfAborted()
      await files.commit(directory, bundlePrefix(id))
    })
  }
  const folder = await files.localPath(bundlePrefix(id))
  const { manifest } = await readParts(folder)
  const weight = recognitionModelOf(parts.engine, manifest, folder).custom?.weight
  await store.move(id, 'Succeeded', weight === undefined ? {} : { weightPercent: Math.round(100 * weight) })
}
