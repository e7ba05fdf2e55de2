import { expect, test } from 'vitest'
import { listTable } from './list-resources.ts'

const base = (id: string, kinds: readonly string[], options: readonly string[]) => ({
  self: `http://h/speechtotext/v3.2/models/base/${id}`,
  displayName: '20260101',
  locale: 'en-US',
  properties: { features: { supportsAdaptationsWith: kinds }, adaptationOptions: options }
})

test('base models are listed with the data and options of their trainings, each its own', () => {
  const lines = listTable(
    [base('b1', ['Language', 'Acoustic'], ['customModelWeightPercent']), base('b2', [], [])],
    200
  ).split('\n')
  expect(lines[0]).toMatch(/^id +name +locale +trained with +options$/)
  expect(lines.join('\n')).toMatch(/b1 .* Language Acoustic +customModelWeightPercent/)
  expect(lines.find((line) => line.startsWith('b2'))?.trim()).toMatch(/en-US$/)
})

test('other resources have no such columns', () => {
  const [titles] = listTable(
    [{ self: 'http://h/p/1', displayName: 'crew', properties: { datasets: 1 } }],
    80
  ).split('\n')
  expect(titles).toMatch(/^id +name$/)
})
