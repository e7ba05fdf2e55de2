import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { tone, zip } from '../../tests/datasets/archives.ts'
import { all, type Body, DatasetService } from '../../tests/datasets/service.ts'

const dyingImport = join(import.meta.dirname, '../../tests/datasets/dying-import.ts')
const base64 = (text: string) => Buffer.from(text).toString('base64')
const idOf = ({ self }: Body) => self.slice(-36)

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const started = async (options: Parameters<typeof DatasetService.start>[0] = {}) => {
  const service = await DatasetService.start(options)
  closing.push(() => service.remove())
  return service
}

/** Answers the first request with the beginning of a text and then nothing, later ones in full. */
async function haltingOrigin(): Promise<
  Readonly<{ url: string; requests: () => number; firstRequest: Promise<unknown> }>
> {
  let requested = 0
  const server: Server = createServer((_request, response) => {
    requested += 1
    response.write('one line\n')
    if (requested > 1) response.end('two lines\n')
    server.emit('asked')
  })
  const firstRequest = once(server, 'asked')
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/text`,
    requests: () => requested,
    firstRequest
  }
}

describe('an import that is killed', () => {
  test('at any use of its files is finished by the next start, with nothing lost and nothing left over', async () => {
    const home = await mkdtemp(join(tmpdir(), 'vernacular-killed-'))
    closing.push(() => rm(home, { recursive: true }))
    const original = join(home, 'original')
    const archive = await zip([
      { name: 'trans.txt', content: 'a.wav\tone\nb.wav\ttwo\nc.wav\t' },
      { name: 'a.wav', content: tone(0.5) },
      { name: 'b.wav', content: tone(0.5) },
      { name: 'c.wav', content: tone(0.5) }
    ])
    await cp(await mkdtemp(join(home, 'empty-')), original, { recursive: true })
    const before = await DatasetService.start({ folder: original, jobs: false })
    const created = { displayName: 'Clips', kind: 'Acoustic', locale: 'en-US' }
    const { body: dataset } = await before.json('POST', '/datasets', created)
    const half = archive.length / 2
    for (const [name, block] of [
      ['b2', archive.subarray(half)],
      ['b1', archive.subarray(0, half)]
    ] as const)
      await before.request('PUT', `${dataset.links.uploadBlocks}?blockid=${base64(name)}`, { body: block })
    const list = ['b1', 'b2'].map((name) => ({ kind: 'Latest', id: base64(name) }))
    expect((await before.json('POST', dataset.links.commitBlocks, list)).status).toBe(200)
    await before.close()

    let kills = 0
    for (let at = 1; ; at += 1) {
      const folder = join(home, `killed-at-${at}`)
      await cp(original, folder, { recursive: true })
      const child = spawn(process.execPath, [
        '--import',
        'tsx',
        dyingImport,
        folder,
        idOf(dataset),
        String(at)
      ])
      const [code, signal] = (await once(child, 'exit')) as [number | null, string | null]
      if (code === 0) break
      expect(signal).toBe('SIGKILL')
      kills += 1

      const after = await DatasetService.start({ folder })
      const done = await after.settled(`/datasets/${idOf(dataset)}`)
      expect(done, `killed at use ${at}`).toMatchObject({
        status: 'Succeeded',
        properties: { acceptedLineCount: 2, rejectedLineCount: 1, duration: 'PT1S' }
      })
      expect((await after.datasets.utterances(idOf(dataset))).map(({ lexical }) => lexical)).toEqual([
        'one',
        'two'
      ])
      while ((await after.platform.jobs.of(idOf(dataset)))?.state !== 'succeeded')
        await new Promise(setImmediate)
      expect(await all(after.platform.files.list('uploads'))).toEqual([])
      await after.close()
    }
    // Fewer would mean that the child was not stopped where the import works.
    expect(kills).toBeGreaterThanOrEqual(8)
  })

  test('while it fetches is stopped with the service and fetches again on the next start', async () => {
    const { url, requests, firstRequest } = await haltingOrigin()
    const service = await DatasetService.start()
    const { body } = await service.json('POST', '/datasets', {
      displayName: 'Text',
      kind: 'Language',
      locale: 'en-US',
      contentUrl: url
    })
    await firstRequest
    await service.close()
    const again = await started({ folder: service.folder })
    expect(await again.settled(`/datasets/${idOf(body)}`)).toMatchObject({
      status: 'Succeeded',
      properties: { acceptedLineCount: 2 }
    })
    expect(requests()).toBe(2)
  })
})

test('an import asks nothing of an address inside the network of the service', async () => {
  const { url, requests } = await haltingOrigin()
  const service = await started({ privateUrls: false })
  const { body } = await service.json('POST', '/datasets', {
    displayName: 'Text',
    kind: 'Language',
    locale: 'en-US',
    contentUrl: url
  })
  expect(await service.settled(body.self)).toMatchObject({
    status: 'Failed',
    properties: { error: { code: 'DataImportFailed', message: expect.stringContaining('127.0.0.1') } }
  })
  expect(requests()).toBe(0)
})

test('an import that is cancelled leaves a dataset that failed and says so', async () => {
  const { url, firstRequest } = await haltingOrigin()
  const service = await started()
  const { body } = await service.json('POST', '/datasets', {
    displayName: 'Text',
    kind: 'Language',
    locale: 'en-US',
    contentUrl: url
  })
  await firstRequest
  expect(await service.platform.jobs.cancel(idOf(body))).toBe(true)
  expect(await service.settled(body.self)).toMatchObject({
    status: 'Failed',
    properties: { error: { code: 'Cancelled', message: 'The import was cancelled.' } }
  })
  expect((await service.request('DELETE', body.self)).status).toBe(204)
})

test('what an upload cut off by the end of the process left behind is gone after the next start', async () => {
  const service = await DatasetService.start()
  const { body } = await service.json('POST', '/datasets', {
    displayName: 'Kept',
    kind: 'Language',
    locale: 'en-US'
  })
  await service.request('PUT', `${body.links.uploadBlocks}?blockid=${base64('b1')}`, { body: 'kept' })
  await service.platform.files.put('uploads/cut-off/source', 'half a form')
  await service.platform.files.put('datasets/deleted-id/report.json', '{}')
  await service.platform.files.put('deleted/deleted-id', '')
  await service.close()
  const again = await started({ folder: service.folder })
  const { files } = again.platform
  expect(await all(files.list('datasets'))).toEqual([])
  expect(await all(files.list('deleted'))).toEqual([])
  const left = (await all(files.list('uploads'))).map(({ key }) => key)
  expect(left).toEqual([expect.stringContaining(`uploads/${idOf(body)}/blocks/`)])
})
