/** The capability to expect a text at once. @module */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { requireCapability, type TextAdapter } from '../capabilities/index.ts'
import { synthesize } from '../spoken-clips.ts'
import { type Harness, textOf } from './harness.ts'

const NAME = 'quillfeather'
const SENTENCE = `please send the report about ${NAME} to the office`

export function textAdapterContract(harness: Harness): void {
  describe('text adapter', () => {
    const adapter = (): TextAdapter => requireCapability(harness.engine, harness.model.base, 'textAdapter')
    let folder: string
    let spoken: Uint8Array
    beforeAll(async () => {
      folder = await mkdtemp(join(harness.folder, 'expected-'))
      spoken = (await synthesize('rms', SENTENCE)).pcm
    })
    afterAll(() => rm(folder, { recursive: true }))

    /** Where the engine writes words in phones, of the new word; an engine without needs none. */
    const pronunciations = async () => {
      const { pronouncer } = harness.engine.capabilities(harness.model.base)
      const predicted = await pronouncer?.predict(harness.model.base, [NAME])
      const [best] = predicted?.ranked.get(NAME) ?? []
      return new Map(best ? [[NAME, [best.phones]]] : [])
    }

    test('its sentences and words are expected, others still recognized, and the base is as before', async () => {
      const before = await harness.recognize(spoken)
      const text = { sentences: [SENTENCE.split(' ')], weight: 0.8 }
      const expected = { text, pronunciations: await pronunciations() }
      const model = await adapter().adapt(harness.model, expected, { folder })
      expect(textOf(await harness.recognize(spoken, {}, model))).toBe(SENTENCE)
      expect(textOf(await harness.recognize(harness.command.pcm, {}, model))).toBe('go forward ten meters')
      expect(await harness.recognize(spoken)).toEqual(before)
      expect(textOf(before)).not.toContain(NAME)
    })

    test('a custom model keeps its words, and only its text gives way', async () => {
      const custom = await harness.custom.make(harness.folder)
      const own = (await synthesize('slt', 'please call zorkle bee station before noon')).pcm
      const text = { sentences: [['zorkelby', 'station']], weight: 0.5 }
      const model = await adapter().adapt(custom, { text }, { folder })
      expect(textOf(await harness.recognize(own, {}, model))).toContain('zorkelby station')
    })

    test('is made only while somebody waits for it', async () => {
      const text = { sentences: [SENTENCE.split(' ')], weight: 0.8 }
      const aborted = join(folder, 'aborted')
      await mkdir(aborted)
      const work = { folder: aborted, signal: AbortSignal.abort(new Error('left')) }
      await expect(adapter().adapt(harness.model, { text }, work)).rejects.toThrow('left')
    })
  })
}
