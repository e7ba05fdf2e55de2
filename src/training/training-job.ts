/**
 * Training as a job: from a model's data to its bundle. Nothing is kept between steps but the bundle, committed in one
 * rename: a run that was killed anywhere is simply run again.
 * @module
 */
import { bundlePrefix, MANIFEST_FILE, readParts, TRAINING_JOB } from '../models/index.ts'
import { type JobContext, type JobHandler, JobRejected } from '../platform/index.ts'
import { CANCELLED, isTerminal } from '../resources/index.ts'
import { type TrainingParts, trainModel } from './train-model.ts'

export function trainHandler(parts: TrainingParts): JobHandler {
  const fail = async (id: string, code: string, message: string): Promise<void> => {
    await parts.store.move(id, 'Failed', { error: { code, message } })
  }
  return {
    kind: TRAINING_JOB,
    run: (context) => runTraining(parts, context),
    failed: (id, error) =>
      error instanceof JobRejected
        ? fail(id, error.code, error.message)
        : fail(id, 'PipelineError', 'The training stopped at an internal error; see the service log.'),
    cancelled: (id) => fail(id, CANCELLED, 'The training was cancelled.')
  }
}

async function runTraining(parts: TrainingParts, context: JobContext): Promise<void> {
  const { store, files } = parts
  const { subject: id, signal } = context
  const model = await store.find(id)
  if (!model || isTerminal(model.status)) return
  if (model.status === 'NotStarted') await store.move(id, 'Running')
  // A run before this one may have died between its bundle and saying so.
  if (!(await files.stat(`${bundlePrefix(id)}/${MANIFEST_FILE}`))) {
    await files.withScratch(async (directory) => {
      await files.withScratch((scratch) => trainModel(parts, model, { directory, scratch }, context))
      signal.throwIfAborted()
      await files.commit(directory, bundlePrefix(id))
    })
  }
  const { manifest } = await readParts(await files.localPath(bundlePrefix(id)))
  const weight = manifest.languageModel?.weight
  await store.move(id, 'Succeeded', weight === undefined ? {} : { weightPercent: Math.round(100 * weight) })
}
