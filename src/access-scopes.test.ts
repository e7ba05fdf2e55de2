/** Every operation of every version, tried with a key of each scope and with none. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { KEY, type RunningService, startInProcess } from '../tests/in-process-service.ts'
import { CONVERSATION, INTERACTIVE, LiveSocket } from '../tests/live-socket.ts'

const SCOPES = ['owner', 'contributor', 'reader', 'recognize'] as const
type Scope = (typeof SCOPES)[number]

/** What the documentation promises, apart from the table that the service goes by. */
const MAY: Readonly<Record<string, readonly Scope[]>> = {
  any: ['owner', 'contributor', 'reader', 'recognize'],
  recognize: ['owner', 'contributor', 'recognize'],
  read: ['owner', 'contributor', 'reader'],
  write: ['owner', 'contributor'],
  keys: ['owner']
}

let running: RunningService
const keys = {} as Record<Scope, string>
let now = Date.now()
beforeAll(async () => {
  running = await startInProcess(undefined, {}, () => now)
  for (const scope of SCOPES) keys[scope] = (await created({ scope, name: `a ${scope}` })).key
})
afterAll(() => running.close())

const call = (
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: unknown
): Promise<Response> =>
  fetch(`${running.address}${path}`, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  })
const withKey = (key: string): Record<string, string> => ({ 'Ocp-Apim-Subscription-Key': key })

const BASE = '/speechtotext/v3.2'
async function created(fields: unknown): Promise<{ id: string; key: string }> {
  const answer = await call('POST', `${BASE}/keys`, withKey(KEY), fields)
  expect(answer.status).toBe(201)
  return (await answer.json()) as { id: string; key: string }
}
const tokenFor = async (key: string): Promise<Record<string, string>> => {
  const answer = await call('POST', '/sts/v1.0/issueToken', withKey(key))
  expect(answer.status).toBe(200)
  return { Authorization: `Bearer ${await answer.text()}` }
}

/** A path of the route, with the id of nothing for each parameter. */
function concrete(route: string): string {
  return route
    .replaceAll('::', '~')
    .replace(/:\w+(?:\((.*?)\))?(?=[/~]|$)/g, (_parameter, rule: string | undefined) => {
      const words = /^\^?\(\?:([\w|]+)\)\$?$/.exec(rule ?? '')?.[1]
      return words?.split('|')[0] ?? '00000000-0000-4000-8000-000000000000'
    })
    .replaceAll('~', ':')
    .replaceAll('*', 'nothing')
}

/** The ways in which clients write an operation of the contract. */
const versions = (path: string): readonly string[] => {
  if (!path.startsWith(`${BASE}/`)) return [path]
  const rest = path.slice(BASE.length)
  const query = ['2024-11-15', '2025-10-15'].map((version) => `/speechtotext${rest}?api-version=${version}`)
  return [path, `/speechtotext/v3.1${rest}`, ...query]
}

const isOpenAi = (path: string): boolean => path.startsWith('/v1/')
const headersOf = (path: string, key: string): Record<string, string> =>
  isOpenAi(path) ? { Authorization: `Bearer ${key}` } : withKey(key)
const messageOf = (text: string): string => {
  if (text === '') return ''
  const body = JSON.parse(text) as { code?: string; message?: string; error?: { message: string } }
  return body.error?.message ?? body.message ?? ''
}

test('every route says who may use it', () => {
  expect(running.routes.length).toBeGreaterThan(100)
  expect(running.routes.filter(({ access }) => access === undefined)).toEqual([])
})

test('every operation of every version admits the scopes that may use it, and no other', async () => {
  let tried = 0
  let rejected = 0
  for (const { method, path: route, access = 'none' } of running.routes) {
    for (const path of versions(concrete(route))) {
      const anonymous = await call(method, path, {})
      if (access === 'open') {
        expect([method, path, anonymous.status]).not.toEqual([method, path, 401])
        await anonymous.arrayBuffer()
        tried += 1
        continue
      }
      expect([method, path, anonymous.status]).toEqual([method, path, 401])
      await anonymous.arrayBuffer()
      for (const scope of SCOPES) {
        const answer = await call(method, path, headersOf(path, keys[scope]))
        const allowed = MAY[access]?.includes(scope)
        expect([method, path, scope, [401, 403].includes(answer.status)]).toEqual([
          method,
          path,
          scope,
          !allowed
        ])
        const text = await answer.text()
        if (!allowed) {
          expect([method, path, scope, answer.status]).toEqual([method, path, scope, 403])
          if (method !== 'HEAD') expect(messageOf(text)).toContain(`needs ${MAY[access]?.join(' or ')}`)
          rejected += 1
        }
        tried += 1
      }
    }
  }
  console.log(
    `${running.routes.length} routes, ${SCOPES.length} scopes: ${tried} requests tried, ${rejected} refused`
  )
  expect(rejected).toBeGreaterThan(500)
})

test.each(SCOPES)(
  'a WebSocket opens for a key and for a token of scope %s as it may recognize',
  async (scope) => {
    const allowed = MAY.recognize?.includes(scope)
    const { Authorization: token = '' } = await tokenFor(keys[scope])
    for (const path of [CONVERSATION, INTERACTIVE, '/stt/speech/universal/v2', '/speech/universal/v2']) {
      const opened = LiveSocket.open(running, `${path}?language=en-US`, keys[scope])
      const byToken = LiveSocket.open(running, `${path}?Authorization=${encodeURIComponent(token)}`, '')
      for (const socket of [opened, byToken]) {
        if (allowed) (await socket).socket.terminate()
        else await expect(socket).rejects.toThrow('403')
      }
    }
  }
)

describe('a token', () => {
  test('of an owner key neither lists nor creates nor deletes keys', async () => {
    const headers = await tokenFor(keys.owner)
    const statuses = await Promise.all(
      [
        ['GET', '/projects'],
        ['GET', '/keys'],
        ['POST', '/keys'],
        ['DELETE', '/keys/abc']
      ].map(async ([method = '', path = '']) => (await call(method, `${BASE}${path}`, headers)).status)
    )
    expect(statuses).toEqual([200, 403, 403, 403])
  })

  test('allows no more than its key', async () => {
    const headers = await tokenFor(keys.reader)
    expect((await call('GET', `${BASE}/projects`, headers)).status).toBe(200)
    expect((await call('POST', `${BASE}/projects`, headers, {})).status).toBe(403)
    expect((await call('POST', '/sts/v1.0/issueToken', headers)).status).toBe(401)
  })

  test('ends with the key that it was issued for, and so does its WebSocket', async () => {
    const { id, key } = await created({ scope: 'contributor' })
    const headers = await tokenFor(key)
    const token = encodeURIComponent(headers.Authorization ?? '')
    const socket = await LiveSocket.open(running, `${CONVERSATION}?language=en-US&Authorization=${token}`, '')
    expect((await call('GET', `${BASE}/projects`, headers)).status).toBe(200)
    expect((await call('DELETE', `${BASE}/keys/${id}`, withKey(KEY))).status).toBe(204)
    expect(await socket.closed).toEqual({ code: 1008, reason: 'The access key was withdrawn or has expired' })
    expect((await call('GET', `${BASE}/projects`, headers)).status).toBe(401)
  })

  test('ends when its key expires, and so does its WebSocket with the next message', async () => {
    const { key } = await created({ expiresInSeconds: 60 })
    const headers = await tokenFor(key)
    const socket = await LiveSocket.open(running, `${CONVERSATION}?language=en-US`, key)
    now += 59_000
    expect((await call('GET', `${BASE}/projects`, headers)).status).toBe(200)
    now += 1000
    expect((await call('GET', `${BASE}/projects`, headers)).status).toBe(401)
    expect((await call('GET', `${BASE}/projects`, withKey(key))).status).toBe(401)
    socket.text('speech.config', {})
    expect((await socket.closed).code).toBe(1008)
  })
})

describe('a key', () => {
  test('is listed with its scope, name, expiry and last use, and without the key', async () => {
    const expires = new Date(now + 86_400_000).toISOString().slice(0, 19)
    const { id, key } = await created({ scope: 'reader', name: 'reports', expires: `${expires}Z` })
    await call('GET', `${BASE}/projects`, withKey(key))
    const { values } = (await (await call('GET', `${BASE}/keys`, withKey(KEY))).json()) as {
      values: { id: string }[]
    }
    expect(values.find((one) => one.id === id)).toEqual({
      id,
      scope: 'reader',
      name: 'reports',
      createdDateTime: expect.any(String),
      expirationDateTime: `${expires}Z`,
      lastUsedDateTime: expect.any(String),
      current: false
    })
    expect(JSON.stringify(values)).not.toContain(key)
  })

  test.each([
    [{ scope: 'admin' }, 'scope'],
    [{ scope: 'reader', endpoints: [randomUUID()] }, 'endpoints'],
    [{ scope: 'recognize', endpoints: ['mine'] }, 'endpoints.0'],
    [{ expires: '2020-01-01T00:00:00Z' }, 'expires'],
    [{ expires: '2090-01-01T00:00:00Z', expiresInSeconds: 5 }, 'expiresInSeconds'],
    [{ expiresInSeconds: 0 }, 'expiresInSeconds'],
    [{ colour: 'red' }, 'body'],
    [[], 'body']
  ])('is not created from %j', async (fields, target) => {
    const answer = await call('POST', `${BASE}/keys`, withKey(KEY), fields)
    expect([answer.status, await answer.json()]).toEqual([
      400,
      expect.objectContaining({ code: 'InvalidArgument', target })
    ])
  })

  test('limited to endpoints recognizes with them only, in every way', async () => {
    const permitted = randomUUID()
    const { key } = await created({ scope: 'recognize', endpoints: [permitted.toUpperCase()] })
    const short = async (cid: string): Promise<number> =>
      (
        await fetch(`${running.address}${CONVERSATION}?language=en-US${cid}`, {
          method: 'POST',
          headers: withKey(key),
          body: new Uint8Array(100)
        })
      ).status
    // The endpoint does not exist: the key may name it, and is told so.
    expect(await short(`&cid=${permitted}`)).toBe(404)
    expect([await short(''), await short(`&cid=${randomUUID()}`)]).toEqual([403, 403])
    const fast = await call(
      'POST',
      '/speechtotext/transcriptions:transcribe?api-version=2025-10-15',
      withKey(key)
    )
    expect(fast.status).toBe(403)
    const { data } = (await (await call('GET', '/v1/models', headersOf('/v1/', key))).json()) as {
      data: unknown[]
    }
    expect(data).toEqual([])
    const form = new FormData()
    form.set('model', 'base')
    form.set('file', new Blob([new Uint8Array(100)]), 'a.wav')
    const openAi = await fetch(`${running.address}/v1/audio/transcriptions`, {
      method: 'POST',
      headers: headersOf('/v1/', key),
      body: form
    })
    expect([openAi.status, await openAi.json()]).toEqual([
      403,
      { error: expect.objectContaining({ message: expect.stringContaining(permitted) }) }
    ])
    for (const [cid, reason] of [
      ['', 'these endpoints only'],
      [`&cid=${permitted}`, 'does not exist']
    ]) {
      const socket = await LiveSocket.open(running, `${CONVERSATION}?language=en-US${cid}`, key)
      socket.begin()
      expect((await socket.closed).reason).toContain(reason)
    }
  })

  test('of an owner remains, whatever other keys there are', async () => {
    const { values } = (await (await call('GET', `${BASE}/keys`, withKey(KEY))).json()) as {
      values: { id: string; scope: Scope; current: boolean; expirationDateTime?: string }[]
    }
    const lasting = values.filter(({ scope, expirationDateTime }) => scope === 'owner' && !expirationDateTime)
    const statuses: number[] = []
    for (const { id } of [
      ...lasting.filter(({ current }) => !current),
      ...lasting.filter(({ current }) => current)
    ])
      statuses.push((await call('DELETE', `${BASE}/keys/${id}`, withKey(KEY))).status)
    expect(statuses.at(-1)).toBe(409)
    expect(statuses.slice(0, -1).every((status) => status === 204)).toBe(true)
  })
})
