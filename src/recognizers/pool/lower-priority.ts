/** Processes whose work can wait leave the cores to those that somebody waits for. @module */
import { getPriority, setPriority } from 'node:os'

/** So much nicer: a tenth of the other's share where both have work (Linux, `sched(7)`). */
const NICER = 10
const NICEST = 19

/** Of a process of ours that was just started. */
export function lowerPriority(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    setPriority(pid, Math.min(NICEST, getPriority(pid) + NICER))
  } catch {
    // It has ended already, which others tell.
  }
}
