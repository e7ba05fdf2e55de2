/** Recognizes whole audio files, for work that needs a result for every file. @module */
import { AudioUnreadable, decodeAudio } from '../speech/audio/index.ts'
import type { Engine } from './engine.ts'
import { EngineDied } from './errors.ts'
import { recognizeSamples } from './recognize-samples.ts'
import type { RecognitionModel } from './recognizer.ts'

/** Attempts in all when the process dies: another stream of the process may have caused it. */
const TRIES = 3
/** Files at the same time; the engine distributes them over its processes. */
const AT_ONCE = 4

export type RecognizedFile = Readonly<{
  /** Words of all phrases, in lexical form; empty if nothing was recognized. */
  text: string
  /** The text of each phrase. */
  phrases: readonly string[]
  /** Why the file could not be recognized; `text` is then empty. */
  failure?: string
  milliseconds: number
}>

/**
 * Recognizes one file. A file that is missing, is not audio, or crashes the engine's process repeatedly is a result too,
 * with a `failure`, so that no file is lost.
 * @throws ModelUnusable, the signal's reason, and errors of the file system that do not concern the file itself
 */
export async function recognizeFile(
  engine: Engine,
  model: RecognitionModel,
  path: string,
  signal: AbortSignal
): Promise<RecognizedFile> {
  const started = performance.now()
  const heard = (phrases: readonly string[]): RecognizedFile => ({
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
      return heard(finals.map(({ text }) => text).filter((text) => text !== ''))
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof EngineDied && attempt < TRIES) continue
      const failure = failureOf(error)
      if (failure === undefined) throw error
      return { ...heard([]), failure }
    }
  }
}

/**
 * `recognizeFile` for each path, several at a time.
 * @returns results in the order of the paths
 * @throws as `recognizeFile`; the others are then stopped
 */
export async function recognizeFiles(
  engine: Engine,
  model: RecognitionModel,
  paths: readonly string[],
  { signal, onHeard }: Readonly<{ signal: AbortSignal; onHeard?: () => void }>
): Promise<readonly RecognizedFile[]> {
  const broken = new AbortController()
  const either = AbortSignal.any([signal, broken.signal])
  const heard = new Map<number, RecognizedFile>()
  const pending = paths.entries()
  const worker = async (): Promise<void> => {
    for (const [index, path] of pending) {
      heard.set(index, await recognizeFile(engine, model, path, either))
      onHeard?.()
    }
  }
  const workers = Array.from({ length: AT_ONCE }, () =>
    worker().catch((error: unknown) => {
      broken.abort(error)
      throw error
    })
  )
  // All have ended before the first failure is thrown, so that nothing works on unnoticed.
  await Promise.allSettled(workers)
  await Promise.all(workers)
  return [...heard].sort(([a], [b]) => a - b).map(([, file]) => file)
}

/** Messages are shown to customers: they have no paths of this machine. */
function failureOf(error: unknown): string | undefined {
  if (error instanceof EngineDied || error instanceof AudioUnreadable) return error.message
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'The audio file is missing'
  return undefined
}
