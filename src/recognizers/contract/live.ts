/** Live streams: partial results, phrases, back-pressure, several streams at once. @module */
import { describe, expect, test } from 'vitest'
import { align, errorRate } from '../../speech/scoring/index.ts'
import { humanClips, joined, silence, synthesize } from '../spoken-clips.ts'
import {
  expectCommittedWordsKept,
  type Harness,
  isFinal,
  isPartial,
  seconds,
  TICKS_PER_BYTE,
  textOf
} from './harness.ts'

export function liveContract(harness: Harness): void {
  describe('live', () => {
    test('partials grow before the audio has ended and never rewrite committed words', async () => {
      const clip = (await humanClips())[0]
      const pcm = clip?.pcm ?? new Uint8Array()
      const partials = (await harness.recognize(pcm)).filter(isPartial)
      expect(partials.length).toBeGreaterThan(5)
      expectCommittedWordsKept(partials)
      const [first] = partials
      expect(seconds((first?.offsetTicks ?? 0) + (first?.durationTicks ?? 0))).toBeLessThan(2)
      const stream = await harness.engine.open(harness.model)
      const iterator = stream.events[Symbol.asyncIterator]()
      await stream.write(pcm.subarray(0, 64_000))
      expect((await iterator.next()).value).toEqual(first)
      stream.cancel()
    })

    test('each phrase of long audio has its final, at its place in the stream', async () => {
      const phrases = [
        await synthesize('slt', 'the train to london leaves at nine'),
        await synthesize('slt', 'please send the report to my office'),
        harness.command
      ]
      const parts: Uint8Array[] = []
      const starts: number[] = []
      for (const { pcm } of phrases) {
        parts.push(silence(1.5))
        starts.push(seconds(joined(...parts).byteLength * TICKS_PER_BYTE))
        parts.push(pcm)
      }
      const events = await harness.recognize(joined(...parts, silence(1)))
      const finals = events.filter(isFinal)
      expect(finals).toHaveLength(3)
      for (const [index, final] of finals.entries()) {
        const start = starts[index] ?? 0
        const length = seconds((phrases[index]?.pcm.byteLength ?? 0) * TICKS_PER_BYTE)
        expect(seconds(final.offsetTicks)).toBeGreaterThan(start - 0.1)
        expect(seconds(final.offsetTicks)).toBeLessThan(start + 0.6)
        expect(seconds(final.offsetTicks + final.durationTicks)).toBeLessThan(start + length + 0.1)
        expect(final.alternatives[0]?.words[0]?.offsetTicks).toBe(final.offsetTicks)
      }
      // Partials belong to the phrase whose final follows them.
      let from = 0
      for (const final of finals) {
        const to = events.indexOf(final)
        expectCommittedWordsKept(events.slice(from, to).filter(isPartial))
        from = to + 1
      }
    })

    test('a speaker who never pauses is cut into phrases of half a minute at most', async () => {
      const text = Array(9).fill('and then we walked along the river until the bridge was in sight').join(' ')
      const { pcm } = await synthesize('rms', text)
      expect(pcm.byteLength / 32_000).toBeGreaterThan(30)
      const finals = (await harness.recognize(pcm, { partials: false, words: false })).filter(isFinal)
      expect(finals.length).toBeGreaterThan(1)
      for (const { durationTicks } of finals) expect(seconds(durationTicks)).toBeLessThan(27)
      const score = align(text.split(' '), textOf(finals).split(' '))
      expect(errorRate(score)).toBeLessThan(0.25)
    })

    test('writing waits while the engine is behind', async () => {
      const stream = await harness.engine.open(harness.model)
      let taken = false
      const writing = stream
        .write(joined(harness.command.pcm, harness.command.pcm, harness.command.pcm))
        .then(() => {
          taken = true
        })
      await new Promise((resolve) => setImmediate(resolve))
      expect(taken).toBe(false)
      await writing
      stream.cancel()
    })

    test('streams opened together in one process answer as they do alone', async () => {
      const clips = [harness.command, await synthesize('slt', 'the weather will be cold and wet this week')]
      const alone = []
      for (const { pcm } of clips) alone.push(await harness.recognize(pcm))
      const [first, second] = clips.map(({ pcm }) => pcm)
      const together = await Promise.all(
        [first, second, first, second].map((pcm) => harness.recognize(pcm ?? silence(1)))
      )
      expect(together).toEqual([...alone, ...alone])
      expect(harness.engine.children()).toHaveLength(1)
      expect(harness.engine.children()[0]?.residentBytes).toBeGreaterThan(50e6)
    })
  })
}
