/** Trains a large text in a worker thread, so that the caller's event loop stays free. @module */

import { Worker } from 'node:worker_threads'
import type { ClassItems } from './class-items.ts'
import { NoTrainingText } from './count-ngrams.ts'
import { encodeText } from './encoded-text.ts'
import type { LanguageModel } from './language-model.ts'
import { fromColumns } from './model-columns.ts'
import { type PrunedTrainingOptions, trainPrunedModel } from './train-pruned-model.ts'
import type { WorkerMessage, WorkerTask } from './training-worker.ts'

export type WorkerTrainingOptions = Omit<PrunedTrainingOptions, 'sentences' | 'yieldEveryMs'> &
  Readonly<{
    /** Texts with at least this many words go to a worker. Default 300,000, about a second of work. */
    minWorkerWords?: number
  }>

/**
 * Trains and prunes a model; the result is the same with or without a worker. A worker gets an encoded copy of the sentences.
 * @throws NoTrainingText; RangeError for the order; TypeError for a word with white space; the signal's reason
 */
export async function trainInWorker(
  sentences: readonly (readonly string[])[],
  classes: ClassItems,
  { minWorkerWords = 300_000, ...options }: WorkerTrainingOptions
): Promise<LanguageModel> {
  const words = sentences.reduce((sum, sentence) => sum + sentence.length, 0)
  if (words < minWorkerWords)
    return trainPrunedModel(sentences, classes, { ...options, sentences: sentences.length })
  const { signal, onProgress, order, maxNgrams } = options
  const text = await encodeText(sentences, signal === undefined ? {} : { signal })
  const task = { text, classes, options: { order, maxNgrams }, sentences: sentences.length }
  return runWorker(task, signal, onProgress)
}

/** When run from TypeScript sources, the worker registers a loader itself: `--import` applies to processes only. */
function startWorker(task: WorkerTask): Worker {
  const options = { workerData: task, transferList: [task.text.tokens.buffer] }
  if (!import.meta.url.endsWith('.ts'))
    return new Worker(new URL('./training-worker.js', import.meta.url), options)
  const loader = import.meta.resolve('tsx/esm/api')
  const entry = new URL('./training-worker.ts', import.meta.url).href
  const loaded = `import('${loader}').then(({ register }) => (register(), import('${entry}')))`
  return new Worker(loaded, { ...options, eval: true })
}

async function runWorker(
  task: WorkerTask,
  signal: AbortSignal | undefined,
  onProgress: PrunedTrainingOptions['onProgress']
): Promise<LanguageModel> {
  signal?.throwIfAborted()
  const worker = startWorker(task)
  let abort = (): void => undefined
  try {
    return await new Promise<LanguageModel>((resolve, reject) => {
      abort = () => reject(signal?.reason)
      signal?.addEventListener('abort', abort, { once: true })
      worker.on('message', (message: WorkerMessage) => {
        if ('model' in message) resolve(fromColumns(message.model))
        else if ('failed' in message) reject(errorOf(message.failed))
        else onProgress?.(message.fraction, message.stage)
      })
      worker.on('error', reject)
      worker.on('exit', (code) => reject(new Error(`The training worker exited with code ${code}`)))
    })
  } finally {
    signal?.removeEventListener('abort', abort)
    await worker.terminate()
  }
}

/** Error classes do not cross threads: those that callers distinguish are created again. */
function errorOf({ name, message }: Readonly<{ name: string; message: string }>): Error {
  if (name === 'NoTrainingText') return new NoTrainingText()
  if (name === 'RangeError') return new RangeError(message)
  if (name === 'TypeError') return new TypeError(message)
  return new Error(`The training worker failed: ${name}: ${message}`)
}
