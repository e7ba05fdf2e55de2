import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ClassItems, substituteItems, trainClassModel, trainLanguageModel, writeArpa } from './index.ts'
import { type LanguageModel, logProbability } from './language-model.ts'

const words = (text: string): string[] => text.split(' ')
const classes = (items: Readonly<Record<string, readonly string[]>>): ClassItems =>
  new Map(Object.entries(items).map(([name, list]) => [`{@${name}}`, list.map(words)]))

const probability = (model: LanguageModel, history: string, word: string): number =>
  10 **
  (logProbability(
    model,
    words(history).map((one) => model.vocabulary.idOf(one) ?? -1),
    model.vocabulary.idOf(word) ?? -1
  ) ?? Number.NEGATIVE_INFINITY)

const KITCHEN = [
  'i want {@food}',
  'bring me {@food} now',
  'two {@food} please',
  'thank you',
  'we want water'
].map(words)

describe('a class model', () => {
  test('says the same of an item in every context, whether or not any sentence held it', async () => {
    const model = await trainClassModel(KITCHEN, classes({ food: ['pizza', 'sushi', 'risotto', 'naan'] }))
    const trained = await trainLanguageModel(KITCHEN)
    for (const history of ['<s> i want', 'bring me', 'two'])
      expect(
        probability(model, history, 'risotto') / (probability(trained, history, '{@food}') / 4)
      ).toBeCloseTo(1)
    expect(probability(model, 'me risotto', 'now') / probability(trained, '{@food}', 'now')).toBeCloseTo(1)
    expect(model.vocabulary.words).not.toContain('{@food}')
  })

  test('follows the words of an item to its end, and goes on as after its class', async () => {
    const model = await trainClassModel(KITCHEN, classes({ food: ['soup of the day', 'pasta'] }))
    expect(probability(model, 'want soup', 'of')).toBeGreaterThan(0.9)
    expect(probability(model, 'soup of', 'the')).toBeGreaterThan(0.9)
    expect(probability(model, 'the day', 'now')).toBeGreaterThan(0.1)
    expect(probability(model, 'the day', 'of')).toBeLessThan(0.05)
  })

  test('expects more of an item that is listed twice', async () => {
    const model = await trainClassModel(KITCHEN, classes({ food: ['naan', 'naan', 'pasta'] }))
    expect(probability(model, 'bring me', 'naan') / probability(model, 'bring me', 'pasta')).toBeCloseTo(2, 1)
  })

  test('without classes is the model of the text, to the byte', async () => {
    const [plain, same] = [await trainLanguageModel(KITCHEN), await trainClassModel(KITCHEN, new Map())]
    expect([...writeArpa(same)].join('')).toBe([...writeArpa(plain)].join(''))
  })

  test('may be of a text that is pruned first, and still knows all its items', async () => {
    const list = classes({ food: ['pizza', 'soup of the day', 'naan'] })
    const model = await trainClassModel(KITCHEN, list, { maxNgrams: 6 })
    expect(probability(model, 'me', 'naan')).toBeGreaterThan(0.01)
    expect(probability(model, 'soup of', 'the')).toBeGreaterThan(0.5)
    const whole = await trainClassModel(KITCHEN, list)
    expect(model.orders[2]?.table.size).toBeLessThan(whole.orders[2]?.table.size ?? 0)
  })

  test('bounds what it spreads: the mass of a class then stays in the back-off', async () => {
    const many = Array.from({ length: 3000 }, (_, index) => `item${index} part${index % 50}`)
    const contexts = Array.from({ length: 300 }, (_, index) => words(`say${index} {@many} end${index % 200}`))
    const model = await trainClassModel(contexts, classes({ many }))
    expect(model.orders.reduce((sum, { table }) => sum + table.size, 0)).toBeLessThan(1_500_000)
    for (const context of ['say0', 'say299'])
      expect(probability(model, context, 'item2999')).toBeGreaterThan(0.05 / 3000)
  })

  const word = fc.constantFrom('a', 'b', 'c', 'x', 'y')
  const token = fc.oneof(word, fc.constantFrom('{@one}', '{@two}'))
  const text = fc.array(fc.array(token, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 12 })
  const items = fc.array(
    fc.array(word, { minLength: 1, maxLength: 4 }).map((list) => list.join(' ')),
    { minLength: 1, maxLength: 5 }
  )

  test('is a model: after every history the probabilities of all words sum to one', async () => {
    await fc.assert(
      fc.asyncProperty(
        text,
        items,
        items,
        fc.integer({ min: 2, max: 4 }),
        fc.array(word, { maxLength: 4 }),
        async (sentences, one, two, order, history) => {
          const model = await trainClassModel(sentences, classes({ one, two }), { order })
          const { vocabulary } = model
          const known = history.flatMap((each) => vocabulary.idOf(each) ?? [])
          let sum = 0
          for (let id = 0; id < vocabulary.size; id++)
            if (id !== 1) sum += 10 ** (logProbability(model, known, id) ?? Number.NEGATIVE_INFINITY)
          expect(sum).toBeCloseTo(1, 4)
        }
      ),
      { numRuns: 150 }
    )
  })
})

test('items take the places of classes in turn, all of them', () => {
  const list = classes({ food: ['a b', 'c', 'd'] })
  const turns = [0, 1, 2].map((turn) => substituteItems(words('eat {@food} now'), list, turn).join(' '))
  expect([...turns].sort()).toEqual(['eat a b now', 'eat c now', 'eat d now'])
})
