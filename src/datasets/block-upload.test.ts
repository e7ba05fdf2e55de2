import type { KyselyPlugin } from 'kysely'
import { expect, test } from 'vitest'
import { DatasetService } from '../../tests/datasets/service.ts'
import type { Database } from '../platform/index.ts'

/** Counts what the database is asked, and the rows that it answers with. */
class Steps implements KyselyPlugin {
  #count = 0

  transformQuery: KyselyPlugin['transformQuery'] = ({ node }) => {
    this.#count += 1
    return node
  }
  transformResult: KyselyPlugin['transformResult'] = async ({ result }) => {
    this.#count += result.rows.length
    return result
  }

  async of(work: () => Promise<unknown>): Promise<number> {
    const before = this.#count
    await work()
    return this.#count - before
  }

  watch = (database: Database): Database => ({
    ...database,
    tables: <Tables>() => database.tables<Tables>().withPlugin(this),
    transaction: (work) =>
      database.transaction((tx) => work({ tables: <Tables>() => tx.tables<Tables>().withPlugin(this) }))
  })
}

const idOf = (number: number): string => Buffer.from(String(number).padStart(4, '0')).toString('base64')

test('a block costs as much after many as after few, and a commit as much for each of them', async () => {
  const steps = new Steps()
  const service = await DatasetService.start({ jobs: false, wrapDatabase: steps.watch })
  try {
    /** Steps of the second block, of the last one, of one that replaces another, and of the commit. */
    const upload = async (count: number): Promise<readonly [number, number, number, number]> => {
      const { body } = await service.json('POST', '/datasets', {
        kind: 'Language',
        displayName: 'Text',
        locale: 'en-US'
      })
      const put = (number: number): Promise<number> =>
        steps.of(async () => {
          const url = `${body.links.uploadBlocks}?blockid=${encodeURIComponent(idOf(number))}`
          expect((await service.request('PUT', url, { body: `block ${number}\n` })).status).toBe(201)
        })
      const costs: number[] = []
      for (let number = 0; number < count; number++) costs.push(await put(number))
      const replaced = await put(0)
      const list = costs.map((_, number) => ({ kind: 'Latest', id: idOf(number) }))
      const commit = await steps.of(async () =>
        expect((await service.json('POST', body.links.commitBlocks, list)).status).toBe(200)
      )
      return [costs[1] ?? 0, costs[count - 1] ?? 0, replaced, commit]
    }
    const [small, middle, large] = [await upload(10), await upload(20), await upload(40)]
    expect(small[0]).toBeGreaterThan(0)
    expect([small[1], middle[1], large[1]]).toEqual([small[0], small[0], small[0]])
    expect([middle[2], large[2]]).toEqual([small[2], small[2]])
    expect(large[3] - middle[3]).toBe(2 * (middle[3] - small[3]))
  } finally {
    await service.remove()
  }
})

test('the sum of blocks is held against the limit of the kind, replaced ones no longer counted', async () => {
  const service = await DatasetService.start({ jobs: false })
  try {
    const { body } = await service.json('POST', '/datasets', {
      kind: 'Pronunciation',
      displayName: 'Words',
      locale: 'en-US'
    })
    const put = async (number: number, bytes: number): Promise<number> => {
      const url = `${body.links.uploadBlocks}?blockid=${encodeURIComponent(idOf(number))}`
      return (await service.request('PUT', url, { body: 'x'.repeat(bytes) })).status
    }
    const half = 2 ** 19
    expect([await put(0, half), await put(1, half), await put(2, 1)]).toEqual([201, 201, 400])
    expect([await put(1, half - 1), await put(2, 1), await put(3, 1)]).toEqual([201, 201, 400])
  } finally {
    await service.remove()
  }
})
