/** Recognition with custom models. @module */
import { describe, expect, test } from 'vitest'
import { CustomizationUnsupported, ModelUnusable } from '../errors.ts'
import { synthesize } from '../spoken-clips.ts'
import { type Harness, textOf } from './harness.ts'

export function customizationContract(harness: Harness): void {
  describe('custom models', () => {
    const say = 'please call zorkle bee station before noon'

    test('a new word is recognized, and old words remain', async () => {
      const custom = await harness.custom.make(harness.folder)
      const { pcm } = await synthesize('slt', say)
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

    test('one of another format or a newer version is rejected by its type, wherever it is used', async () => {
      const { custom } = await harness.custom.make(harness.folder)
      if (!custom) throw new Error('the model is not a custom one')
      const { base } = harness.model
      const others = [
        { change: { format: 'of-another-engine' }, message: /"of-another-engine".*Train the model again\.$/ },
        {
          change: { version: custom.version + 1 },
          message: /loads it up to version \d+\. Update the service\.$/
        }
      ]
      for (const { change, message } of others) {
        const model = { base, custom: { ...custom, ...change } }
        for (const failure of [harness.engine.open(model), harness.engine.prove(model)]) {
          await expect(failure).rejects.toBeInstanceOf(CustomizationUnsupported)
          await expect(failure).rejects.toThrow(message)
        }
        const { format, version } = model.custom
        const stored = { format, version, folder: harness.folder, parts: {} }
        expect(() => harness.engine.readCustomization(base, stored)).toThrow(CustomizationUnsupported)
      }
    })

    test('the fields of a bundle are checked, and files outside of it are not read', async () => {
      const { custom } = await harness.custom.make(harness.folder)
      if (!custom) throw new Error('the model is not a custom one')
      const { base } = harness.model
      const { format, version } = custom
      const read = (parts: Readonly<Record<string, unknown>>) =>
        harness.engine.readCustomization(base, { format, version, folder: harness.folder, parts })
      const parts = await harness.custom.storedParts(harness.folder)
      const { files } = read(parts)
      expect(files.length).toBeGreaterThan(0)
      for (const path of files) expect(path.startsWith(`${harness.folder}/`)).toBe(true)
      const stored = JSON.stringify(parts)
      for (const path of files) {
        const name = path.slice(harness.folder.length + 1)
        for (const outside of ['../outside', '/etc/passwd', '', '.hidden', 'a/../../outside']) {
          const changed = JSON.parse(stored.replaceAll(JSON.stringify(name), JSON.stringify(outside)))
          expect(() => read(changed)).toThrow(ModelUnusable)
        }
      }
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
