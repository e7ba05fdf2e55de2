/** Base models installed over REST while the service runs, from a server on loopback that breaks and lies. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { pack } from 'tar-stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { KEY, type RunningService, startInProcess } from '../in-process-service.ts'
import * as signatureModels from '../signature-models/models.ts'

type Installation = Readonly<{
  self: string
  status: string
  stage?: string
  error?: Readonly<{ code: string; message: string }>
  baseModel?: Readonly<{ self: string }>
}>
type BaseModel = Readonly<{ self: string; locale: string; properties: Readonly<Record<string, unknown>> }>

let running: RunningService
let server: Server
let archive: Buffer
let serve: (request: IncomingMessage, response: ServerResponse) => void
let requests = 0

async function tarOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<Buffer> {
  const tar = pack()
  for (const [name, content] of Object.entries(files))
    tar.entry({ name: `model/${name}` }, Buffer.from(content))
  tar.finalize()
  const pieces: Buffer[] = []
  for await (const piece of tar) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}

/** As a file server, with ranges. */
const file =
  (content: Buffer, most = Number.POSITIVE_INFINITY) =>
  ({ headers }: IncomingMessage, response: ServerResponse): void => {
    const start = Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0)
    const body = content.subarray(start)
    response.writeHead(start > 0 ? 206 : 200, {
      etag: '"1"',
      'content-length': body.length,
      ...(start > 0 ? { 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` } : {})
    })
    if (body.length <= most) response.end(body)
    else response.write(body.subarray(0, most), () => response.destroy())
  }

beforeAll(async () => {
  archive = gzipSync(await tarOf(signatureModels.nemoStreamingCtc(3)))
  serve = file(archive)
  server = createServer((request, response) => {
    requests++
    serve(request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  running = await startInProcess(async () => undefined, { generalSet: 2 })
})
afterAll(async () => {
  await running.close()
  server.closeAllConnections()
  server.close()
})

const url = (name = 'model'): string =>
  `http://127.0.0.1:${(server.address() as AddressInfo).port}/${name}.tar.gz`
const request = async (path: string, options: RequestInit = {}): Promise<Response> =>
  fetch(path.startsWith('http') ? path : `${running.address}/speechtotext/v3.2${path}`, {
    ...options,
    headers: { 'Ocp-Apim-Subscription-Key': KEY, ...options.headers }
  })
const post = (path: string, body: unknown): Promise<Response> =>
  request(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json' }
  })
const install = (body: object): Promise<Response> =>
  post('/models/base:install', { locale: 'fr-FR', ...body })

async function ended(started: Response): Promise<Installation> {
  const { self } = (await started.json()) as Installation
  return expect
    .poll(async () => (await (await request(self)).json()) as Installation, { timeout: 120_000 })
    .toMatchObject({ status: expect.stringMatching(/Succeeded|Failed/) })
    .then(async () => (await (await request(self)).json()) as Installation)
}
const bases = async (): Promise<readonly BaseModel[]> =>
  ((await (await request('/models/base')).json()) as { values: BaseModel[] }).values

test('a model is downloaded, checked, measured and used, without a restart', {
  timeout: 240_000
}, async () => {
  expect(await (await request('/models/locales')).json()).toEqual(['en-US'])
  serve = file(archive, Math.ceil(archive.length / 3))
  const started = await install({ name: 'signature', url: url(), title: 'A signature model' })
  expect(started.status).toBe(202)
  expect(started.headers.get('operation-location')).toMatch(/\/operations\/models\/install\//)
  const { status, baseModel } = await ended(started)
  expect(status).toBe('Succeeded')
  // It broke off twice, and each time it went on where it had ended.
  expect(requests).toBe(3)

  const model = (await (await request(baseModel?.self ?? '')).json()) as BaseModel
  expect(model).toMatchObject({
    locale: 'fr-FR',
    properties: {
      name: 'signature',
      architecture: expect.stringMatching(/NeMo|FastConformer/),
      streaming: true,
      files: [{ url: url(), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
      measured: { realTimeFactor: expect.any(Number), residentBytes: expect.any(Number) }
    }
  })
  expect(await (await request('/models/locales')).json()).toEqual(['en-US', 'fr-FR'])
  const project = await post('/projects', { displayName: 'Le port', locale: 'fr-FR' })
  expect(project.status).toBe(201)

  expect((await install({ name: 'signature', url: url() })).status).toBe(409)
  const endpoint = await post('/endpoints', {
    displayName: 'le port',
    locale: 'fr-FR',
    model: { self: model.self },
    project: { self: ((await project.json()) as BaseModel).self }
  })
  expect(endpoint.status).toBe(201)
  const used = await request(model.self, { method: 'DELETE' })
  expect(used.status).toBe(409)
  expect(await used.text()).toMatch(/used by the endpoint/)

  const { self } = (await endpoint.json()) as BaseModel
  await expect
    .poll(async () => ((await (await request(self)).json()) as Installation).status, { timeout: 60_000 })
    .toBe('Succeeded')
  expect((await request(self, { method: 'DELETE' })).status).toBe(204)
  expect((await request(model.self, { method: 'DELETE' })).status).toBe(204)
  expect((await bases()).map(({ properties }) => properties.name)).not.toContain('signature')
})

test('an archive is uploaded instead', { timeout: 240_000 }, async () => {
  const started = await request('/models/base:import?name=uploaded&language=de-DE&file=model.tar.gz', {
    method: 'POST',
    body: new Uint8Array(archive),
    headers: { 'Content-Type': 'application/octet-stream' }
  })
  expect(started.status).toBe(202)
  expect((await ended(started)).status).toBe('Succeeded')
  expect((await bases()).map(({ locale }) => locale)).toContain('de-DE')
})

describe('an installation fails with its reason, and nothing is listed', () => {
  const failure = async (
    files: Readonly<Record<string, string | Uint8Array>>,
    name?: string
  ): Promise<string> => {
    serve = file(gzipSync(await tarOf(files)))
    const { status, error } = await ended(await install({ name: 'broken', url: url(name) }))
    expect(status).toBe('Failed')
    expect((await bases()).map(({ properties }) => properties.name)).not.toContain('broken')
    return error?.message ?? ''
  }

  test('for a file that changed since it was first installed', { timeout: 120_000 }, async () => {
    expect(await failure({ 'tokens.txt': 'other' })).toContain('SHA-256')
  })
  test('for a truncated model, by its name', { timeout: 120_000 }, async () => {
    const model = signatureModels.nemoStreamingCtc(3)
    const [name = ''] = Object.keys(model).filter((one) => one.endsWith('.onnx'))
    const whole = Buffer.from(model[name] ?? '')
    const half = whole.subarray(0, whole.length / 2)
    expect(await failure({ ...model, [name]: half }, 'truncated')).toMatch(new RegExp(`${name}: expected`))
  })
  test('for an address that may not be reached', { timeout: 120_000 }, async () => {
    const { error } = await ended(await install({ name: 'inside', url: 'http://169.254.169.254/m.tar' }))
    expect(error?.message).toContain('169.254.169.254')
  })
})

describe('a request is rejected', () => {
  test('without the license of the catalog', async () => {
    const rejected = await post('/models/base:install', { name: 't-one-ru' })
    expect(rejected.status).toBe(400)
    expect(await rejected.text()).toMatch(/Apache-2\.0.*licenseAccepted/)
  })
  test('for a locale that the model does not recognize', async () => {
    const rejected = await post('/models/base:install', {
      name: 't-one-ru',
      locale: 'fr-FR',
      licenseAccepted: true
    })
    expect(await rejected.text()).toContain('t-one-ru recognizes ru-RU')
  })
  test.for([
    {},
    { name: '../up' },
    { name: 'x', url: 'file:///etc/passwd' },
    { name: 'x', url: 'http://h/page' }
  ])('for %j', async (body) => {
    expect((await post('/models/base:install', { locale: 'fr-FR', ...body })).status).toBe(400)
  })
  test('for a base model that belongs to a package', async () => {
    const [debian] = await bases()
    const rejected = await request(debian?.self ?? '', { method: 'DELETE' })
    expect(rejected.status).toBe(409)
    expect(await rejected.text()).toContain('package')
  })
})
