/**
 * A recognition child's own side: it serves its streams in turns of one slice of audio, so that none waits for
 * another's audio, and reads messages between turns.
 * @module
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { ModelUnusable } from '../errors.ts'
import type { RecognitionEvent, RecognitionModel } from '../recognizer.ts'
import {
  type FromChild,
  failureOf,
  type StreamRequest,
  type TaskHandlers,
  type TaskTypes,
  type ToChild
} from './messages.ts'
import { markerOfChild } from './work-marker.ts'

/** The decoding of one stream, a slice at a time. */
export interface SlicedDecoding {
  write(pcm: Uint8Array): void
  finish(): void
  readonly hasWork: boolean
  readonly done: boolean
  /** Decodes one slice and answers how many bytes were taken from the queue. The stream may be closed meanwhile. */
  turn(): number | Promise<number>
}

export type ServedStream = Readonly<{
  decoding: SlicedDecoding
  /** Ends the stream, done or cancelled. */
  close(): void
  /** Ends a stream whose decoding threw. */
  discard(): void
}>

export type ChildEngine<Tasks extends TaskTypes, Request extends StreamRequest> = Readonly<{
  /** @throws ModelUnusable */
  open(
    model: RecognitionModel,
    request: Request,
    onEvent: (event: RecognitionEvent) => void
  ): ServedStream | Promise<ServedStream>
  tasks: TaskHandlers<Tasks>
}>

/** Serves the parent process from now until it ends. */
export function serveParent<Tasks extends TaskTypes, Request extends StreamRequest = StreamRequest>(
  engine: ChildEngine<Tasks, Request>
): void {
  const marker = markerOfChild()
  const streams = new Map<number, ServedStream>()
  /** Streams whose models are being loaded; one that is cancelled meanwhile is none of them. */
  const opening = new Set<number>()
  const running = new Map<number, AbortController>()

  const send = (message: FromChild): void => {
    if (process.connected) process.send?.(message)
  }

  async function open({
    stream,
    model,
    request
  }: Extract<ToChild<Request>, { kind: 'open' }>): Promise<void> {
    marker.set(stream)
    opening.add(stream)
    try {
      const served = await engine.open(model, request, (event) => send({ kind: 'event', stream, event }))
      if (!opening.has(stream)) {
        served.close()
        return
      }
      streams.set(stream, served)
      send({ kind: 'opened', stream })
    } catch (error) {
      if (opening.has(stream)) send({ kind: 'ended', stream, failure: failureOf(error) })
    } finally {
      opening.delete(stream)
      marker.set(0)
    }
  }

  function close(stream: number): void {
    opening.delete(stream)
    const served = streams.get(stream)
    streams.delete(stream)
    marker.set(stream)
    served?.close()
    marker.set(0)
  }

  /** Its parent knows the model until it reads the answer: closing may end the process too. */
  function cancel(stream: number): void {
    close(stream)
    send({ kind: 'ended', stream })
  }

  async function run({ id, name, request }: Extract<ToChild, { kind: 'task' }>): Promise<void> {
    const controller = new AbortController()
    running.set(id, controller)
    try {
      const handler = engine.tasks[name]
      if (!handler) throw new Error(`This engine has no task "${name}"`)
      const answer = await handler(request, {
        signal: controller.signal,
        onProgress: (fraction) => send({ kind: 'progress', id, fraction }),
        atWork: () => marker.set(id)
      })
      send({ kind: 'answer', id, answer })
    } catch (error) {
      send({ kind: 'failed', id, failure: failureOf(error) })
    } finally {
      running.delete(id)
      marker.set(0)
    }
  }

  let turning = false
  async function takeTurns(): Promise<void> {
    if (turning) return
    turning = true
    for (let worked = true; worked; ) {
      worked = false
      for (const [stream, { decoding, discard }] of [...streams]) {
        if (!streams.has(stream) || !decoding.hasWork) continue
        worked = true
        marker.set(stream)
        try {
          const bytes = await decoding.turn()
          // Until the next turn others may be at work.
          marker.set(0)
          if (!streams.has(stream)) continue
          if (bytes > 0) send({ kind: 'taken', stream, bytes })
          if (decoding.done) {
            close(stream)
            send({ kind: 'ended', stream })
          }
        } catch (error) {
          // What a cancelled stream fails with concerns nobody.
          if (!streams.delete(stream)) continue
          discard()
          send({ kind: 'ended', stream, failure: failureOf(error) })
        }
        marker.set(0)
        await nextTurn()
      }
    }
    turning = false
  }

  process.on('message', (message: ToChild<Request>) => {
    if (message.kind === 'open') void open(message)
    else if (message.kind === 'audio') streams.get(message.stream)?.decoding.write(message.pcm)
    else if (message.kind === 'finish') streams.get(message.stream)?.decoding.finish()
    else if (message.kind === 'cancel') cancel(message.stream)
    else if (message.kind === 'task') void run(message)
    else running.get(message.id)?.abort(new ModelUnusable('aborted'))
    void takeTurns()
  })
  // The service has ended, in whatever way: nobody reads answers.
  process.on('disconnect', () => process.exit(0))
  // A terminal's Ctrl-C reaches the whole group; the service decides when its children end.
  process.on('SIGINT', () => undefined)
}
