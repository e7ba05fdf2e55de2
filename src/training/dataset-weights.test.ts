import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningService, startInProcess } from '../../tests/in-process-service.ts'
import { uploaded } from '../../tests/models/uploaded.ts'

const parts = ['davit', 'nacelle', 'monopile', 'winch', 'pennant']
const orders = ['lower', 'raise', 'check', 'paint', 'grease'].flatMap((verb) =>
  parts.flatMap((part) => ['before the tide', 'with the crew'].map((when) => `${verb} the ${part} ${when}`))
)
/**
 * Another way of speaking of other things, written down again and again: all text together would drown in it.
 */
const letters = ['aunt', 'uncle', 'cousin', 'neighbour', 'teacher', 'doctor', 'baker', 'tailor'].flatMap(
  (who) =>
    ['monday', 'friday', 'sunday', 'easter'].map(
      (day) => `lower prices before ${day} wrote the ${who} with the letter`
    )
)
const repeated = Array.from({ length: 40 }, () => letters).flat()

type Datasets = Readonly<{
  delivered: string
  because: string
  perplexity: Readonly<{ pooled: number; mixture: number }>
  baseWeight: number
  sources: readonly Readonly<{
    source: string
    kind: string
    sentences: number
    wordsOnlyHere: number
    weight: number
    perplexityWithout: number
    unknownWordsWithout: number
    unknownWords: number
  }>[]
}>

let running: RunningService
let ids: readonly string[]
beforeAll(async () => {
  running = await startInProcess()
  const datasets = [
    await uploaded(running.api, 'Language', Buffer.from(orders.join('\n'))),
    await uploaded(running.api, 'Language', Buffer.from(repeated.join('\n')))
  ]
  ids = datasets.map(({ self }) => self.split('/').at(-1) ?? '')
})
afterAll(() => running.close())

const body = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  displayName: 'mixed',
  locale: 'en-US',
  datasets: ids.map((id) => ({ self: `${running.address}/speechtotext/v3.2/datasets/${id}` })),
  ...more
})

async function trained(more: Record<string, unknown> = {}) {
  const { api } = running
  const model = await api.finished(await api.post('/models', body(more)), () => undefined)
  const bundle = join(running.dataDir, 'files/models', model.self.split('/').at(-1) ?? '')
  const content = async <T>(name: string): Promise<T> =>
    (JSON.parse(await readFile(join(bundle, name), 'utf8')) as Readonly<{ languageModel: T }>).languageModel
  const { datasets } = await content<Readonly<{ datasets?: Datasets }>>('report.json')
  const { shares } = await content<Readonly<{ shares?: Shares }>>('model.json')
  return { datasets, shares }
}
type Shares = readonly Readonly<{ source: string; share: number }>[]

test('the report says what each dataset weighs and what it bought', { timeout: 120_000 }, async () => {
  const { datasets } = await trained()
  expect(datasets?.sources.map(({ source, kind }) => [source, kind])).toEqual(
    ids.map((id) => [id, 'Language'])
  )
  expect(datasets?.delivered).toBe('mixture')
  expect(datasets?.perplexity.mixture).toBeLessThan(datasets?.perplexity.pooled ?? 0)
  const sum = datasets?.sources.reduce((all, { weight }) => all + weight, datasets.baseWeight)
  expect(sum).toBeCloseTo(1, 2)
  for (const source of datasets?.sources ?? []) {
    expect(source.wordsOnlyHere).toBeGreaterThan(10)
    expect(source.perplexityWithout).toBeGreaterThan(datasets?.perplexity.mixture ?? 0)
  }
  // "nacelle" and "monopile" are no words of the base.
  expect(datasets?.sources[0]?.unknownWords).toBe(0)
  expect(datasets?.sources[0]?.unknownWordsWithout).toBeGreaterThanOrEqual(20)
  expect(datasets?.sources[1]?.unknownWordsWithout).toBe(0)
})

test('weights that the request asks for are the proportions of the mixture', {
  timeout: 120_000
}, async () => {
  const { datasets, shares } = await trained({ customProperties: { [`weight:${ids[0]}`]: '3' } })
  expect(datasets).toMatchObject({
    delivered: 'mixture',
    because: expect.stringContaining('customProperties')
  })
  const [first, second] = datasets?.sources ?? []
  expect(Number(first?.weight) / Number(second?.weight)).toBeCloseTo(3, 1)
  // The recipe, by which the same model can be made again.
  expect(shares).toEqual(ids.map((source, index) => ({ source, share: [0.75, 0.25][index] })))
})

test.each([
  ['weight:text', '2', 'does not match the training data'],
  ['own', '0', 'expected a number above 0'],
  ['own', 'much', 'expected a number above 0']
])('a weight that cannot be is refused: %s = %s', async (name, value, message) => {
  const property = name === 'own' ? `weight:${ids[0]}` : name
  const answer = await running.api
    .post('/models', body({ customProperties: { [property]: value } }))
    .catch((error: unknown) => error)
  expect(String(answer)).toContain(message)
})

test('one dataset alone has nothing to be weighed against', { timeout: 60_000 }, async () => {
  expect(
    await trained({ datasets: [{ self: `${running.address}/speechtotext/v3.2/datasets/${ids[0]}` }] })
  ).toEqual({})
})
