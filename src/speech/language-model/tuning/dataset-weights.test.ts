import { expect, test } from 'vitest'
import {
  canWeighDatasets,
  estimateDatasetWeights,
  interpolateRows,
  keepSentences,
  type SentenceProbabilities,
  type TextSource
} from '../index.ts'

const source = (name: string, ...sentences: readonly string[]): TextSource => ({
  source: name,
  kind: 'Language',
  sentences: sentences.map((sentence) => sentence.split(' '))
})
const repeated = (probability: number | null, words = 100): readonly SentenceProbabilities[] =>
  Array.from({ length: words }, () => [probability === null ? null : Math.log10(probability)])

const SOURCES = [source('speech', 'moor the dinghy'), source('catalog', 'blue paint', 'red paint')]
const NO_CLASSES = new Map()

test('one source, or more than 200,000 sentences, gets no weights', () => {
  expect(canWeighDatasets(SOURCES)).toBe(true)
  expect(canWeighDatasets(SOURCES.slice(0, 1))).toBe(false)
  const many = { ...source('many'), sentences: Array.from({ length: 200_000 }, () => ['word']) }
  expect(canWeighDatasets([...SOURCES, many])).toBe(false)
})

test('a source that predicts the held-out text gets the weight, and the interpolated model is delivered', () => {
  const rows = [repeated(0.5), repeated(0.001)]
  const { shares = [], report } = estimateDatasetWeights(
    SOURCES,
    NO_CLASSES,
    rows,
    repeated(0.01),
    repeated(0.001),
    undefined
  )
  expect(report.delivered).toBe('mixture')
  expect(shares[0]).toBeGreaterThan(0.95)
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
  expect(report.perplexity?.mixture).toBeLessThan(report.perplexity?.pooled ?? 0)
  const [speech, catalog] = report.sources
  expect(speech?.perplexityWithout).toBeGreaterThan(catalog?.perplexityWithout ?? 0)
})

test('weights that gain nothing are not delivered: one model of the pooled text is', () => {
  const rows = [repeated(0.1), repeated(0.1)]
  const { shares, report } = estimateDatasetWeights(
    SOURCES,
    NO_CLASSES,
    rows,
    repeated(0.1),
    repeated(0.01),
    undefined
  )
  expect(report.delivered).toBe('pooled')
  expect(shares).toBeUndefined()
})

test('requested weights are delivered whatever they gain', () => {
  const rows = [repeated(0.001), repeated(0.5)]
  const requested = [0.9, 0.1]
  const { shares, report } = estimateDatasetWeights(
    SOURCES,
    NO_CLASSES,
    rows,
    repeated(0.5),
    repeated(0.001),
    requested
  )
  expect(report.delivered).toBe('mixture')
  expect(shares).toEqual(requested)
})

test('the report counts words that only one source has, with the items of its classes', () => {
  const sources = [source('text', 'order {@food}'), source('menu', 'order soup', 'order pie')]
  const classes = new Map([['{@food}', [['soup'], ['plum', 'cake']]]])
  const { report } = estimateDatasetWeights(
    sources,
    classes,
    [repeated(0.1), repeated(0.1)],
    repeated(0.1),
    repeated(0.1),
    undefined
  )
  expect(report.sources.map(({ words, wordsOnlyHere }) => ({ words, wordsOnlyHere }))).toEqual([
    { words: 2, wordsOnlyHere: 2 },
    { words: 4, wordsOnlyHere: 1 }
  ])
})

test('interpolated rows weigh probabilities; a word that no source knows stays unknown', () => {
  const [row = []] = interpolateRows(
    [[[Math.log10(0.4), null, null]], [[Math.log10(0.2), Math.log10(0.5), null]]],
    [0.25, 0.75]
  )
  expect(row[0]).toBeCloseTo(Math.log10(0.25), 12)
  expect(row[1]).toBeCloseTo(Math.log10(0.375), 12)
  expect(row[2]).toBeNull()
})

test('a source without sentences left gives its share to the others', () => {
  const weighted = { sources: SOURCES, shares: [0.5, 0.5] }
  const kept = keepSentences(weighted, (sentences) => sentences.filter((words) => words.includes('paint')))
  expect(kept?.sources.map((one) => one.source)).toEqual(['catalog'])
  expect(kept?.shares).toEqual([1])
  expect(keepSentences(weighted, () => [])).toBeUndefined()
})
