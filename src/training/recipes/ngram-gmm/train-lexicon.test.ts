import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Engine } from '../../../recognizers/index.ts'
import { createPocketSphinxEngine } from '../../../recognizers/pocketsphinx/index.ts'
import { lexiconText, trainWords } from './train-lexicon.ts'

const base = 'pocketsphinx-en-us'
let engine: Engine
beforeAll(async () => {
  engine = await createPocketSphinxEngine({ children: 1 })
})
afterAll(() => engine.close())

const train = (
  vocabulary: readonly string[],
  spokenForms: Readonly<Record<string, readonly string[]>> = {}
) =>
  trainWords({
    engine,
    base,
    vocabulary,
    spokenForms: new Map(Object.entries(spokenForms)),
    display: { kx9: 'KX9' },
    signal: new AbortController().signal
  })

describe('words of the training data', () => {
  test('that the base can say need nothing', async () => {
    const { lexicon, report } = await train(['lower', 'the', 'water'])
    expect(lexicon.size).toBe(0)
    expect(report).toEqual({ added: [], extended: [], unpronounceable: [] })
  })

  test('that it lacks are guessed from their spelling in a few likely ways, and named in the report', async () => {
    const { report } = await train(['the', 'brackenvoe', 'xqzt'])
    expect(report.added).toEqual([
      {
        word: 'brackenvoe',
        display: 'brackenvoe',
        pronunciations: expect.arrayContaining([expect.stringMatching(/^B R AE K .*V OW$/)]),
        source: 'spelling'
      },
      {
        word: 'xqzt',
        display: 'xqzt',
        pronunciations: expect.arrayContaining(['EH K S K Y UW Z IY T IY']),
        source: 'letter names'
      }
    ])
    for (const { pronunciations } of report.added) expect(pronunciations.length).toBeLessThanOrEqual(6)
    expect(report.added[1]?.pronunciations[0]).toBe('EH K S K Y UW Z IY T IY')
  })

  test('are said as the customer says them, and so are their possessives', async () => {
    const words = await train(["kx9's"], { kx9: ['k x nine'] })
    expect(lexiconText(words)).toBe("kx9 K EY EH K S N AY N\nkx9's K EY EH K S N AY N Z\n")
    expect(words.report.added.map(({ word, source }) => [word, source])).toEqual([
      ['kx9', 'pronunciation data'],
      ["kx9's", 'possessive']
    ])
    expect(words.report.added[0]?.display).toBe('KX9')
  })

  test('that the base knows gain a pronunciation beside those they have', async () => {
    const words = await train([], { tomato: ['toe moe'] })
    expect(words.report.added).toEqual([])
    expect(words.report.extended.map(({ word }) => word)).toEqual(['tomato'])
    expect(lexiconText(words)).toBe('tomato(3) T OW M OW\n')
  })

  test('that nobody can say are reported, never dropped in silence', async () => {
    const { lexicon, report } = await train(['привет', 'the'])
    expect([...lexicon.keys()]).toEqual([])
    expect(report.unpronounceable).toEqual([
      { word: 'привет', reason: expect.stringContaining('not a letter of English') }
    ])
  })
})
