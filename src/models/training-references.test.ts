import { expect, test } from 'vitest'
import { checkAdaptsWith } from './training-references.ts'

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
