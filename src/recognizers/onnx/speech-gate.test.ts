import { describe, expect, test } from 'vitest'
import { silence, synthesize } from '../spoken-clips.ts'
import { SpeechGate } from './speech-gate.ts'

const samplesOf = (pcm: Uint8Array): Int16Array =>
  new Int16Array(pcm.buffer.slice(pcm.byteOffset, pcm.byteOffset + pcm.byteLength))
const noise = (seconds: number, amplitude: number): Int16Array => {
  let random = 1
  return Int16Array.from({ length: seconds * 16_000 }, () => {
    random = (random * 48_271) % 2_147_483_647
    return amplitude * (random / 1_073_741_824 - 1)
  })
}
const added = (a: Int16Array, b: Int16Array): Int16Array => a.map((sample, index) => sample + (b[index] ?? 0))
const hear = (...parts: readonly Int16Array[]): SpeechGate => {
  const gate = new SpeechGate()
  for (const part of parts) gate.push(part)
  return gate
}

describe('the speech gate', () => {
  test.each([
    ['silence', samplesOf(silence(3))],
    ['steady noise', noise(3, 300)],
    ['a constant', new Int16Array(48_000).fill(9000)],
    [
      'a click',
      Int16Array.from({ length: 48_000 }, (_, index) =>
        index > 20_000 && index < 20_400 ? 9000 * (index % 2) : 0
      )
    ]
  ])('is not opened by %s', (_, samples) => {
    expect(hear(samples).onset).toBeUndefined()
  })

  test('is opened by speech at its first sound, in silence and in noise, and at the start of a stream', async () => {
    const speech = samplesOf((await synthesize('slt', 'the train leaves at nine')).pcm)
    const first = speech.findIndex((sample) => Math.abs(sample) > 400) / 160
    for (const before of [samplesOf(silence(2)), noise(2, 120)]) {
      const onset = (hear(before, added(speech, noise(3, 120))).onset ?? 0) - 200
      // Within the audio that a phrase has before its first sound: 0.3 s.
      expect(Math.abs(onset - first)).toBeLessThan(28)
    }
    const voiced = speech.subarray(Math.ceil(first) * 160)
    expect(hear(voiced).onset).toBeLessThan(15)
  })

  test('counts the silence after speech, and opens again after it was reset', async () => {
    const speech = samplesOf((await synthesize('slt', 'nine')).pcm)
    const gate = hear(samplesOf(silence(1)), speech, samplesOf(silence(1)))
    expect(gate.quietFrames).toBeGreaterThan(95)
    gate.reset()
    gate.push(samplesOf(silence(1)))
    expect(gate.onset).toBeUndefined()
    gate.push(speech)
    expect(gate.onset).toBeGreaterThan(300)
  })

  test('finds the same for any write sizes', async () => {
    const speech = samplesOf((await synthesize('rms', 'please send the report')).pcm)
    const whole = hear(speech)
    const parts = new SpeechGate()
    for (let at = 0; at < speech.length; at += 77) parts.push(speech.subarray(at, at + 77))
    expect([parts.onset, parts.quietFrames, parts.frames]).toEqual([
      whole.onset,
      whole.quietFrames,
      whole.frames
    ])
  })
})
