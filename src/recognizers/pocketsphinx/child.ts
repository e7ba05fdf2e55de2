/**
 * A recognition child: the only kind of process that calls the C library. It serves its streams in turns of one
 * 100 ms slice, so that none waits for another's audio, and reads messages between turns.
 * @module
 */
import { setImmediate as turnOver } from 'node:timers/promises'
import { ModelUnusable } from '../errors.ts'
import type { BaseModelFiles } from './base-model.ts'
import { Decoders, type LentDecoder } from './decoders.ts'
import { Decoding } from './decoding.ts'
import { openLibrary } from './library.ts'
import { type FromChild, failureOf, type ToChild } from './messages.ts'
import { doWork } from './work.ts'
import { markerOfChild } from './work-marker.ts'

const [modelFiles = '', purpose] = process.argv.slice(2)
const library = openLibrary()
// The C library's log says nothing that the typed errors do not; on standard error it would bury the service's own.
library.setLogFile('/dev/null')
const files: BaseModelFiles = JSON.parse(modelFiles)
let made: Decoders | undefined
/** Made at the start, but in a process for a trial: there a model whose files are not accepted needs none. */
const decoders = (): Decoders => {
  made ??= new Decoders(library, files)
  return made
}
if (purpose !== 'trial') decoders()
const marker = markerOfChild()
const tools = { library, files, decoders }

type OpenStream = { decoding: Decoding; lent: LentDecoder }
const streams = new Map<number, OpenStream>()
const running = new Map<number, AbortController>()

const say = (message: FromChild): void => {
  if (process.connected) process.send?.(message)
}

function open(message: Extract<ToChild, { kind: 'open' }>): void {
  const { stream, model, wish } = message
  let lent: LentDecoder | undefined
  marker.set(stream)
  try {
    lent = decoders().lend(model, wish.partials)
    const decoding = new Decoding(library, lent, wish, (event) => say({ kind: 'event', stream, event }))
    streams.set(stream, { decoding, lent })
    say({ kind: 'opened', stream })
  } catch (error) {
    if (lent) decoders().discard(lent)
    say({ kind: 'ended', stream, failure: failureOf(error) })
  }
}

function close(stream: number): void {
  const found = streams.get(stream)
  if (!found) return
  streams.delete(stream)
  found.decoding.stop()
  decoders().giveBack(found.lent)
}

async function answer(id: number, work: Extract<ToChild, { kind: 'work' }>['work']): Promise<void> {
  const controller = new AbortController()
  running.set(id, controller)
  try {
    const onProgress = (fraction: number) => say({ kind: 'progress', id, fraction })
    const own = { ...tools, atWork: () => marker.set(id) }
    say({ kind: 'answer', id, answer: await doWork(work, own, { signal: controller.signal, onProgress }) })
  } catch (error) {
    say({ kind: 'refused', id, failure: failureOf(error) })
  } finally {
    running.delete(id)
  }
}

let turning = false
async function takeTurns(): Promise<void> {
  if (turning) return
  turning = true
  for (let worked = true; worked; ) {
    worked = false
    for (const [stream, { decoding, lent }] of [...streams]) {
      if (!streams.has(stream) || !decoding.hasWork) continue
      worked = true
      marker.set(stream)
      try {
        const bytes = decoding.turn()
        if (bytes > 0) say({ kind: 'taken', stream, bytes })
        if (decoding.done) {
          close(stream)
          say({ kind: 'ended', stream })
        }
      } catch (error) {
        streams.delete(stream)
        decoders().discard(lent)
        say({ kind: 'ended', stream, failure: failureOf(error) })
      }
      await turnOver()
    }
  }
  turning = false
  if (running.size === 0) marker.set(0)
}

process.on('message', (message: ToChild) => {
  if (message.kind === 'open') open(message)
  else if (message.kind === 'audio') streams.get(message.stream)?.decoding.write(message.pcm)
  else if (message.kind === 'finish') streams.get(message.stream)?.decoding.finish()
  else if (message.kind === 'cancel') close(message.stream)
  else if (message.kind === 'work') void answer(message.id, message.work)
  else running.get(message.id)?.abort(new ModelUnusable('aborted'))
  void takeTurns()
})
// The service is gone, however it went: nobody is left to answer.
process.on('disconnect', () => process.exit(0))
// A terminal's Ctrl-C reaches the whole group; the service decides when its children end.
process.on('SIGINT', () => undefined)
