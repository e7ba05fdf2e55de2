import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Answer, type Json, startTestService, type TestService } from '../../tests/http/service.ts'
import { type EntityStatus, listingOf, takes } from '../resources/index.ts'

let service: TestService
beforeEach(async () => {
  service = await startTestService({ locales: ['en-US', 'en-GB'] })
})
afterEach(() => service.remove())

const post = (payload: object): Promise<Answer> => service.request('POST', '/projects', { payload })
const get = (path: string): Promise<Answer> => service.request('GET', path)
const lamp = { displayName: 'Lamp', locale: 'en-US' }
const idOf = (project: Json): string => String(project.self).split('/').at(-1) ?? ''

describe('a project', () => {
  test('is created, located, and read again in the contract’s shape', async () => {
    const { status, headers, body } = await post({
      ...lamp,
      description: 'Lights',
      customProperties: { owner: 'Ada' }
    })
    expect(status).toBe(201)
    const self = String(body.self)
    expect(self).toMatch(/^http:\/\/localhost:80\/speechtotext\/v3\.2\/projects\/[0-9a-f-]{36}$/)
    expect(headers.location).toBe(self)
    expect(body).toEqual({
      self,
      ...lamp,
      description: 'Lights',
      customProperties: { owner: 'Ada' },
      links: {
        datasets: `${self}/datasets`,
        models: `${self}/models`,
        evaluations: `${self}/evaluations`,
        endpoints: `${self}/endpoints`,
        transcriptions: `${self}/transcriptions`
      },
      properties: {
        datasetCount: 0,
        modelCount: 0,
        evaluationCount: 0,
        endpointCount: 0,
        transcriptionCount: 0
      },
      createdDateTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    })
    const again = await get(self)
    expect([again.status, again.body]).toEqual([200, body])
    expect(again.headers).not.toHaveProperty('retry-after')
  })

  test('leaves out what it was not given, and ignores what it cannot be told', async () => {
    const { body } = await post({
      ...lamp,
      self: 'mine',
      createdDateTime: 'never',
      properties: 5,
      colour: 'red'
    })
    expect(Object.keys(body).sort()).toEqual([
      'createdDateTime',
      'displayName',
      'links',
      'locale',
      'properties',
      'self'
    ])
    expect(body.self).not.toBe('mine')
  })

  test('is found by its id in capitals, and by a path in capitals', async () => {
    const { body } = await post(lamp)
    expect((await get(`/Projects/${idOf(body).toUpperCase()}/`)).body.self).toBe(body.self)
  })

  test.each([
    [
      {},
      'displayName',
      'InvalidPayload',
      'displayName is missing or empty; it is required. OR locale is missing'
    ],
    [{ displayName: 'Lamp' }, 'locale', 'InvalidPayload', 'locale is missing or empty'],
    [
      { ...lamp, displayName: 5 },
      'displayName',
      'InvalidPayload',
      'displayName must be a string of 1 to 4096 characters; found 5.'
    ],
    [
      { ...lamp, description: [] },
      'description',
      'InvalidPayload',
      'description must be a string of at most 4096 characters; found a list'
    ],
    [{ ...lamp, locale: 'de-DE' }, 'locale', 'InvalidLocale', 'locale must be en-US or en-GB'],
    [
      { ...lamp, customProperties: { a: 1 } },
      'customProperties.a',
      'InvalidPayload',
      'customProperties.a must be a string of at most 256 characters; found 1'
    ]
  ])('as %j is refused', async (payload, target, inner, message) => {
    const { status, body } = await post(payload)
    expect(status).toBe(400)
    expect(body).toEqual({
      code: 'InvalidRequest',
      message: expect.stringContaining(message),
      target,
      innerError: { code: inner, message: body.message }
    })
    expect((await get('/projects')).body.values).toEqual([])
  })

  test('changes name, description and custom properties; its locale never', async () => {
    const { body: made } = await post({ ...lamp, description: 'Lights', customProperties: { owner: 'Ada' } })
    const patch = (payload: object): Promise<Answer> =>
      service.request('PATCH', String(made.self), {
        payload: JSON.stringify(payload),
        headers: { 'content-type': 'application/merge-patch+json' }
      })
    const changed = await patch({ displayName: 'Lantern', description: null })
    expect(changed.status).toBe(200)
    const { description: _removed, ...rest } = made
    expect(changed.body).toEqual({ ...rest, displayName: 'Lantern' })
    expect((await patch({})).body).toEqual(changed.body)
    const rejected = await patch({ displayName: 'Torch', locale: 'en-GB' })
    expect([rejected.status, rejected.body.target]).toEqual([400, 'locale'])
    expect((await get(String(made.self))).body).toEqual(changed.body)
    expect((await patch({ customProperties: null })).body).not.toHaveProperty('customProperties')
  })

  test('that does not exist cannot be read or changed, and is as good as deleted', async () => {
    const path = '/projects/0b7a3c1e-5d1f-4c2e-9a57-1f2e3d4c5b6a'
    const patched = await service.request('PATCH', path, { payload: { displayName: 'x' } })
    expect([(await get(path)).status, (await get(`${path}/datasets`)).status, patched.status]).toEqual([
      404, 404, 404
    ])
    expect((await service.request('DELETE', path)).status).toBe(204)
  })

  test('is gone once deleted', async () => {
    const { body } = await post(lamp)
    const deleted = await service.request('DELETE', String(body.self))
    expect([deleted.status, deleted.bytes.length]).toEqual([204, 0])
    expect((await get(String(body.self))).body.code).toBe('NotFound')
  })

  test('takes entities of its own locale only', async () => {
    const { body } = await post(lamp)
    await expect(service.projects.check(idOf(body), 'en-US')).resolves.toBeUndefined()
    await expect(service.projects.check(undefined, 'en-US')).resolves.toBeUndefined()
    await expect(service.projects.check(idOf(body), 'en-GB')).rejects.toMatchObject({
      inner: 'InvalidLocale'
    })
    await expect(service.projects.check('none', 'en-US')).rejects.toMatchObject({
      code: 'InvalidRequest',
      inner: 'InvalidPayload',
      target: 'project'
    })
  })
})

test('projects may be of the locales that the service was given', async () => {
  expect((await get('/projects/locales')).body).toEqual(['en-US', 'en-GB'])
})

describe('the list of projects', () => {
  const names = ({ body }: Answer): string[] =>
    (body.values as unknown as Json[]).map((p) => String(p.displayName))

  test('is read to its end by following the links, each project once, oldest first', async () => {
    const made = Array.from({ length: 7 }, (_, index) => `Project ${index}`)
    for (const displayName of made) await post({ ...lamp, displayName })
    const read: string[] = []
    const sizes: number[] = []
    for (let next: string | undefined = '/projects?top=3'; next !== undefined; ) {
      const page: Answer = await get(next)
      read.push(...names(page))
      sizes.push(names(page).length)
      next = page.body['@nextLink'] === undefined ? undefined : String(page.body['@nextLink'])
    }
    expect([...read].sort()).toEqual(made)
    expect(sizes).toEqual([3, 3, 1])
    expect(names(await get('/projects'))).toEqual(read)
    expect(names(await get('/projects?skip=5'))).toEqual(read.slice(5))
  })

  test('goes on where the page ended, at the address the client used', async () => {
    for (let made = 0; made < 3; made++) await post(lamp)
    const { body } = await service.request('GET', '/Projects?top=1&skip=1', {
      headers: { host: 'speech.example:8640' }
    })
    expect(body['@nextLink']).toBe('http://speech.example:8640/speechtotext/v3.2/Projects?top=1&skip=2')
    expect((await get('/projects?skip=2&top=1')).body).not.toHaveProperty('@nextLink')
    expect((await get('/projects?skip=9')).body).toEqual({ values: [] })
  })

  test('holds at most a hundred to a page', async () => {
    for (let made = 0; made < 101; made++) await post(lamp)
    const page = await get('/projects?top=500')
    expect(names(page)).toHaveLength(100)
    expect(String(page.body['@nextLink'])).toContain('skip=100')
  })

  test('is narrowed by a filter, and the links keep it', async () => {
    for (const displayName of ["Ada's", 'Bo', "Ada's", 'Cy']) await post({ ...lamp, displayName })
    const filter = encodeURIComponent("displayName eq 'Ada''s' and locale eq 'EN-us'")
    const first = await get(`/projects?top=1&filter=${filter}`)
    expect(names(first)).toEqual(["Ada's"])
    const second = await get(String(first.body['@nextLink']))
    expect([names(second), second.body['@nextLink']]).toEqual([["Ada's"], undefined])
    const none = encodeURIComponent('createdDateTime lt 2020-01-01T00:00:00Z')
    expect((await get(`/projects?filter=${none}`)).body).toEqual({ values: [] })
  })

  test.each([
    ['skip=-1', 'UnsupportedPagination', 'skip'],
    ['top=-5', 'UnsupportedPagination', 'top'],
    ['top=many', 'UnsupportedPagination', 'top'],
    ['skip=2147483648', 'UnsupportedPagination', 'skip'],
    ['orderby=displayName', 'UnsupportedOrderBy', 'orderby'],
    ['skip=1&skip=2', 'UnsupportedPagination', 'skip'],
    ["filter=status eq 'Running'", 'UnsupportedFilter', 'filter']
  ])('refuses %s rather than ignore it', async (query, inner, target) => {
    const { status, body } = await get(`/projects?${encodeURI(query)}`)
    expect(status).toBe(400)
    expect(body).toMatchObject({ code: 'InvalidArgument', target, innerError: { code: inner } })
  })
})

describe('what belongs to a project', () => {
  /** Datasets as a noun would keep them: an array of who belongs to which project. */
  function addDatasets(): { project: string | undefined; status: EntityStatus; name: string }[] {
    const datasets: { project: string | undefined; status: EntityStatus; name: string }[] = []
    service.projects.addCollection({
      name: 'datasets',
      count: async (projectId) => datasets.filter(({ project }) => project === projectId).length,
      filters: { status: 'name' },
      list: async (projectId, paging) => {
        const all = datasets
          .filter(({ project, status }) => project === projectId && takes(paging, { status }))
          .map(({ name, status }) => ({ name, status }))
        return listingOf(all, paging)
      },
      detach: async (_tx, projectId) => {
        for (const dataset of datasets) if (dataset.project === projectId) dataset.project = undefined
      }
    })
    return datasets
  }

  test('is counted and listed, a page at a time', async () => {
    const datasets = addDatasets()
    const { body } = await post(lamp)
    const project = idOf(body)
    datasets.push(
      { project, status: 'Succeeded', name: 'one' },
      { project: undefined, status: 'Running', name: 'another’s' },
      { project, status: 'Running', name: 'two' }
    )
    expect((await get(String(body.self))).body.properties).toMatchObject({ datasetCount: 2, modelCount: 0 })
    const first = await get(`/projects/${project}/datasets?top=1`)
    expect(first.body.values).toEqual([{ name: 'one', status: 'Succeeded' }])
    expect(first.headers).not.toHaveProperty('retry-after')
    const second = await get(String(first.body['@nextLink']))
    expect(second.body).toEqual({ values: [{ name: 'two', status: 'Running' }] })
    expect(second.headers['retry-after']).toBe('1')
  })

  test('is nothing for collections that this version has not, and an error for what no project has', async () => {
    const { body } = await post(lamp)
    expect((await get(`/projects/${idOf(body)}/transcriptions`)).body).toEqual({ values: [] })
    expect((await get(`/projects/${idOf(body)}/planets`)).status).toBe(404)
  })

  test('stays when the project is deleted, and belongs to none', async () => {
    const datasets = addDatasets()
    const kept = idOf((await post(lamp)).body)
    const deleted = idOf((await post(lamp)).body)
    datasets.push(
      { project: deleted, status: 'Succeeded', name: 'one' },
      { project: kept, status: 'Succeeded', name: 'two' }
    )
    await service.request('DELETE', `/projects/${deleted}`)
    expect(datasets.map(({ project }) => project)).toEqual([undefined, kept])
  })
})
