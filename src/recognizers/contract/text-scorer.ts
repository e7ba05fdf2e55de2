/** The capability to score text. @module */
import { describe, expect, test } from 'vitest'
import { requireCapability, type TextScorer } from '../capabilities/index.ts'
import type { Harness } from './harness.ts'

export function textScorerContract(harness: Harness): void {
  describe('text scorer', () => {
    const scorer = (): TextScorer => requireCapability(harness.engine, harness.model.base, 'textScorer')

    test('scores of the base model are the same after a custom one was used', async () => {
      const score = await scorer().scoreText(harness.model.base, [['zorkelby', 'station']])
      await harness.recognize(harness.command.pcm, {}, await harness.custom.make(harness.folder))
      expect(await scorer().scoreText(harness.model.base, [['zorkelby', 'station']])).toEqual(score)
      expect(score[0]?.[0]).toBeNull()
    })

    test('likely text scores higher than the same words shuffled; unknown words have no score', async () => {
      const [likely, shuffled, unknown] = await scorer().scoreText(harness.model.base, [
        ['this', 'is', 'the', 'end', 'of', 'the', 'day'],
        ['day', 'the', 'of', 'end', 'the', 'is', 'this'],
        ['this', 'is', 'zorkelby', 'day']
      ])
      const sum = (row: readonly (number | null)[] = []) =>
        row.reduce<number>((all, one) => all + (one ?? 0), 0)
      expect(likely).toHaveLength(8)
      expect(sum(likely)).toBeGreaterThan(sum(shuffled) + 3)
      expect(unknown?.map((value) => value === null)).toEqual([false, false, true, false, false])
      for (const value of [...(likely ?? []), ...(shuffled ?? [])]) expect(value).toBeLessThan(0)
    })

    test('long work can be aborted', async () => {
      const controller = new AbortController()
      const many = Array.from({ length: 20_000 }, () => ['this', 'is', 'the', 'end'])
      const scoring = scorer().scoreText(harness.model.base, many, {
        signal: controller.signal,
        onProgress: (fraction) => {
          if (fraction > 0.1) controller.abort()
        }
      })
      await expect(scoring).rejects.toThrow(/abort/i)
    })
  })
}
