/** Recognizes long audio, cut at its pauses, several pieces at a time. @module */
import { availableParallelism } from 'node:os'
import { type SpeechSegment, segmentSpeech } from '../speech/audio/index.ts'
import type { Engine } from './engine.ts'
import { EngineDied } from './errors.ts'
import { recognizeSamples } from './recognize-samples.ts'
import type { Alternative, FinalResult, RecognitionModel, StreamOptions } from './recognizer.ts'

/** Attempts in all when the process dies: another stream of the process may have caused it. */
const TRIES = 3
/** A quarter of a second: a live stream of the same process waits no longer for its turn. */
const CHUNK_SAMPLES = 4_000

/** Turns that the pieces of many recordings take; the function that `enter` returns ends the turn. */
export type Turns = Readonly<{ enter: () => Promise<() => void> }>

/**
 * Final results in order, without those that have no words; offsets count from the first sample. What is not speech
 * (silence, noise, most music) is never sent to the engine, which might recognize words in it. Each core works on one
 * piece, and no more pieces than cores are in memory.
 * @param samples 16 kHz, mono; any length
 * @param turns each piece is read and recognized in one of them; without them, at once
 * @throws EngineDied when retries did not help, ModelUnusable, the signal's reason; what reading `samples` throws, after
 *   the results of all that was read
 */
export async function* recognizeSpeech(
  engine: Engine,
  model: RecognitionModel,
  samples: AsyncIterable<Int16Array>,
  { signal: callers, ...options }: StreamOptions = {},
  turns?: Turns
): AsyncGenerator<FinalResult, void, undefined> {
  const left = new AbortController()
  const signal = callers ? AbortSignal.any([callers, left.signal]) : left.signal
  const atOnce = availableParallelism()
  const pending: Promise<readonly FinalResult[]>[] = []
  const segments = segmentSpeech(samples, { signal })
  let broken: Readonly<{ error: unknown }> | undefined
  const nextSegment = async (): Promise<SpeechSegment | undefined> => {
    try {
      return (await segments.next()).value ?? undefined
    } catch (error) {
      // What was said before a recording breaks off comes first.
      broken = { error }
      return undefined
    }
  }
  try {
    for (;;) {
      // The turn first, then its speech: speech that waits for a turn takes memory.
      const leave = (await turns?.enter()) ?? (() => undefined)
      const segment = signal.aborted ? undefined : await nextSegment()
      if (segment === undefined) {
        leave()
        break
      }
      const streamOptions = { ...options, partials: false, signal }
      const heard = recognizeSegment(engine, model, segment, streamOptions).finally(leave)
      // Awaited below, in order; until then a rejection must not count as unhandled.
      heard.catch(() => undefined)
      pending.push(heard)
      if (pending.length >= atOnce) yield* (await pending.shift()) ?? []
    }
    signal.throwIfAborted()
    while (pending.length > 0) yield* (await pending.shift()) ?? []
    if (broken) throw broken.error
  } finally {
    // After a failure, or when the caller stops reading, nobody needs the remaining pieces.
    left.abort(new Error('The recognition of a long recording ended early'))
    await segments.return()
    await Promise.allSettled(pending)
  }
}

async function recognizeSegment(
  engine: Engine,
  model: RecognitionModel,
  { offsetTicks, samples }: SpeechSegment,
  options: StreamOptions & Readonly<{ signal: AbortSignal }>
): Promise<readonly FinalResult[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      const finals = await recognizeSamples(engine, model, pieces(samples), options)
      return finals.filter(({ text }) => text !== '').map((final) => later(final, offsetTicks))
    } catch (error) {
      options.signal.throwIfAborted()
      if (!(error instanceof EngineDied) || attempt === TRIES) throw error
    }
  }
}

async function* pieces(samples: Int16Array): AsyncGenerator<Int16Array> {
  for (let at = 0; at < samples.length; at += CHUNK_SAMPLES) yield samples.subarray(at, at + CHUNK_SAMPLES)
}

function later(final: FinalResult, ticks: number): FinalResult {
  const moved = (alternative: Alternative): Alternative => ({
    ...alternative,
    words: alternative.words.map((word) => ({ ...word, offsetTicks: word.offsetTicks + ticks }))
  })
  return {
    ...final,
    offsetTicks: final.offsetTicks + ticks,
    alternatives: final.alternatives.map(moved)
  }
}
