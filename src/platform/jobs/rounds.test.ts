import { expect, test } from 'vitest'
import { Rounds } from './rounds.ts'

/** Rounds that end when they are told to. */
function controlled(isWorking: () => boolean = () => true) {
  const started: PromiseWithResolvers<void>[] = []
  const failures: unknown[] = []
  const rounds = new Rounds({
    round: () => {
      const round = Promise.withResolvers<void>()
      started.push(round)
      return round.promise
    },
    failed: (error) => failures.push(error),
    isWorking
  })
  return { rounds, started, failures }
}

test('one round at a time; however many ask during it, one more follows', async () => {
  const { rounds, started } = controlled()
  for (let asked = 0; asked < 3; asked++) rounds.request()
  expect(started).toHaveLength(1)
  started[0]?.resolve()
  await rounds.ended()
  expect(started).toHaveLength(2)
  started[1]?.resolve()
  await rounds.ended()
  expect(started).toHaveLength(2)
})

test('a failed round is reported, and the one that was asked for meanwhile follows', async () => {
  const { rounds, started, failures } = controlled()
  rounds.request()
  rounds.request()
  const error = new Error('disk full')
  started[0]?.reject(error)
  await rounds.ended()
  expect(failures).toEqual([error])
  expect(started).toHaveLength(2)
})

test('none starts where no work is wanted, nor after the end of it', async () => {
  let working = false
  const { rounds, started } = controlled(() => working)
  rounds.request()
  expect(started).toHaveLength(0)
  working = true
  rounds.request()
  rounds.request()
  working = false
  started[0]?.resolve()
  await rounds.ended()
  expect(started).toHaveLength(1)
})
