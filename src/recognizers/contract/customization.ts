/** Recognition with custom models. @module */
import { describe, expect, test } from 'vitest'
import { ModelUnusable } from '../errors.ts'
import { synthesise } from '../spoken-clips.ts'
import { type Harness, textOf } from './harness.ts'

export function customizationContract(harness: Harness): void {
  describe('custom models', () => {
    const say = 'please call zorkle bee station before noon'

    test('a new word is recognized, and old words remain', async () => {
      const custom = await harness.custom.make(harness.folder)
      const { pcm } = await synthesise('slt', say)
      expect(textOf(await harness.recognize(pcm, {}, custom))).toBe(
        'please call zorkelby station before noon'
      )
      expect(textOf(await harness.recognize(pcm))).not.toContain('zorkelby')
      expect(textOf(await harness.recognize(harness.command.pcm, {}, custom))).toBe('go forward ten meters')
    })

    test('the base model is the same after a custom one was used', async () => {
      const before = await harness.recognize(harness.command.pcm)
      await harness.recognize(harness.command.pcm, {}, await harness.custom.make(harness.folder))
      expect(await harness.recognize(harness.command.pcm)).toEqual(before)
    })

    test('parts that cannot be used are named', async () => {
      for (const { model, message } of await harness.custom.unusable(harness.folder)) {
        const failure = harness.engine.open(model)
        await expect(failure).rejects.toBeInstanceOf(ModelUnusable)
        await expect(failure).rejects.toThrow(message)
      }
      await expect(harness.engine.open({ base: 'no-such-model' })).rejects.toBeInstanceOf(ModelUnusable)
      expect(textOf(await harness.recognize(harness.command.pcm))).toBe('go forward ten meters')
    })
  })
}
