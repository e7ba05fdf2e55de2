import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Semaphore } from './semaphore.ts'

test('never more than there are places are inside, all get in, and in their order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 30 }),
      async (count, stays) => {
        const semaphore = new Semaphore(count)
        const entered: number[] = []
        let inside = 0
        await Promise.all(
          stays.map(async (turns, index) => {
            const release = await semaphore.enter()
            entered.push(index)
            expect(++inside).toBeLessThanOrEqual(count)
            for (let turn = 0; turn < turns; turn++) await Promise.resolve()
            inside--
            release()
          })
        )
        expect(entered).toEqual(stays.map((_, index) => index))
      }
    )
  )
})
