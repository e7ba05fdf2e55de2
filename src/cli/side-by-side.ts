/** Many runs of one command: so many at a time, here or in processes of their own. @module */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { EXIT } from './command-failed.ts'
import { onInterrupt } from './interrupt.ts'
import { terminal } from './terminal.ts'

/**
 * @param limit how many at the same time
 * @param everyMs one begins, and one more each time that so much has passed
 * @returns the exit code of the last run that failed
 */
export async function sideBySide<T>(
  items: readonly T[],
  limit: number,
  everyMs: number,
  run: (item: T) => Promise<number>
): Promise<number> {
  const waiting = items.values()
  const over = new AbortController()
  let code: number = EXIT.done
  const worker = async (_: unknown, index: number): Promise<void> => {
    if (index > 0 && everyMs > 0) {
      await pause(index * everyMs, undefined, { signal: over.signal }).catch(() => undefined)
    }
    for (const item of waiting) code = (await run(item)) || code
    // Those who have not begun yet need not begin any more.
    over.abort()
  }
  await Promise.all(Array.from({ length: Math.max(1, Math.min(limit, items.length)) }, worker))
  return code
}

/** This command with other words, as a process of its own; what it prints comes at its end, in one piece. */
export async function ownProcess(words: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [...process.execArgv, process.argv[1] ?? '', ...words], {
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const forget = onInterrupt(() => void child.kill('SIGINT'))
  const [out, remarks] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  forget()
  if (remarks !== '') terminal.pass(remarks)
  if (out !== '') terminal.out(out)
  return child.exitCode ?? EXIT.failed
}
