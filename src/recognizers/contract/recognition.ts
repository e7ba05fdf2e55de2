/** Recognition of whole audio: words, times, confidences, alternatives. @module */
import { describe, expect, test } from 'vitest'
import { align, errorRate, sumScores } from '../../speech/scoring/index.ts'
import type { StreamOptions } from '../recognizer.ts'
import { humanClips, silence, synthesize } from '../spoken-clips.ts'
import { COMMAND_ONSET, type Harness, isFinal, seconds, TICKS_PER_BYTE, textOf } from './harness.ts'

export function recognitionContract(harness: Harness): void {
  describe('recognition', () => {
    test('lists the base models it can open', () => {
      expect(harness.engine.baseModels.map(({ name }) => name)).toContain(harness.model.base)
      for (const { release } of harness.engine.baseModels) expect(release).toMatch(/^20\d{6}$/)
    })

    test('a spoken command becomes its words, with times and confidences', async () => {
      const finals = (await harness.recognize(harness.command.pcm)).filter(isFinal)
      expect(finals.map(({ text }) => text)).toEqual(['go forward ten meters'])
      const [best] = finals[0]?.alternatives ?? []
      expect(best?.text).toBe('go forward ten meters')
      expect(best?.words.map(({ word }) => word)).toEqual(harness.command.words)
      let end = 0
      for (const { offsetTicks, durationTicks, confidence } of best?.words ?? []) {
        expect(offsetTicks).toBeGreaterThanOrEqual(end)
        expect(durationTicks).toBeGreaterThan(0)
        expect(confidence).toBeGreaterThan(0)
        expect(confidence).toBeLessThanOrEqual(1)
        end = offsetTicks + durationTicks
      }
      expect(end).toBeLessThanOrEqual(harness.command.pcm.byteLength * TICKS_PER_BYTE)
      expect(Math.abs(seconds(best?.words[0]?.offsetTicks ?? 0) - COMMAND_ONSET)).toBeLessThan(0.1)
    })

    test('human reading is understood, whole phrases better than live ones', async () => {
      const rate = async (options: StreamOptions): Promise<number> => {
        const scores = []
        for (const clip of await humanClips()) {
          scores.push(align(clip.words, textOf(await harness.recognize(clip.pcm, options)).split(' ')))
        }
        return errorRate(sumScores(scores))
      }
      const [live, whole] = [await rate({}), await rate({ partials: false })]
      expect(live).toBeLessThan(0.36)
      expect(whole).toBeLessThan(0.3)
    })

    test('the answer does not depend on what the process heard before, nor on the sizes written', async () => {
      const alone = await harness.recognize(harness.command.pcm)
      await harness.recognize((await synthesize('rms', 'something else is said here in another voice')).pcm)
      expect(await harness.recognize(harness.command.pcm)).toEqual(alone)
      expect(await harness.recognize(harness.command.pcm, {}, harness.model, 777)).toEqual(alone)
      expect(
        await harness.recognize(harness.command.pcm, {}, harness.model, harness.command.pcm.byteLength)
      ).toEqual(alone)
    })

    test('listening is told on request: the start and the end of speech, and how far the silence goes', async () => {
      const told = (
        await harness.recognize(Buffer.concat([silence(2), harness.command.pcm, silence(2)]), {
          voiceActivity: true
        })
      ).filter((event) => event.kind === 'voiceActivity')
      const [onset] = told.filter(({ speech }) => speech)
      expect(Math.abs(seconds(onset?.positionTicks ?? 0) - 2 - COMMAND_ONSET)).toBeLessThan(0.5)
      const steps = told.map(
        ({ positionTicks: heardTicks }, index) => heardTicks - (told[index - 1]?.positionTicks ?? 0)
      )
      expect(Math.min(...steps)).toBeGreaterThan(0)
      expect(told.filter(({ speech }, index) => !speech && !told[index - 1]?.speech).length).toBeGreaterThan(
        4
      )
      expect(told.at(-1)?.speech).toBe(false)
      expect(
        (await harness.recognize(harness.command.pcm)).some(({ kind }) => kind === 'voiceActivity')
      ).toBe(false)
    })

    test('word details are left out when nobody asks for them', async () => {
      const [final] = (
        await harness.recognize(harness.command.pcm, { words: false, partials: false })
      ).filter(isFinal)
      expect(final?.alternatives[0]?.words).toEqual([])
      expect(final?.text).toBe('go forward ten meters')
    })

    test('alternatives: the best first, each text once, as many as asked for at most', async () => {
      const [final] = (await harness.recognize(harness.command.pcm, { nBest: 5 })).filter(isFinal)
      const texts = final?.alternatives.map(({ text }) => text) ?? []
      expect(texts[0]).toBe(final?.text)
      expect(texts.length).toBeGreaterThan(2)
      expect(texts.length).toBeLessThanOrEqual(5)
      expect(new Set(texts).size).toBe(texts.length)
      const confidences = final?.alternatives.map(({ confidence }) => confidence) ?? []
      expect(Math.min(...confidences)).toBeGreaterThan(0)
      expect(Math.max(...confidences)).toBe(confidences[0])
      for (const { text, words } of final?.alternatives ?? []) {
        expect(words.map(({ word }) => word).join(' ')).toBe(text)
        expect(text).not.toMatch(/[<>[\]()+]/)
      }
    })
  })
}
