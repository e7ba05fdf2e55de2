/** Training that keeps out of the caller's way: a large text is counted and estimated in a thread of its own. @module */

import { Worker } from 'node:worker_threads'
import type { ClassItems } from './class-items.ts'
import { NoTrainingText } from './count-ngrams.ts'
import { encodeText } from './encoded-text.ts'
import type { LanguageModel } from './language-model.ts'
import { modelOf } from './model-columns.ts'
import { type BoundedTraining, trainBounded } from './train-bounded.ts'
import type { ThreadMessage, ThreadTask } from './training-thread.ts'

export type ApartOptions = Omit<BoundedTraining, 'sentences' | 'yieldEvery'> &
  Readonly<{
    /** Words from which on a thread is worth its start. Default 300,000, a second's work. */
    apartFrom?: number
  }>

/**
 * Trains and prunes, the same model wherever it is made. The sentences are read before the promise is first awaited for
 * a thread; they may be let go then.
 * @throws NoTrainingText; RangeError for the order; TypeError for a word with white space; the signal's reason
 */
export async function trainApart(
  sentences: readonly (readonly string[])[],
  classes: ClassItems,
  { apartFrom = 300_000, ...options }: ApartOptions
): Promise<LanguageModel> {
  const words = sentences.reduce((sum, sentence) => sum + sentence.length, 0)
  if (words < apartFrom) return trainBounded(sentences, classes, { ...options, sentences: sentences.length })
  const { signal, onProgress, order, mostNgrams } = options
  const text = await encodeText(sentences, signal === undefined ? {} : { signal })
  const task = { text, classes, options: { order, mostNgrams }, sentences: sentences.length }
  return inThread(task, signal, onProgress)
}

/** From sources the thread needs the loader of TypeScript, which `--import` gives to processes only. */
function startThread(task: ThreadTask): Worker {
  const options = { workerData: task, transferList: [task.text.tokens.buffer] }
  if (!import.meta.url.endsWith('.ts'))
    return new Worker(new URL('./training-thread.js', import.meta.url), options)
  const loader = import.meta.resolve('tsx/esm/api')
  const entry = new URL('./training-thread.ts', import.meta.url).href
  const loaded = `import('${loader}').then(({ register }) => (register(), import('${entry}')))`
  return new Worker(loaded, { ...options, eval: true })
}

async function inThread(
  task: ThreadTask,
  signal: AbortSignal | undefined,
  onProgress: BoundedTraining['onProgress']
): Promise<LanguageModel> {
  signal?.throwIfAborted()
  const worker = startThread(task)
  let abort = (): void => undefined
  try {
    return await new Promise<LanguageModel>((resolve, reject) => {
      abort = () => reject(signal?.reason)
      signal?.addEventListener('abort', abort, { once: true })
      worker.on('message', (message: ThreadMessage) => {
        if ('model' in message) resolve(modelOf(message.model))
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
