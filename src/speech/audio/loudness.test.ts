import { expect, test } from 'vitest'
import { LoudnessMeter } from './index.ts'

const sine = (amplitude: number, seconds: number): Int16Array =>
  Int16Array.from({ length: 16_000 * seconds }, (_, at) =>
    Math.max(-32_768, Math.min(32_767, Math.round(amplitude * Math.sin(at / 5))))
  )

function measured(...parts: readonly Int16Array[]) {
  const meter = new LoudnessMeter()
  for (const part of parts) meter.push(part)
  return meter.measure()
}

test('a full sine is 3 dB below full scale, half of it 6 dB less, and silence around it changes nothing', () => {
  expect(measured(sine(32_000, 1)).decibels).toBeCloseTo(-3.2, 1)
  expect(measured(sine(16_000, 1)).decibels).toBeCloseTo(-9.2, 1)
  expect(measured(new Int16Array(16_000), sine(16_000, 1)).decibels).toBeCloseTo(-9.2, 1)
  expect(measured(new Int16Array(16_000)).decibels).toBe(-100)
  expect(measured().decibels).toBe(-100)
})

test('a sine beyond full scale is clipped, one below is not', () => {
  expect(measured(sine(60_000, 1)).clipped).toBeGreaterThan(0.5)
  expect(measured(sine(30_000, 1)).clipped).toBe(0)
})
