/** Waits for what other threads of work bring about, on machines of any load. @module */
import { vi } from 'vitest'

export const eventually = (check: () => void | Promise<void>): Promise<void> =>
  vi.waitFor(check, { timeout: 15_000, interval: 10 })
