import { expect, test } from 'vitest'
import { textFolds } from '../index.ts'

const { signal } = new AbortController()
const sentence = (number: number): readonly string[] => ['sentence', String(number)]
const numbered = (count: number) => Array.from({ length: count }, (_, number) => sentence(number))
const textOf = (sentences: readonly (readonly string[])[]) => sentences.map((words) => words.join(' ')).sort()

test.each([
  ['no text', []],
  ['copies of one sentence', [sentence(1), sentence(1)]],
  ['sentences of one word', [['one'], ['two'], ['three']]]
])('%s has no folds', async (_, sentences) => {
  expect(await textFolds(sentences, signal)).toBeUndefined()
})

test.each([
  [2, 2],
  [3, 3],
  [12, 5]
])('each of %i sentences is held out once, in %i folds', async (count, folds) => {
  const sentences = numbered(count)
  const splits = (await textFolds(sentences, signal)) ?? []
  expect(splits).toHaveLength(folds)
  expect(textOf(splits.flatMap(({ heldOut }) => heldOut))).toEqual(textOf(sentences))
  for (const { training, heldOut } of splits)
    expect(textOf([...training, ...heldOut])).toEqual(textOf(sentences))
})

test('copies of a held-out sentence are not in its training side', async () => {
  const sentences = [...numbered(6), ...numbered(6), ['word']]
  const splits = (await textFolds(sentences, signal)) ?? []
  expect(splits).toHaveLength(5)
  for (const { training, heldOut } of splits) {
    const trained = new Set(textOf(training))
    for (const text of textOf(heldOut)) expect(trained).not.toContain(text)
    expect(trained).toContain('word')
  }
})

test('a text with 2,000 distinct sentences has one split, a tenth held out', async () => {
  const splits = (await textFolds(numbered(2000), signal)) ?? []
  expect(splits).toHaveLength(1)
  const [{ training, heldOut } = { training: [], heldOut: [] }] = splits
  expect(heldOut).toHaveLength(200)
  expect(training).toHaveLength(1800)
})

test('a large text loses no word to the held-out side', async () => {
  const sentences = Array.from({ length: 200_000 }, (_, number) => ['word', `rare${number % 3000}`])
  const [{ training, heldOut } = { training: [], heldOut: [] }] = (await textFolds(sentences, signal)) ?? []
  const trained = new Set(training.flat())
  expect(heldOut.length).toBeGreaterThan(0)
  expect(heldOut.length).toBeLessThanOrEqual(2000)
  for (const word of heldOut.flat()) expect(trained).toContain(word)
})
