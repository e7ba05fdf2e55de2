import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestService, type TestService } from '../../../tests/http/service.ts'
import { accessOf } from './authorize.ts'

let service: TestService
beforeAll(async () => {
  service = await startTestService({
    other: (app) => void app.get('/forgotten', () => ({ secret: true }))
  })
})
afterAll(() => service.remove())

test('a route that no rule mentions is refused to everybody, an owner too', async () => {
  const { status, body } = await service.request('GET', 'http://service/forgotten')
  expect([status, body.code, body.secret]).toEqual([403, 'Forbidden', undefined])
})

test.each([
  ['GET', '/speechtotext/v3.2/models', 'read'],
  ['HEAD', '/speechtotext/v3.2/models', 'read'],
  ['POST', '/speechtotext/v3.2/models/:id::copy', 'write'],
  ['GET', '/speechtotext/v3.2/keys', 'keys'],
  ['DELETE', '/speechtotext/v3.2/keys/:id', 'keys'],
  ['GET', '/speechtotext/v3.2/keysets', 'read'],
  ['POST', '/speechtotext/transcriptions::transcribe', 'recognize'],
  ['GET', '/healthz', 'open'],
  ['POST', '/healthz', undefined],
  ['GET', '/v1/models', 'any'],
  ['DELETE', '/v1/models/:id', undefined],
  ['GET', '/speechtotext/v3x2/models', undefined],
  ['GET', '/admin', undefined]
])('%s %s needs %s', (method, path, access) => expect(accessOf(method, path)).toBe(access))
