/** The capability to pronounce words. @module */
import { describe, expect, test } from 'vitest'
import { requireCapability } from '../capabilities/index.ts'
import type { Harness } from './harness.ts'

export function pronouncerContract(harness: Harness): void {
  describe('pronouncer', () => {
    test('pronunciations: every variant of a known word, none of an unknown one', async () => {
      const [tomato, unknown] = await requireCapability(
        harness.engine,
        harness.model.base,
        'pronouncer'
      ).pronounce(harness.model.base, ['tomato', 'zorkelby'])
      expect(tomato?.length).toBeGreaterThan(1)
      expect(unknown).toEqual([])
    })
  })
}
