/** Works that belong together: all of them, or none. @module */

type Work<T> = (signal: AbortSignal) => Promise<T>

/**
 * Runs all at once; the failure of one aborts the others. Ends when all have ended, so that none works on behind its
 * caller's back.
 * @throws the signal's reason, else the first failure
 */
export async function runConcurrently<T>(
  signal: AbortSignal,
  works: readonly Work<T>[]
): Promise<readonly T[]> {
  const broken = new AbortController()
  const either = AbortSignal.any([signal, broken.signal])
  const running = works.map((work) =>
    work(either).catch((error: unknown) => {
      broken.abort(error)
      throw error
    })
  )
  await Promise.allSettled(running)
  signal.throwIfAborted()
  broken.signal.throwIfAborted()
  return Promise.all(running)
}
