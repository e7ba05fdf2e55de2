/** Ctrl-C: says what goes on without the command, and how to come back to it. @module */
import { EXIT } from './command-failed.ts'
import { terminal } from './terminal.ts'

const remarks: string[] = []
const cleaners = new Set<() => Promise<void> | void>()

/** @returns takes the remark back */
export function interrupted(remark: string): () => void {
  remarks.push(remark)
  return () => void remarks.splice(remarks.lastIndexOf(remark), 1)
}

/** Run before the command ends by a signal. @returns takes it back */
export function onInterrupt(clean: () => Promise<void> | void): () => void {
  cleaners.add(clean)
  return () => void cleaners.delete(clean)
}

export function listenForInterrupts(): void {
  let once = false
  const stop = (): void => {
    if (once) process.exit(EXIT.interrupted)
    once = true
    terminal.say('')
    terminal.warn(['Interrupted.', ...remarks].join('\n'))
    void Promise.allSettled([...cleaners].map((clean) => clean())).then(() => process.exit(EXIT.interrupted))
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}
