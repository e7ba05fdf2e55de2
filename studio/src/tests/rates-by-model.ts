/** Error rates of each model on each test set, from the tests of a project. @module */
import { type Evaluation, idOf, isBaseModel, type Model } from '../api/entities.ts'
import { modelName } from '../format.ts'

export type ModelRate = Readonly<{
  model: string
  /** When the model was created. */
  created: string
  wer: number
  ter?: number
  /** ID of the newest test of the model on this test set. */
  test: string
  measured: string
}>

export type TestSetRates = Readonly<{ dataset: string; rates: readonly ModelRate[] }>

/** Test sets on which at least two models were tested. Base models come first, then models by the date they were created. */
export function ratesByModel(
  tests: readonly Evaluation[],
  models: readonly Model[]
): readonly TestSetRates[] {
  const known = new Map(models.map((model) => [idOf(model), model]))
  const sets = new Map<string, Map<string, ModelRate & Readonly<{ base: boolean }>>>()
  const oldestFirst = tests.toSorted((a, b) => a.createdDateTime.localeCompare(b.createdDateTime))
  for (const test of oldestFirst) {
    if (test.status !== 'Succeeded') continue
    const rates = sets.get(idOf(test.dataset)) ?? new Map()
    sets.set(idOf(test.dataset), rates)
    for (const number of [1, 2] as const) {
      const id = idOf(test[`model${number}`])
      const model = known.get(id)
      const wer = test.properties?.[`wordErrorRate${number}`]
      const ter = test.properties?.[`tokenErrorRate${number}`]
      if (!model || wer === undefined || wer < 0) continue
      rates.set(id, {
        model: modelName(model),
        created: model.createdDateTime,
        wer,
        ...(ter === undefined ? {} : { ter }),
        test: idOf(test),
        measured: test.createdDateTime,
        base: isBaseModel(model)
      })
    }
  }
  return [...sets]
    .filter(([, rates]) => rates.size > 1)
    .map(([dataset, rates]) => ({
      dataset,
      rates: [...rates.values()].sort(
        (a, b) => Number(b.base) - Number(a.base) || a.created.localeCompare(b.created)
      )
    }))
}
