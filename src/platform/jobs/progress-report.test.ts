import { expect, test, vi } from 'vitest'
import { ProgressReport } from './progress-report.ts'

test('progress is stored at most twice a second, and the newest is never left out', async () => {
  const written: [at: number, fraction: number, stage: string | undefined][] = []
  const progress = new ProgressReport(async (fraction, stage) => {
    written.push([performance.now(), fraction, stage])
  })
  const started = performance.now()
  for (let step = 0; performance.now() - started < 700; step++) {
    progress.report(step / 1e9, `step ${step}`)
    await new Promise(setImmediate)
  }
  progress.report(0.75, 'nearly there')
  await vi.waitFor(() => expect(written.at(-1)?.slice(1)).toEqual([0.75, 'nearly there']), { interval: 5 })
  expect(written.length).toBeLessThanOrEqual(3)
  const times = written.map(([at]) => at)
  times.slice(1).forEach((at, place) => {
    expect(at - (times[place] ?? 0)).toBeGreaterThanOrEqual(480)
  })
})

test('after its end nothing is stored, not even what waited for its time', async () => {
  const written: number[] = []
  let store: () => void = () => undefined
  const stored = new Promise<void>((resolve) => {
    store = resolve
  })
  const progress = new ProgressReport(async (fraction) => {
    await stored
    written.push(fraction)
  })
  progress.report(0.1)
  progress.report(0.2)
  let ended = false
  const end = progress.end().then(() => {
    ended = true
  })
  progress.report(0.3)
  await new Promise(setImmediate)
  // The write in progress is waited for.
  expect(ended).toBe(false)
  store()
  await end
  expect(written).toEqual([0.1])
})
