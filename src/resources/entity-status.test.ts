import { expect, test } from 'vitest'
import { before, entityStatuses, isTerminal, onceOnly } from './entity-status.ts'

test('what is worked on once ends Succeeded or Failed and never leaves either', () => {
  expect(entityStatuses.filter((status) => isTerminal(status))).toEqual(['Succeeded', 'Failed'])
  for (const status of entityStatuses.filter(isTerminal)) expect(onceOnly[status]).toEqual([])
  expect(before(onceOnly, 'Succeeded')).toEqual(['Running'])
  expect(before(onceOnly, 'Failed')).toEqual(['NotStarted', 'Running'])
  expect(before(onceOnly, 'NotStarted')).toEqual([])
})
