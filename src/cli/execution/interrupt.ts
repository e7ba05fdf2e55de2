/** Ctrl-C: prints what the service continues to do and how to follow it. @module */
import { EXIT } from '../command-error.ts'
import { terminal } from '../output/terminal.ts'

const notes: string[] = []
const cleanups = new Set<() => Promise<void> | void>()

/** Adds a note for the person who interrupts the command. @returns removes the note */
export function noteForInterrupt(note: string): () => void {
  notes.push(note)
  return () => void notes.splice(notes.lastIndexOf(note), 1)
}

/** Runs `clean` before a signal ends the command. @returns cancels that */
export function onInterrupt(clean: () => Promise<void> | void): () => void {
  cleanups.add(clean)
  return () => void cleanups.delete(clean)
}

export function listenForInterrupts(): void {
  let stopping = false
  const stop = (): void => {
    if (stopping) process.exit(EXIT.interrupted)
    stopping = true
    terminal.info('')
    terminal.warn(['Interrupted.', ...notes].join('\n'))
    void Promise.allSettled([...cleanups].map((clean) => clean())).then(() => process.exit(EXIT.interrupted))
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}
