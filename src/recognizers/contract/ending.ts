/** How streams end: cancelled, aborted, finished. @module */
import { describe, expect, test } from 'vitest'
import { RecognitionCancelled } from '../errors.ts'
import { collect, type Harness } from './harness.ts'

export function endingContract(harness: Harness): void {
  describe('ending', () => {
    test('cancelling ends events with RecognitionCancelled, and writing too', async () => {
      const stream = await harness.engine.open(harness.model)
      const events = collect(stream)
      const failed = expect(events).rejects.toBeInstanceOf(RecognitionCancelled)
      await stream.write(harness.command.pcm)
      stream.cancel()
      await failed
      await expect(stream.write(harness.command.pcm)).rejects.toBeInstanceOf(RecognitionCancelled)
      await expect(stream.finish()).rejects.toBeInstanceOf(RecognitionCancelled)
      expect(harness.engine.children().map(({ streams }) => streams)).toEqual([0])
    })

    test('an abort signal cancels, before and after the stream is open', async () => {
      await expect(harness.engine.open(harness.model, { signal: AbortSignal.abort() })).rejects.toThrow()
      const controller = new AbortController()
      const stream = await harness.engine.open(harness.model, { signal: controller.signal })
      const failed = expect(collect(stream)).rejects.toBeInstanceOf(RecognitionCancelled)
      controller.abort()
      await failed
    })

    test('nothing can be written after finish', async () => {
      const stream = await harness.engine.open(harness.model)
      await stream.finish()
      await expect(stream.write(harness.command.pcm)).rejects.toThrow(/finished/)
    })
  })
}
