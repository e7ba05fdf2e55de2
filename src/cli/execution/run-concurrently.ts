/** Runs several calls of a command at the same time, here or in processes of their own. @module */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { EXIT } from '../command-error.ts'
import { terminal } from '../output/terminal.ts'
import { onInterrupt } from './interrupt.ts'

/**
 * @param limit how many run at the same time
 * @param rampMs start with one, and add another each time this many milliseconds have passed
 * @returns the exit code of the last run that failed, else 0
 */
export async function runConcurrently<T>(
  items: readonly T[],
  limit: number,
  rampMs: number,
  run: (item: T) => Promise<number>
): Promise<number> {
  const waiting = items.values()
  const over = new AbortController()
  let code: number = EXIT.done
  const worker = async (_: unknown, index: number): Promise<void> => {
    if (index > 0 && rampMs > 0) {
      await pause(index * rampMs, undefined, { signal: over.signal }).catch(() => undefined)
    }
    for (const item of waiting) code = (await run(item)) || code
    // Workers that have not started yet have nothing left to do.
    over.abort()
  }
  await Promise.all(Array.from({ length: Math.max(1, Math.min(limit, items.length)) }, worker))
  return code
}

/** Runs this command with other words as a process; its output is printed in one piece when it ends. */
export async function runInProcess(words: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [...process.execArgv, process.argv[1] ?? '', ...words], {
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const forget = onInterrupt(() => void child.kill('SIGINT'))
  const [out, messages] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  forget()
  if (messages !== '') terminal.pass(messages)
  if (out !== '') terminal.out(out)
  return child.exitCode ?? EXIT.failed
}
