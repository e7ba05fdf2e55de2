/** Long audio to finals: cut at its pauses, several pieces at a time. @module */
import { availableParallelism } from 'node:os'
import { type SpeechSegment, segmentSpeech } from '../speech/audio/index.ts'
import type { Engine } from './engine.ts'
import { EngineDied } from './errors.ts'
import { recognizeSamples } from './recognize-samples.ts'
import type { Alternative, FinalResult, RecognitionModel, StreamOptions } from './recognizer.ts'

/** A stream whose process died is tried again this often: a retry cures what another stream did to it. */
const TRIES = 3
/** A quarter of a second: a live caller on the same process waits no longer for his turn. */
const CHUNK_SAMPLES = 4_000

/** Who hears many recordings side by side lets their pieces take turns; what `enter` answers gives the turn back. */
export type Turns = Readonly<{ enter: () => Promise<() => void> }>

/**
 * Finals in the order they were spoken, those without words left out; offsets count from the first sample. What is no
 * speech (silence, noise, most music) is never given to the engine, so that it cannot hear words in it. Every core
 * works on a piece of its own; pieces wait no longer than those before them, and no more of them are held than cores.
 * @param samples 16 kHz, mono; any length
 * @param turns a piece is read and heard in a turn of its own; without them, at once
 * @throws EngineDied when retries did not help, ModelUnusable, the signal's reason; what reading `samples` throws, after
 *   the finals of all that was read
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
      // What was said before a recording broke off is told first.
      broken = { error }
      return undefined
    }
  }
  try {
    for (;;) {
      // The turn first, then the speech for it: what waits for a turn would wait in memory.
      const leave = (await turns?.enter()) ?? (() => undefined)
      const segment = signal.aborted ? undefined : await nextSegment()
      if (segment === undefined) {
        leave()
        break
      }
      const wish = { ...options, partials: false, signal }
      const recognized = recognizeSegment(engine, model, segment, wish).finally(leave)
      // Awaited below, in order; until then a rejection must not count as unhandled.
      recognized.catch(() => undefined)
      pending.push(recognized)
      if (pending.length >= atOnce) yield* (await pending.shift()) ?? []
    }
    signal.throwIfAborted()
    while (pending.length > 0) yield* (await pending.shift()) ?? []
    if (broken) throw broken.error
  } finally {
    // A failure, or a caller who stopped listening: the pieces under way are of no use to anyone.
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
