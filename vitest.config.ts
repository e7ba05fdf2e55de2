import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'studio/src/**/*.test.ts', 'tests/**/*.test.ts'],
    // Decoder children and training runs are real processes: two files at once fill two cores.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Real work is waited for, on machines of any speed.
    expect: { poll: { timeout: 45_000 } }
  }
})
