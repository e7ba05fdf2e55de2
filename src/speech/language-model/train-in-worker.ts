/** Training that keeps out of the caller's way: a large text is counted and estimated in a thread of its own. @module */

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
    /** Words from which on a thread is worth its start. Default 300,000, a second's work. */
    minWorkerWords?: number
  }>

/**
 * Trains and prunes, the same model wherever it is made. The sentences are read before the promise is first awaited for
 * a thread; they may be let go then.
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

/** From sources the thread needs the loader of TypeScript, which `--import` gives to processes only. */
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
      worker.on('exit', (code) => reject(new Error(`The training thread ended with code ${code}`)))
    })
  } finally {
    signal?.removeEventListener('abort', abort)
    await worker.terminate()
  }
}

/** Classes of errors do not cross threads; what callers tell apart is made anew. */
function errorOf({ name, message }: Readonly<{ name: string; message: string }>): Error {
  if (name === 'NoTrainingText') return new NoTrainingText()
  if (name === 'RangeError') return new RangeError(message)
  if (name === 'TypeError') return new TypeError(message)
  return new Error(`The training thread: ${name}: ${message}`)
}
