/** From the tests of a project: what each test set says of each model, model by model. @module */
import { type Evaluation, idOf, type Model } from '../api/entities.ts'
import { modelName } from '../parts/model-name.ts'

export type ModelRate = Readonly<{
  model: string
  /** When the model was made. */
  created: string
  wer: number
  ter?: number
  /** The newest test that heard it. */
  test: string
  measured: string
}>

export type MeasuredSet = Readonly<{ dataset: string; rates: readonly ModelRate[] }>

/** Test sets on which two models or more were measured; their models in the order they were made, base models first. */
export function ratesByModel(tests: readonly Evaluation[], models: readonly Model[]): readonly MeasuredSet[] {
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
        base: model.self.includes('/base/')
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
