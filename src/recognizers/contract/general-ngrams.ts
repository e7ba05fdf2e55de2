/** The capability to give the general language of a base model. @module */
import { stat } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { requireCapability } from '../capabilities/index.ts'
import { ModelUnusable } from '../errors.ts'
import type { Harness } from './harness.ts'

export function generalNgramsContract(harness: Harness): void {
  test('names the file of general n-grams of a base model, and of no other', async () => {
    const { base } = harness.model
    const general = requireCapability(harness.engine, base, 'generalNgrams')
    expect((await stat(general.path(base))).size).toBeGreaterThan(0)
    expect(() => general.path('no-such-base')).toThrow(ModelUnusable)
  })
}
