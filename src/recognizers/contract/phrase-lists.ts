/** The capability to expect the phrases of a list. @module */
import { beforeAll, describe, expect, test } from 'vitest'
import { RecognitionCancelled } from '../errors.ts'
import type { PhraseList } from '../recognizer.ts'
import { synthesize } from '../spoken-clips.ts'
import { collect, type Harness, textOf } from './harness.ts'

/** A name that no base model knows. */
const NAME = 'quillfeather'
const SENTENCE = `please send the report about ${NAME} to the office`

export function phraseListsContract(harness: Harness): void {
  describe('phrase lists', () => {
    const listed = (weight: number, ...phrases: readonly string[]): PhraseList => ({ phrases, weight })
    let spoken: Uint8Array
    beforeAll(async () => {
      spoken = (await synthesize('rms', SENTENCE)).pcm
    })

    test('a listed phrase with a new word is recognized, live and in whole phrases', async () => {
      const phraseList = listed(1, NAME, 'blanca wexford')
      expect(textOf(await harness.recognize(spoken, { phraseList }))).toContain(NAME)
      expect(textOf(await harness.recognize(spoken, { phraseList, partials: false }))).toBe(SENTENCE)
      expect(textOf(await harness.recognize(spoken, { partials: false }))).not.toContain(NAME)
    })

    test('other speech is recognized as before, with the list and after it', async () => {
      const before = await harness.recognize(harness.command.pcm)
      const withList = await harness.recognize(harness.command.pcm, { phraseList: listed(1, NAME) })
      expect(textOf(withList)).toBe(textOf(before))
      expect(await harness.recognize(harness.command.pcm)).toEqual(before)
    })

    test('a list without weight or words changes nothing', async () => {
      const without = await harness.recognize(spoken)
      for (const phraseList of [listed(0, NAME), listed(1), listed(1, '', ' ', '42')])
        expect(await harness.recognize(spoken, { phraseList })).toEqual(without)
    })

    test('a custom model keeps its own words beside the list', async () => {
      const custom = await harness.custom.make(harness.folder)
      const options = { phraseList: listed(1, NAME), partials: false }
      const own = await synthesize('slt', 'please call zorkle bee station before noon')
      expect(textOf(await harness.recognize(own.pcm, options, custom))).toContain('zorkelby station')
      expect(textOf(await harness.recognize(spoken, options, custom))).toContain(NAME)
    })

    test('streams with one list at the same time all use it', async () => {
      const phraseList = listed(1, NAME, 'jessie rivera')
      const texts = await Promise.all(
        Array.from({ length: 3 }, () => harness.recognize(spoken, { phraseList, partials: false }))
      )
      expect(texts.map(textOf)).toEqual(Array(3).fill(SENTENCE))
    })

    test('an aborted stream ends, whether or not its list was ready', async () => {
      const phraseList = listed(1, 'ambler ridge')
      const signal = AbortSignal.abort()
      await expect(harness.engine.open(harness.model, { phraseList, signal })).rejects.toThrow()
      const controller = new AbortController()
      const stream = await harness.engine.open(harness.model, { phraseList, signal: controller.signal })
      controller.abort()
      await expect(collect(stream)).rejects.toBeInstanceOf(RecognitionCancelled)
    })
  })
}
