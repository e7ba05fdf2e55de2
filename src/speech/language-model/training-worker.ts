/** The worker thread that trains on one large text and exits. Started by `train-in-worker.ts`. @module */

import { readlinkSync } from 'node:fs'
import { getPriority, setPriority } from 'node:os'
import { basename } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import type { EncodedText } from './encoded-text.ts'
import { sentencesOf } from './encoded-text.ts'
import { buffersOf, type ModelColumns, toColumns } from './model-columns.ts'
import { type PrunedTrainingOptions, trainPrunedModel } from './train-pruned-model.ts'

export type WorkerTask = Readonly<{
  text: EncodedText
  classes: ReadonlyMap<string, readonly (readonly string[])[]>
  options: Pick<PrunedTrainingOptions, 'order' | 'maxNgrams'>
  sentences: number
}>

export type WorkerMessage =
  | Readonly<{ stage: string; fraction: number }>
  | Readonly<{ model: ModelColumns }>
  | Readonly<{ failed: Readonly<{ name: string; message: string }> }>

lowerPriority()
const { text, classes, options, sentences } = workerData as WorkerTask
const send = (message: WorkerMessage, transfer: readonly ArrayBuffer[] = []): void =>
  parentPort?.postMessage(message, [...transfer])

try {
  const model = toColumns(
    await trainPrunedModel(sentencesOf(text), classes, {
      ...options,
      sentences,
      // The thread serves nothing else; yielding only lets messages out.
      yieldEveryMs: 200,
      onProgress: (fraction, stage) => send({ fraction, stage })
    })
  )
  send({ model }, buffersOf(model))
} catch (error) {
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) }
  send({ failed: { name, message } })
}

/** Training must not slow down recognition. On Linux a thread has its own priority, set by its thread id. */
function lowerPriority(): void {
  if (process.platform !== 'linux') return
  const thread = Number(basename(readlinkSync('/proc/thread-self')))
  setPriority(thread, Math.min(19, getPriority(thread) + 10))
}
