import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { KEY, type RunningService, startInProcess } from '../../tests/in-process-service.ts'
import { datasetKinds } from '../datasets/index.ts'

type Answer = Readonly<{ status: number; headers: Headers; body: Body }>
/** The fields of answers that these tests look into. */
type Body = Readonly<{
  self: string
  status: 'NotStarted' | 'Running' | 'Succeeded' | 'Failed'
  displayName: string
  target?: string
  innerError?: Readonly<{ code: string }>
  links: Readonly<{ files: string; manifest: string; contentUrl: string }>
  baseModel: Readonly<{ self: string }>
  properties: Readonly<Record<string, unknown>>
  values: readonly Body[]
  modelFiles: readonly Readonly<{ name: string; contentUrl: string }>[]
  '@nextLink'?: string
}>

let running: RunningService
beforeAll(async () => {
  running = await startInProcess()
})
afterAll(() => running.close())

const common = { locale: 'en-US', displayName: 'crew' }
const text = 'lower the davit\nraise the davit\nlower the winch after the storm'

async function call(method: string, path: string, body?: unknown): Promise<Answer> {
  const url = path.startsWith('http') ? path : `${running.address}/speechtotext/v3.2${path}`
  const answer = await fetch(url, {
    method,
    headers: { 'Ocp-Apim-Subscription-Key': KEY, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  })
  const content = await answer.text()
  return {
    status: answer.status,
    headers: answer.headers,
    body: (content === '' ? {} : JSON.parse(content)) as Body
  }
}

const ended = async ({ self }: Pick<Body, 'self'>): Promise<Body> =>
  (await running.api.finished({ self }, () => undefined)) as Body

async function trained(fields: object = { text }): Promise<Body> {
  return ended((await call('POST', '/models', { ...common, ...fields })).body)
}

async function dataset(kind: string, content: string): Promise<Body> {
  const { body } = await call('POST', '/datasets', { ...common, kind })
  await running.api.uploadBlocks(body, Buffer.from(content))
  return ended(body)
}

const reportOf = async (model: Body): Promise<Record<string, Record<string, unknown>>> => {
  const { body } = await call('GET', model.links.files)
  const report = await fetch(body.values[0]?.links.contentUrl ?? '')
  return (await report.json()) as Record<string, Record<string, unknown>>
}

const rejected = async (fields: object): Promise<readonly unknown[]> => {
  const { status, body } = await call('POST', '/models', { ...common, ...fields })
  return [status, body.innerError?.code, body.target]
}

describe('base models', () => {
  test('are listed, read by id under either address, and lead to a manifest', async () => {
    const { body } = await call('GET', '/models/base')
    const [base] = body.values
    expect(base).toMatchObject({
      displayName: expect.stringMatching(/^\d{8}$/),
      locale: 'en-US',
      status: 'Succeeded',
      properties: {
        chargeForAdaptation: false,
        adaptationOptions: ['customModelWeightPercent', 'datasetWeights'],
        deprecationDates: {
          adaptationDateTime: expect.stringMatching(/^\d{4}-\d\d-15T00:00:00Z$/),
          transcriptionDateTime: expect.stringMatching(/^\d{4}-\d\d-15T00:00:00Z$/)
        },
        features: {
          supportsEndpoints: true,
          supportedOutputFormats: ['Lexical', 'Display'],
          supportsAdaptationsWith: [...datasetKinds]
        }
      }
    })
    const self = base?.self ?? ''
    expect(self).toContain('/models/base/')
    expect((await call('GET', self)).body.self).toBe(self)
    expect(
      (await call('GET', self.replace('/base', '').toUpperCase().replace('HTTP', 'http'))).body.self
    ).toBe(self)
    expect((await call('GET', base?.links.manifest ?? '')).body.modelFiles).toEqual([])
    expect((await call('GET', '/models/locales')).body).toEqual(['en-US'])
  })

  test('cannot be changed or deleted, and an unknown one does not exist', async () => {
    const self = (await call('GET', '/models/base')).body.values[0]?.self.replace('/base', '') ?? ''
    expect((await call('PATCH', self, { displayName: 'mine' })).status).toBe(403)
    expect((await call('DELETE', self)).status).toBe(409)
    expect((await call('GET', `/models/base/${randomUUID()}`)).status).toBe(404)
  })
})

describe('a custom model', () => {
  test('is trained from inline text: entity, report, manifest and bundle', async () => {
    const { status, headers, body } = await call('POST', '/models', {
      ...common,
      text,
      description: 'tidal',
      customProperties: { team: 'sea' }
    })
    expect(status).toBe(201)
    expect(headers.get('Location')).toBe(body.self)
    expect(body).toMatchObject({
      ...common,
      description: 'tidal',
      customProperties: { team: 'sea' },
      datasets: []
    })
    expect(body.properties).not.toHaveProperty('customModelWeightPercent')
    expect(body.baseModel.self).toContain('/models/base/')

    const model = await ended(body)
    expect(model.properties).toMatchObject({
      customModelWeightPercent: expect.any(Number),
      deprecationDates: { transcriptionDateTime: expect.stringMatching(/-15T00:00:00Z$/) }
    })
    const files = await call('GET', model.links.files)
    expect(files.body.values).toMatchObject([{ name: 'report.json', kind: 'ModelReport' }])
    expect((await call('GET', files.body.values[0]?.self ?? '')).body).toMatchObject({ name: 'report.json' })
    expect((await call('GET', `${model.links.files}/${randomUUID()}`)).status).toBe(404)

    const report = await reportOf(model)
    expect(report.verdict).toMatchObject({
      worseThanBase: null,
      measuredOn: 'held-back text',
      summary: expect.stringContaining('too little held-out data')
    })
    expect(report.words?.added).toMatchObject([{ word: 'davit', source: 'spelling' }])
    expect(report.languageModel).toMatchObject({ sentences: 3, words: 12, weightFrom: 'held-back text' })

    const manifest = (await call('GET', model.links.manifest)).body
    expect(manifest.modelFiles.map(({ name }) => name)).toEqual([
      'display.json',
      'language-model.arpa',
      'lexicon.dict',
      'model.json',
      'report.json',
      'text.txt'
    ])
    const recipe = manifest.modelFiles.find(({ name }) => name === 'model.json')
    const weight = Number(model.properties.customModelWeightPercent) / 100
    expect(await (await fetch(recipe?.contentUrl ?? '')).json()).toMatchObject({
      format: 1,
      base: 'pocketsphinx-en-us',
      normaliser: { version: expect.stringMatching(/^en-lexical-/) },
      languageModel: { order: 3, weight },
      tools: { vernacular: expect.any(String) }
    })
  })

  test('has the weight that was asked for, and its report says so aloud when that makes it worse', async () => {
    const model = await trained({ text, properties: { customModelWeightPercent: 100 } })
    expect(model.properties.customModelWeightPercent).toBe(100)
    const report = await reportOf(model)
    expect(report.languageModel).toMatchObject({ weight: 1, weightFrom: 'customModelWeightPercent' })
    expect(report.verdict).toMatchObject({
      worseThanBase: true,
      summary: expect.stringContaining('WORSE THAN THE BASE')
    })
  })

  test.each([
    ['one sentence', 'lower the davit', 30],
    ['one word', 'davit', 5],
    ['three words', 'davit winch nacelle', 30],
    ['only words that no dictionary has', 'zorkel blanfi\nquuxu frobbi zapf', expect.any(Number)]
  ])('can be made of very little: %s', async (_, little, weight) => {
    const model = await trained({ text: little })
    expect(model.properties.customModelWeightPercent).toEqual(weight)
    expect((await reportOf(model)).words?.unpronounceable).toEqual([])
  })

  test('can be made of pronunciations alone, and of text around the words they name', async () => {
    const words = await dataset('Pronunciation', 'KX9\tk x nine\ntomato\ttoe moe\n')
    const alone = await trained({ datasets: [{ self: words.self }] })
    expect(alone.properties.customModelWeightPercent).toBe(5)
    expect((await reportOf(alone)).words).toMatchObject({
      added: [{ word: 'kx9', display: 'KX9', source: 'pronunciation data' }],
      extended: [{ word: 'tomato' }]
    })
    const sentences = await dataset('Language', 'The KX9 is late.\nLower the KX9.\nPaint the KX9, please.\n')
    const both = await trained({ datasets: [{ self: sentences.self }, { self: words.self }] })
    const arpa = (await call('GET', both.links.manifest)).body.modelFiles.find(({ name }) =>
      name.endsWith('.arpa')
    )
    const content = await (await fetch(arpa?.contentUrl ?? '')).text()
    expect(content).toContain('\tthe kx9 is\n')
    expect(content).not.toContain('nine')
  })

  test('is listed a page at a time, changed, and deleted with its bundle', async () => {
    const [first, second] = [await trained(), await trained()]
    const { body } = await call('GET', '/models?top=1')
    expect(body.values).toHaveLength(1)
    expect((await call('GET', body['@nextLink'] ?? '')).body.values).not.toEqual([])
    const changed = await call('PATCH', first.self, { displayName: 'renamed', description: null })
    expect(changed.body.displayName).toBe('renamed')
    expect((await call('PATCH', first.self, { locale: 'de-DE' })).status).toBe(400)
    expect((await call('DELETE', first.self)).status).toBe(204)
    expect((await call('GET', first.self)).status).toBe(404)
    expect((await call('DELETE', first.self)).status).toBe(204)
    expect((await call('GET', second.self)).status).toBe(200)
  })

  test('belongs to its project, holds its datasets, and is held by what uses it', async () => {
    const project = (await call('POST', '/projects', common)).body
    const language = await dataset('Language', text)
    const model = await trained({ project: { self: project.self }, datasets: [{ self: language.self }] })
    expect((await call('GET', project.self)).body.properties).toMatchObject({ modelCount: 1 })
    expect((await call('GET', `${project.self}/models`)).body.values).toMatchObject([{ self: model.self }])
    const inUse = await call('DELETE', language.self)
    expect([inUse.status, inUse.body.innerError?.code]).toEqual([409, 'InUseViolation'])

    const endpoint = (await call('POST', '/endpoints', { ...common, model: { self: model.self } })).body
    await ended(endpoint)
    expect((await call('DELETE', model.self)).body.innerError?.code).toBe('InUseViolation')
    expect((await call('DELETE', endpoint.self)).status).toBe(204)
    expect((await call('DELETE', model.self)).status).toBe(204)
    expect((await call('DELETE', language.self)).status).toBe(204)
  })

  test('cannot be deleted, or have a manifest, before its training has ended', async () => {
    const long = Array.from({ length: 4000 }, (_, n) => `lower davit ${n} after the storm`).join('\n')
    const { body } = await call('POST', '/models', { ...common, text: long })
    const early = await call('DELETE', body.self)
    expect([early.status, early.body.innerError?.code]).toEqual([409, 'DeleteNotAllowed'])
    expect((await call('GET', body.links.manifest)).body.innerError?.code).toBe('InvalidModel')
    expect((await call('GET', body.links.files)).body.values).toEqual([])
    expect((await call('GET', body.self)).headers.get('Retry-After')).not.toBeNull()
    const done = await ended(body)
    expect((await call('GET', done.self)).headers.get('Retry-After')).toBeNull()
  })
})

describe('a model is refused', () => {
  test('for references that lead nowhere, or to something else', async () => {
    const nowhere = randomUUID()
    const custom = await trained()
    expect(await rejected({ text, project: { self: `/projects/${nowhere}` } })).toEqual([
      400,
      'InvalidPayload',
      'project'
    ])
    expect(await rejected({ datasets: [{ self: `/datasets/${nowhere}` }] })).toEqual([
      400,
      'InvalidPayload',
      'datasets[0]'
    ])
    expect(await rejected({ text, baseModel: { self: `/models/base/${nowhere}` } })).toEqual([
      400,
      'InvalidPayload',
      'baseModel'
    ])
    expect(await rejected({ text, baseModel: { self: custom.self } })).toEqual([
      400,
      'InvalidBaseModel',
      'baseModel'
    ])
  })

  test('for a dataset that failed, or is not imported yet', async () => {
    const waiting = (await call('POST', '/datasets', { ...common, kind: 'Language' })).body
    expect(await rejected({ datasets: [{ self: waiting.self }] })).toEqual([
      400,
      'InvalidDataset',
      'datasets[0]'
    ])
    const nothing = (await call('POST', '/datasets', { ...common, kind: 'Language' })).body
    await running.api.uploadBlocks(nothing, Buffer.from('!!!\n???\n'))
    await expect(ended(nothing)).rejects.toThrow()
    expect(await rejected({ datasets: [{ self: nothing.self }] })).toEqual([
      400,
      'FailedDataset',
      'datasets[0]'
    ])
  })

  test('for a text with nothing usable, and then nothing is left of it', async () => {
    const before = (await call('GET', '/models')).body.values.length
    expect(await rejected({ text: '!!! ...\n???' })).toEqual([400, 'InvalidPayload', 'text'])
    expect((await call('GET', '/models')).body.values).toHaveLength(before)
  })
})
