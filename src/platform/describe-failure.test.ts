import { mkdir } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { describeFailure } from './describe-failure.ts'

test('tells no path of this machine', async () => {
  const failure: unknown = await mkdir('/proc/none/of/this').catch((error: unknown) => error)
  expect(String(failure)).toContain('/proc/none')
  expect(describeFailure(failure)).toMatch(/^[A-Z]+$/)
  expect(describeFailure(new Error('The archive is damaged.'))).toBe('The archive is damaged.')
})
