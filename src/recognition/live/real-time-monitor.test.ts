import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RealTimeMonitor } from './real-time-monitor.ts'

/** Whether a stream is found behind that gets `pace` seconds of audio heard in each second. */
function foundBehind(speed: number, seconds: number, waiting: boolean): boolean {
  let [now, behind] = [0, false]
  const watched = new RealTimeMonitor(
    () => {
      behind = true
    },
    () => now
  )
  for (; now < seconds * 1000; now += 100) watched.processed(1600 * speed, waiting)
  return behind
}

test('a stream whose audio waits is behind when it is heard more slowly than it was spoken', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.05, max: 4, noNaN: true }), fc.boolean(), (realTimeFactor, waiting) => {
      fc.pre(realTimeFactor < 0.9 || realTimeFactor > 1)
      expect(foundBehind(realTimeFactor, 10, waiting)).toBe(waiting && realTimeFactor < 1)
    })
  )
})

test('a moment of slowness says nothing', () => {
  expect(foundBehind(0.1, 2.5, true)).toBe(false)
})
