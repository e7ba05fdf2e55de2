/**
 * The smallest engine for tests of the pool: its streams decode nothing, and a model ends the process at the moment that
 * its name says. `crash` is a task without a model that ends it too.
 * @module
 */
import { serveParent } from '../src/recognizers/pool/serve-parent.ts'

export type CrashingTasks = Readonly<{
  crash: { request: Readonly<Record<never, unknown>>; answer: null }
}>

const die = (): never => {
  process.kill(process.pid, 'SIGKILL')
  // The signal arrives before any other code runs.
  throw new Error('still alive')
}

serveParent<CrashingTasks>({
  open: ({ name }) => {
    if (name === 'dies when opened') die()
    let bytes = 0
    let finished = false
    return {
      decoding: {
        write: (pcm) => {
          bytes += pcm.byteLength
        },
        finish: () => {
          finished = true
        },
        get hasWork() {
          return bytes > 0 || finished
        },
        get done() {
          return finished && bytes === 0
        },
        turn: () => {
          if (name === 'dies in its turn') die()
          const taken = bytes
          bytes = 0
          return taken
        }
      },
      close: () => {
        if (name === 'dies when closed') die()
      },
      discard: () => undefined
    }
  },
  tasks: {
    crash: async (_request, { atWork }) => {
      atWork()
      return die()
    }
  }
})
