import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestService, type TestService } from '../../tests/http/service.ts'
import { type EntityFile, fileAnswer } from './file-answer.ts'

const KEY_OF_FILE = 'datasets/5a4f/audio/100% näh #1?&+ ok.wav'
const CONTENT = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 251))

let service: TestService
beforeAll(async () => {
  service = await startTestService({
    contract: (app, { links, files }) => {
      app.get('/sample', async (request) => {
        const { key = KEY_OF_FILE } = request.query as { key?: string }
        const { size } = (await files.stat(key)) ?? { size: 0 }
        const file: EntityFile = { name: 'ok.wav', kind: 'Audio', key, size, createdDateTime: new Date(0) }
        return fileAnswer(request, links, 'datasets/5a4f', file)
      })
    }
  })
  await service.platform.files.put(KEY_OF_FILE, CONTENT)
})
afterAll(() => service.remove())

const linkTo = async (query = ''): Promise<string> => {
  const { body } = await service.request('GET', `/sample${query}`)
  return String(body.links?.contentUrl)
}

/** Without a key, unlike `service.request`. */
const read = async (url: string, headers: Readonly<Record<string, string>> = {}) => {
  const answer = await service.server.inject({
    method: 'GET',
    url: url.replace(/^https?:\/\/[^/]+/, ''),
    headers
  })
  return {
    status: answer.statusCode,
    headers: answer.headers,
    bytes: answer.rawPayload,
    error:
      answer.statusCode < 400 ? {} : (JSON.parse(answer.body || '{}') as { code?: string; message?: string })
  }
}

describe('a file of an entity', () => {
  test('is shown as the contract shows files, with the same address each time', async () => {
    const { body } = await service.request('GET', '/sample')
    expect(body).toEqual({
      self: expect.stringMatching(
        /^http:\/\/localhost:80\/speechtotext\/v3\.2\/datasets\/5a4f\/files\/[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/
      ),
      name: 'ok.wav',
      kind: 'Audio',
      createdDateTime: '1970-01-01T00:00:00Z',
      properties: { size: 1000 },
      links: { contentUrl: expect.any(String) }
    })
    expect((await service.request('GET', '/sample')).body.self).toBe(body.self)
  })

  test('is read by its link alone, byte for byte, whatever its name', async () => {
    const answer = await read(await linkTo())
    expect(answer.status).toBe(200)
    expect(answer.bytes.equals(CONTENT)).toBe(true)
    expect(answer.headers).toMatchObject({
      'content-type': 'audio/wav',
      'content-length': '1000',
      'accept-ranges': 'bytes',
      'x-content-type-options': 'nosniff',
      'content-disposition': expect.stringMatching(/^attachment; filename\*=UTF-8''100%25%20n%C3%A4h/)
    })
  })

  test('that could run in a browser is handed out as plain bytes', async () => {
    await service.platform.files.put('datasets/5a4f/page.html', '<script>')
    const { headers } = await read(await linkTo('?key=datasets/5a4f/page.html'))
    expect(headers['content-type']).toBe('application/octet-stream')
    expect(headers['content-disposition']).toContain('attachment')
  })

  test('that was deleted is not found', async () => {
    const url = await linkTo('?key=datasets/5a4f/gone.txt')
    expect((await read(url)).status).toBe(404)
  })
})

describe('part of a file', () => {
  test.each([
    ['bytes=0-9', 206, 0, 10, 'bytes 0-9/1000'],
    ['bytes=990-', 206, 990, 1000, 'bytes 990-999/1000'],
    ['bytes=-5', 206, 995, 1000, 'bytes 995-999/1000'],
    ['bytes=-5000', 206, 0, 1000, 'bytes 0-999/1000'],
    ['bytes=990-5000', 206, 990, 1000, 'bytes 990-999/1000'],
    ['bytes=1000-', 416, 0, 0, 'bytes */1000'],
    ['bytes=-0', 416, 0, 0, 'bytes */1000'],
    ['bytes=9-5', 200, 0, 1000, undefined],
    ['bytes=0-1,5-6', 200, 0, 1000, undefined],
    ['lines=0-1', 200, 0, 1000, undefined]
  ])('%s is answered with %i', async (range, status, start, end, contentRange) => {
    const answer = await read(await linkTo(), { range })
    expect(answer.status).toBe(status)
    expect(answer.headers['content-range']).toBe(contentRange)
    expect(answer.bytes.equals(CONTENT.subarray(start, end))).toBe(true)
  })
})

describe('a link', () => {
  test.each([
    ['another file', (url: string) => url.replace('/files/datasets/5a4f', '/files/datasets/5a4e')],
    ['a later end', (url: string) => url.replace(/se=\d{4}/, 'se=2999')],
    ['another start', (url: string) => url.replace(/st=\d{4}/, 'st=1999')],
    ['another signature', (url: string) => url.replace(/sig=../, 'sig=AA')],
    ['a longer signature', (url: string) => `${url}A`],
    ['no signature', (url: string) => url.replace(/&sig=.*/, '')],
    ['no query', (url: string) => url.replace(/\?.*/, '')],
    ['two ends', (url: string) => `${url}&se=2999-01-01T00:00:00Z`]
  ])('changed to %s is refused', async (_change, change) => {
    const url = await linkTo()
    const changed = change(url)
    expect(changed).not.toBe(url)
    const { status, error } = await read(changed)
    expect(status).toBe(403)
    expect(error).toMatchObject({
      code: 'Forbidden',
      message: expect.stringContaining('signature')
    })
  })

  test('lasts twelve hours, or as long as the request says', async () => {
    const validity = (url: string): number => {
      const { searchParams } = new URL(url)
      return (Date.parse(searchParams.get('se') ?? '') - Date.parse(searchParams.get('st') ?? '')) / 1000
    }
    expect(validity(await linkTo())).toBe(12 * 3600)
    expect(validity(await linkTo('?sasValidityInSeconds=60'))).toBe(60)
  })

  test('is refused once it has expired', async () => {
    const url = await linkTo('?sasValidityInSeconds=1')
    const end = Date.parse(new URL(url).searchParams.get('se') ?? '')
    expect((await read(url)).status).toBe(200)
    await expect.poll(() => Date.now() > end, { timeout: 3000 }).toBe(true)
    const { status, error } = await read(url)
    expect(status).toBe(403)
    expect(error.message).toContain('expired')
  })

  test.each(['0', '-1', 'soon', '1.5', '9999999', ''])('cannot last "%s" seconds', async (validity) => {
    const { status, body } = await service.request('GET', `/sample?sasValidityInSeconds=${validity}`)
    expect(status).toBe(400)
    expect(body).toMatchObject({
      code: 'InvalidArgument',
      target: 'sasValidityInSeconds',
      innerError: { code: 'InvalidSasValidityDuration' }
    })
  })
})
