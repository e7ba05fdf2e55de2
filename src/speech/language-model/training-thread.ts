/** The thread that trains on one large text and ends. Started by `train-apart.ts`. @module */

import { readlinkSync } from 'node:fs'
import { getPriority, setPriority } from 'node:os'
import { basename } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import type { EncodedText } from './encoded-text.ts'
import { sentencesOf } from './encoded-text.ts'
import { buffersOf, columnsOf, type ModelColumns } from './model-columns.ts'
import { type BoundedTraining, trainBounded } from './train-bounded.ts'

export type ThreadTask = Readonly<{
  text: EncodedText
  classes: ReadonlyMap<string, readonly (readonly string[])[]>
  options: Pick<BoundedTraining, 'order' | 'mostNgrams'>
  sentences: number
}>

export type ThreadMessage =
  | Readonly<{ stage: string; fraction: number }>
  | Readonly<{ model: ModelColumns }>
  | Readonly<{ failed: Readonly<{ name: string; message: string }> }>

giveWay()
const { text, classes, options, sentences } = workerData as ThreadTask
const say = (message: ThreadMessage, transfer: readonly ArrayBuffer[] = []): void =>
  parentPort?.postMessage(message, [...transfer])

try {
  const model = columnsOf(
    await trainBounded(sentencesOf(text), classes, {
      ...options,
      sentences,
      // Nobody else waits for a turn here; messages still go out.
      yieldEvery: 200,
      onProgress: (fraction, stage) => say({ fraction, stage })
    })
  )
  say({ model }, buffersOf(model))
} catch (error) {
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) }
  say({ failed: { name, message } })
}

/** Nobody waits for it as one waits for recognition. On Linux a thread has a priority of its own, by its number. */
function giveWay(): void {
  if (process.platform !== 'linux') return
  const thread = Number(basename(readlinkSync('/proc/thread-self')))
  setPriority(thread, Math.min(19, getPriority(thread) + 10))
}
