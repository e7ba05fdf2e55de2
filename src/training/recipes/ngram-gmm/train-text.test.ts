import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Engine } from '../../../recognizers/index.ts'
import { createPocketSphinxEngine } from '../../../recognizers/pocketsphinx/index.ts'
import { trainText } from '../../text/train-text.ts'

let engine: Engine
beforeAll(async () => {
  engine = await createPocketSphinxEngine({ children: 1 })
})
afterAll(() => engine.close())

const train = async (
  lines: readonly string[],
  requestedWeight?: number,
  signal = new AbortController().signal
) =>
  (
    await trainText({
      engine,
      base: 'pocketsphinx-en-us',
      sentences: lines.map((line) => line.split(' ')),
      requestedWeight,
      signal
    })
  ).report

const crew = ['lower', 'raise', 'check', 'paint'].flatMap((verb) =>
  ['davit', 'nacelle', 'monopile', 'winch'].flatMap((part) =>
    ['before the tide', 'after the storm', 'with the crew'].map((when) => `${verb} the ${part} ${when}`)
  )
)

describe('the weight of a text', () => {
  test('is high where the text foretells itself far better than the base does', async () => {
    const report = await train(crew)
    expect(report.weightFrom).toBe('held-back text')
    expect(report.weight).toBeGreaterThan(0.7)
    expect(report.heldBack).toEqual({
      method: '5 parts, each held out in turn',
      sentences: crew.length,
      words: 6 * crew.length
    })
    expect(report.perplexity?.mixed).toBeLessThan(report.perplexity?.base ?? 0)
    expect(report.curve).toHaveLength(21)
    expect(report.curve?.[0]).toEqual({ weight: 0, perplexity: null })
  })

  test('of a large text is chosen on sentences held back, and no word of theirs is lost', async () => {
    const lines = Array.from({ length: 200_000 }, (_, index) => `${crew[index % crew.length]} ${index % 997}`)
    const rare = [...lines.slice(0, -1), 'shackle the quillow by the zorvane']
    const { heldBack, vocabulary } = await train(rare)
    expect(heldBack?.method).toBe('one part held out')
    expect(heldBack?.sentences).toBeLessThanOrEqual(2000)
    expect(vocabulary).toBe(new Set(rare.join(' ').split(' ')).size)
  })

  test('is the one the customer asks for, and what it costs is shown', async () => {
    const [chosen, low] = [await train(crew), await train(crew, 0.01)]
    expect(low).toMatchObject({ weight: 0.01, weightFrom: 'customModelWeightPercent' })
    expect(low.perplexity?.mixed).toBeGreaterThan(chosen.perplexity?.mixed ?? 0)
  })

  test('without the base makes what only the base knows impossible', async () => {
    const report = await train(crew, 1)
    expect(report.comparedWithBase).toMatchObject({ mixed: expect.any(Number) })
    const { comparedWithBase } = await train(['a cat', 'the storm passes', 'one winch'], 1)
    expect(comparedWithBase?.mixed).toBeNull()
  })

  test.each([
    ['one sentence', ['lower the davit'], 0.3],
    ['the same sentence twice', ['lower the davit', 'lower the davit'], 0.3],
    ['words without sentences', ['davit', 'nacelle'], 0.05]
  ])('is a default for %s, and says so', async (_, lines, weight) => {
    const report = await train(lines)
    expect(report.weight).toBe(weight)
    expect(report.weightFrom).toMatch(/^default, because/)
    expect(report).not.toHaveProperty('perplexity')
  })

  test('of three sentences is chosen, with the default in mind', async () => {
    const report = await train(['the cat sat', 'the davit sat', 'the cat ran'])
    expect(report.heldBack).toMatchObject({ method: '3 parts, each held out in turn', sentences: 3 })
    expect(report.weight).toBeGreaterThan(0.3)
    expect(report.weight).toBeLessThan(0.8)
  })

  test('is the same whenever the text is the same', async () => {
    expect(await train(crew)).toEqual(await train(crew))
  })

  test('is not waited for once the training is cancelled', async () => {
    const cancelled = new Error('cancelled by the test')
    await expect(train(crew, undefined, AbortSignal.abort(cancelled))).rejects.toBe(cancelled)
  })
})
