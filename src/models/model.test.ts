import { expect, test } from 'vitest'
import { Problem } from '../platform/index.ts'
import { checkDeletable, type Model } from './model.ts'

const model = (status: Model['status']): Model => ({
  id: 'm',
  displayName: 'm',
  locale: 'en-US',
  base: 'b',
  datasetIds: [],
  status,
  createdDateTime: new Date(0),
  lastActionDateTime: new Date(0)
})

test('only a model whose training has ended can be deleted', () => {
  expect(() => checkDeletable(model('Succeeded'))).not.toThrow()
  expect(() => checkDeletable(model('Failed'))).not.toThrow()
  for (const status of ['NotStarted', 'Running'] as const)
    expect(() => checkDeletable(model(status))).toThrow(Problem)
})
