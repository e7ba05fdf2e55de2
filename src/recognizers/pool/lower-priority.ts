/** Lowers the priority of processes whose work can wait. @module */
import { getPriority, setPriority } from 'node:os'

/** Added to the nice value: a tenth of the other's share of a core if both have work (Linux, `sched(7)`). */
const NICER = 10
const NICEST = 19

/** @param pid of a process that was just started */
export function lowerPriority(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    setPriority(pid, Math.min(NICEST, getPriority(pid) + NICER))
  } catch {
    // It has already ended, which is noticed elsewhere.
  }
}
