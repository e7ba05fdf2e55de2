/** The state of uploads, over a network and a browser storage of the test's own. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Rest } from '../api/rest.ts'
import { type PendingUpload, type Upload, Uploads } from './uploads.ts'

const MB = 2 ** 20
const rest = new Rest('key')
const file = new File([new Uint8Array(9 * MB)], 'calls.zip', { lastModified: 1 })
const pending: PendingUpload = {
  self: 'http://host/speechtotext/v3.2/datasets/1',
  project: 'p',
  kind: 'AudioFiles',
  name: file.name,
  size: file.size,
  lastModified: file.lastModified,
  check: false
}

/** Requests as `METHOD path`, in their order. */
let requests: string[]
/** Answers a request; without one, the service accepts it. */
let answer: (request: string) => Response | undefined
let stored: Map<string, string>
let leaveWarnings: Set<unknown>

beforeEach(() => {
  requests = []
  answer = () => undefined
  stored = new Map()
  leaveWarnings = new Set()
  vi.stubGlobal('location', { origin: 'http://host' })
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value)
  })
  vi.stubGlobal('addEventListener', (_type: string, listener: unknown) => leaveWarnings.add(listener))
  vi.stubGlobal('removeEventListener', (_type: string, listener: unknown) => leaveWarnings.delete(listener))
  vi.stubGlobal('fetch', async (path: string, { method }: { method: string }) => {
    const request = `${method} ${decodeURIComponent(path).replace('/speechtotext/v3.2/datasets/1', '')}`
    requests.push(request)
    return answer(request) ?? Response.json({})
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
})

const block = (index: number): string => btoa(String(index).padStart(6, '0'))
const errorAnswer = (status: number) => Response.json({ code: 'NotFound', message: 'Gone.' }, { status })

/** Runs an upload until it ends. @returns the states that it went through, and its last one */
async function run(uploads: Uploads, upload: PendingUpload): Promise<readonly (Upload | undefined)[]> {
  const states: (Upload | undefined)[] = []
  uploads.subscribe(() => states.push(uploads.list()[0]))
  await new Promise<void>((resolve) => uploads.send(rest, file, upload, resolve))
  return states
}

test('a file is sent in blocks and imported, and then forgotten', async () => {
  const uploads = new Uploads()
  const states = await run(uploads, pending)
  expect(requests).toEqual([
    'GET /blocks',
    ...[0, 1, 2].map((index) => `PUT /blocks?blockid=${block(index)}`),
    'POST /blocks:commit'
  ])
  expect(states.flatMap((state) => state?.sent ?? [])).toEqual([0, 4 * MB, 8 * MB, 9 * MB])
  expect(uploads.list()).toEqual([])
  expect(Uploads.pending()).toEqual([])
  expect(leaveWarnings.size).toBe(0)
})

test('leaving the page is warned of while a file is sent', async () => {
  const uploads = new Uploads()
  const warnings: number[] = []
  answer = () => {
    warnings.push(leaveWarnings.size)
    return undefined
  }
  await run(uploads, pending)
  expect(new Set(warnings)).toEqual(new Set([1]))
})

test('blocks that the service has are not sent again', async () => {
  answer = (request) =>
    request === 'GET /blocks'
      ? Response.json({
          uncommittedBlocks: [
            { name: block(0), size: 4 * MB },
            { name: block(1), size: 5 }
          ]
        })
      : undefined
  await run(new Uploads(), pending)
  expect(requests.filter((request) => request.startsWith('PUT'))).toEqual(
    [1, 2].map((index) => `PUT /blocks?blockid=${block(index)}`)
  )
})

test('rejected entries wait for a decision, and the rest can be imported', async () => {
  const report = { status: 'Succeeded', acceptedLineCount: 3, rejectedLineCount: 2, preview: [] }
  answer = (request) => (request.endsWith('validate=true') ? Response.json(report) : undefined)
  const uploads = new Uploads()
  await run(uploads, { ...pending, check: true })
  const [upload] = uploads.list()
  expect(upload).toMatchObject({ state: 'undecided', sent: file.size, report })
  expect(requests).not.toContain('POST /blocks:commit')
  expect(Uploads.pendingFor('p', 'AudioFiles', file)?.self).toBe(pending.self)
  if (upload) await uploads.importAccepted(rest, upload)
  expect(requests.at(-1)).toBe('POST /blocks:commit')
  expect(Uploads.pending()).toEqual([])
})

test('a validation without rejections imports at once', async () => {
  const report = { status: 'Succeeded', acceptedLineCount: 3, rejectedLineCount: 0, preview: [] }
  answer = (request) => (request.endsWith('validate=true') ? Response.json(report) : undefined)
  const states = await run(new Uploads(), { ...pending, check: true })
  expect(states.map((state) => state?.state)).toContain('validating')
  expect(requests.at(-1)).toBe('POST /blocks:commit')
})

test('an interrupted upload keeps its progress and error, and resumes with the file of the page', async () => {
  answer = (request) => (request.endsWith(block(1)) ? errorAnswer(403) : undefined)
  const uploads = new Uploads()
  await run(uploads, pending)
  expect(uploads.list()).toMatchObject([{ state: 'interrupted', sent: 4 * MB, error: { status: 403 } }])
  answer = () => undefined
  await new Promise<void>((resolve) => expect(uploads.resume(rest, pending, resolve)).toBe(true))
  expect(uploads.list()).toEqual([])
})

test('after a reload, the page no longer has the file, but what was pending is known', async () => {
  answer = (request) => (request.endsWith(block(1)) ? errorAnswer(403) : undefined)
  await run(new Uploads(), pending)
  expect(new Uploads().resume(rest, pending, () => undefined)).toBe(false)
  expect(Uploads.pending()).toEqual([pending])
  expect(Uploads.pendingFor('p', 'Acoustic', file)).toBeUndefined()
  expect(Uploads.pendingFor('p', 'AudioFiles', { ...pending, name: 'other.zip' })).toBeUndefined()
})

test('an upload whose dataset was deleted is forgotten', async () => {
  answer = (request) => (request.startsWith('PUT') ? errorAnswer(404) : undefined)
  const uploads = new Uploads()
  await run(uploads, pending)
  expect(uploads.list()).toEqual([])
  expect(Uploads.pending()).toEqual([])
})

test('signing out stops uploads, but they can be continued later', async () => {
  const uploads = new Uploads()
  vi.stubGlobal('fetch', async (path: string, init: { method: string; signal?: AbortSignal }) => {
    requests.push(`${init.method} ${path}`)
    if (init.method === 'PUT') uploads.stopAll()
    init.signal?.throwIfAborted()
    return Response.json({})
  })
  await run(uploads, pending)
  expect(uploads.list()).toEqual([])
  expect(requests.filter((request) => request.startsWith('PUT'))).toHaveLength(1)
  expect(Uploads.pending()).toEqual([pending])
})
