/** Whole audio files to text, for work that must have an answer for every file. @module */
import { AudioUnreadable, decodeAudio } from '../speech/audio/index.ts'
import type { Engine } from './engine.ts'
import { EngineDied } from './errors.ts'
import { recognizeSamples } from './recognize-samples.ts'
import type { RecognitionModel } from './recognizer.ts'

/** A stream whose process died is tried again this often: a retry cures what another stream did to it. */
const TRIES = 3
/** Files in flight: the engine spreads them over its processes. */
const AT_ONCE = 4

export type RecognizedFile = Readonly<{
  /** Words of all phrases, in lexical form; empty when nothing was understood. */
  text: string
  /** The same, phrase by phrase. */
  phrases: readonly string[]
  /** Why the file could not be heard; `text` is then empty. */
  failure?: string
  milliseconds: number
}>

/**
 * What was said in one file. A file that is absent, is no audio, or on which the engine's process dies again and
 * again is an answer too, with a `failure`: whoever counts files must not lose one.
 * @throws ModelUnusable, the signal's reason, and the file system's errors that say nothing of the file
 */
export async function recognizeFile(
  engine: Engine,
  model: RecognitionModel,
  path: string,
  signal: AbortSignal
): Promise<RecognizedFile> {
  const started = performance.now()
  const recognized = (phrases: readonly string[]): RecognizedFile => ({
    text: phrases.join(' '),
    phrases,
    milliseconds: Math.round(performance.now() - started)
  })
  for (let attempt = 1; ; attempt++) {
    signal.throwIfAborted()
    try {
      const samples = decodeAudio(path, { signal })
      const finals = await recognizeSamples(engine, model, samples, {
        words: false,
        partials: false,
        background: true,
        signal
      })
      return recognized(finals.map(({ text }) => text).filter((text) => text !== ''))
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof EngineDied && attempt < TRIES) continue
      const failure = failureOf(error)
      if (failure === undefined) throw error
      return { ...recognized([]), failure }
    }
  }
}

/**
 * `recognizeFile` for each path, several at a time; answers in the order of the paths.
 * @throws as `recognizeFile` does; the others are then dropped
 */
export async function recognizeFiles(
  engine: Engine,
  model: RecognitionModel,
  paths: readonly string[],
  { signal, onHeard }: Readonly<{ signal: AbortSignal; onHeard?: () => void }>
): Promise<readonly RecognizedFile[]> {
  const broken = new AbortController()
  const either = AbortSignal.any([signal, broken.signal])
  const recognized = new Map<number, RecognizedFile>()
  const pending = paths.entries()
  const worker = async (): Promise<void> => {
    for (const [index, path] of pending) {
      recognized.set(index, await recognizeFile(engine, model, path, either))
      onHeard?.()
    }
  }
  const workers = Array.from({ length: AT_ONCE }, () =>
    worker().catch((error: unknown) => {
      broken.abort(error)
      throw error
    })
  )
  // Ended, all of them, before the first failure is told: none works on behind its caller's back.
  await Promise.allSettled(workers)
  await Promise.all(workers)
  return [...recognized].sort(([a], [b]) => a - b).map(([, file]) => file)
}

/** Messages are shown to customers: they name no path of this machine. */
function failureOf(error: unknown): string | undefined {
  if (error instanceof EngineDied || error instanceof AudioUnreadable) return error.message
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'The audio file is missing'
  return undefined
}
