import { expect, test } from 'vitest'
import type { Evaluation, Model } from '../api/entities.ts'
import { ratesByModel } from './rates-by-model.ts'

const model = (id: string, created: string, path = 'models'): Model => ({
  self: `http://host/speechtotext/v3.2/${path}/${id}`,
  displayName: id,
  locale: 'en-US',
  createdDateTime: created
})
const base = model('20220928', '2026-03-01T00:00:00Z', 'models/base')
const older = model('older', '2026-01-01T00:00:00Z')
const newer = model('newer', '2026-02-01T00:00:00Z')

const evaluation = (
  id: string,
  day: number,
  models: readonly [Model, Model],
  rates: readonly [number, number]
) =>
  ({
    self: `http://host/evaluations/${id}`,
    displayName: id,
    locale: 'en-US',
    status: 'Succeeded',
    createdDateTime: `2026-04-0${day}T00:00:00Z`,
    dataset: { self: 'http://host/datasets/set' },
    model1: models[0],
    model2: models[1],
    properties: { wordErrorRate1: rates[0], wordErrorRate2: rates[1] }
  }) satisfies Evaluation

test('models come in the order of their creation after base models, each with its newest rate', () => {
  const tests = [
    evaluation('third', 3, [older, newer], [0.2, 0.1]),
    evaluation('first', 1, [base, older], [0.4, 0.3])
  ]
  const [set] = ratesByModel(tests, [newer, older, base])
  expect(set?.dataset).toBe('set')
  expect(set?.rates.map((rate) => [rate.model, rate.wer, rate.test])).toEqual([
    ['Base model 20220928', 0.4, 'first'],
    ['older', 0.2, 'third'],
    ['newer', 0.1, 'third']
  ])
})

test('tests that are not complete, inspections, and deleted models do not count', () => {
  const failed = { ...evaluation('failed', 1, [base, older], [0.4, 0.3]), status: 'Failed' as const }
  expect(ratesByModel([failed], [base, older])).toEqual([])
  const inspection = evaluation('inspection', 1, [base, older], [-1, -1])
  expect(ratesByModel([inspection], [base, older])).toEqual([])
  expect(ratesByModel([evaluation('deleted', 1, [base, older], [0.4, 0.3])], [base])).toEqual([])
})
