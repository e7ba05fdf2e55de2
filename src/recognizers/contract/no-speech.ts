/** Audio without speech. @module */
import { describe, expect, test } from 'vitest'
import { silence } from '../spoken-clips.ts'
import { type Harness, isFinal, textOf } from './harness.ts'

export function noSpeechContract(harness: Harness): void {
  describe('audio without speech', () => {
    test.each([
      ['no audio at all', new Uint8Array()],
      ['a single byte', new Uint8Array(1)],
      ['silence', silence(2)],
      ['a constant', new Uint8Array(64_000).fill(127)]
    ])('%s ends with one empty final', async (_, pcm) => {
      const durationTicks = (pcm.byteLength >> 1) * 625
      expect(await harness.recognize(pcm)).toEqual([
        { kind: 'final', text: '', offsetTicks: 0, durationTicks, alternatives: [] }
      ])
    })

    test('full-scale noise and an odd byte at the end are survived', async () => {
      let state = 1
      const noise = Uint8Array.from({ length: 96_001 }, () => {
        state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
        return state >> 16
      })
      const finals = (await harness.recognize(noise, { nBest: 3 })).filter(isFinal)
      expect(finals.length).toBeGreaterThan(0)
      expect(textOf(await harness.recognize(harness.command.pcm))).toBe('go forward ten meters')
    })
  })
}
