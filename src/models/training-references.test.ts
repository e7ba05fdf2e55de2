import { expect, test } from 'vitest'
import { checkAdaptsWith, checkTakesOption } from './training-references.ts'

test('data of a kind that a base model does not adapt with is rejected with the kinds that it does', () => {
  const base = { id: 'b1', adaptsWith: ['Language', 'Pronunciation'] } as const
  expect(() => checkAdaptsWith(base, 'Pronunciation', 'datasets[0]')).not.toThrow()
  expect(() => checkAdaptsWith(base, 'Acoustic', 'datasets[1]')).toThrow(
    expect.objectContaining({
      code: 'InvalidRequest',
      target: 'datasets[1]',
      message: 'The base model b1 does not adapt with Acoustic data. It adapts with Language, Pronunciation.'
    })
  )
  expect(() => checkAdaptsWith({ id: 'b1', adaptsWith: [] }, 'Language', 'text')).toThrow(
    'The base model b1 does not adapt with Language data. It cannot be adapted.'
  )
})

test('an option that the trainings of a base model do not take is rejected with those that they take', () => {
  const base = { id: 'b1', adaptationOptions: ['datasetWeights'] } as const
  expect(() => checkTakesOption(base, 'datasetWeights', 'customProperties')).not.toThrow()
  expect(() =>
    checkTakesOption(base, 'customModelWeightPercent', 'properties.customModelWeightPercent')
  ).toThrow(
    expect.objectContaining({
      code: 'InvalidRequest',
      target: 'properties.customModelWeightPercent',
      message: 'The base model b1 does not take customModelWeightPercent. Its trainings take datasetWeights.'
    })
  )
  expect(() => checkTakesOption({ id: 'b1', adaptationOptions: [] }, 'datasetWeights', '')).toThrow(
    'The base model b1 does not take datasetWeights. Its trainings have no options.'
  )
})
