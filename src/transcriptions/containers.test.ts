import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { KEY, type RunningService, startInProcess } from '../../tests/in-process-service.ts'
import { type Clip, type Entity, spokenBy } from '../../tests/synthetic-clips.ts'
import { BatchClient } from '../../tests/transcriptions/batch.ts'
import { RecordingsServer } from '../../tests/transcriptions/recordings-server.ts'

let running: RunningService
let client: BatchClient
let storage: RecordingsServer
let clips: readonly Clip[]
let folder: string

const wav = (index: number): Buffer<ArrayBuffer> => clips[index]?.wav ?? Buffer.alloc(0)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vernacular-import-'))
  running = await startInProcess(undefined, { importDir: join(folder, 'opened') })
  client = new BatchClient(running.address, KEY)
  storage = await RecordingsServer.start()
  clips = await spokenBy('slt', ['The storm is over.', 'Paint the house before the winter.'])
})
afterAll(async () => {
  storage.close()
  await running.close()
  await rm(folder, { recursive: true, force: true })
})

const sourcesOf = async (entity: Entity): Promise<readonly (readonly unknown[])[]> =>
  (await client.report(entity)).details.map(({ source, status }) => [source, status])

describe('a container', () => {
  test('of Azure Blob Storage is listed page by page with its grant, which stays unsaid', async () => {
    storage.add('/blobs/morning/first call & more.wav', wav(0))
    storage.add('/blobs/second.wav', wav(1))
    const requested: string[] = []
    const page = (names: readonly string[], marker: string): string =>
      `\uFEFF<?xml version="1.0" encoding="utf-8"?><EnumerationResults ServiceEndpoint="x" ContainerName="blobs"><Blobs>${names
        .map(
          (name) =>
            `<Blob><Name>${name}</Name><Properties><Content-Length>9</Content-Length></Properties></Blob>`
        )
        .join('')}</Blobs><NextMarker>${marker}</NextMarker></EnumerationResults>`
    const container = storage.answer('/blobs', (query) => {
      requested.push(
        `${query.get('restype')} ${query.get('comp')} ${query.get('marker')} ${query.get('sig')}`
      )
      return query.get('marker') === 'two'
        ? page(['second.wav'], '')
        : page(['morning/first call &amp; more.wav', 'empty/'], 'two')
    })
    const { body } = await client.create({ contentContainerUrl: `${container}?sv=1&sig=secret` })
    expect(JSON.stringify(body)).not.toContain(container)
    const done = await client.until(body, ({ status }) => status === 'Succeeded')
    expect(requested).toEqual(['container list null secret', 'container list two secret'])
    const results = await client.results(done)
    expect(
      [...results].map(([name, { combinedRecognizedPhrases }]) => [
        name,
        combinedRecognizedPhrases[0]?.lexical
      ])
    ).toEqual([
      ['morning/first call & more.wav.json', 'the storm is over'],
      ['second.wav.json', 'paint the house before the winter']
    ])
    expect(await sourcesOf(done)).toEqual([
      [`${container}/morning/first%20call%20&%20more.wav`.replace('&', '%26'), 'Succeeded'],
      [`${container}/second.wav`, 'Succeeded']
    ])
  })

  test('of S3 is listed page by page, and what is no audio in it is reported', async () => {
    storage.add('/bucket/calls/1.wav', wav(0))
    storage.add('/bucket/calls/readme.txt', Buffer.from('no audio'))
    const page = (key: string, rest: string): string =>
      `<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>bucket</Name><Contents><Key>${key}</Key><Size>9</Size></Contents>${rest}</ListBucketResult>`
    const prefixes: (string | null)[] = []
    const bucket = storage.answer('/bucket', (query) => {
      prefixes.push(query.get('prefix'))
      return query.get('continuation-token') === 'more'
        ? page('calls/readme.txt', '<IsTruncated>false</IsTruncated>')
        : page(
            'calls/1.wav',
            '<IsTruncated>true</IsTruncated><NextContinuationToken>more</NextContinuationToken>'
          )
    })
    const done = await client.run({ contentContainerUrl: `${bucket}?prefix=calls/` })
    expect(prefixes).toEqual(['calls/', 'calls/'])
    expect(await sourcesOf(done)).toEqual([
      [`${bucket}/calls/1.wav`, 'Succeeded'],
      [`${bucket}/calls/readme.txt`, 'Failed']
    ])
  })

  test('that was presigned is listed as it was signed, and cannot go on to further pages', async () => {
    storage.add('/signed/1.wav', wav(0))
    const requests: string[] = []
    const signed = storage.answer('/signed', (query) => {
      requests.push(query.toString())
      const more = query.get('X-Amz-Signature') === 'long'
      return `<ListBucketResult><Contents><Key>1.wav</Key></Contents><IsTruncated>${more}</IsTruncated></ListBucketResult>`
    })
    const query = 'list-type=2&X-Amz-Signature=short'
    expect((await client.run({ contentContainerUrl: `${signed}?${query}` })).status).toBe('Succeeded')
    expect(requests).toEqual([query])
    const { properties } = await client.run({ contentContainerUrl: `${signed}?X-Amz-Signature=long` })
    expect(properties.error).toMatchObject({ message: expect.stringContaining('presigned') })
  })

  test('that is none, is empty or cannot be reached fails the transcription by name', async () => {
    const failure = async (contentContainerUrl: string): Promise<unknown> => {
      const { status, properties } = await client.run({ contentContainerUrl })
      expect(status).toBe('Failed')
      return (properties.error as { code: string }).code
    }
    expect(await failure(storage.answer('/html', () => '<html><body>Hello</body></html>'))).toBe(
      'InvalidRecordingsUri'
    )
    expect(await failure(storage.answer('/text', () => 'Hello'))).toBe('InvalidRecordingsUri')
    expect(await failure(storage.answer('/none', () => '<ListBucketResult></ListBucketResult>'))).toBe(
      'MissingInputRecords'
    )
    const entity =
      '<!DOCTYPE x [<!ENTITY a "call.wav">]><ListBucketResult><Contents><Key>&a;</Key></Contents></ListBucketResult>'
    expect(await failure(storage.answer('/entity', () => entity))).toBe('InvalidRecordingsUri')
    const contents = '<Contents><Key>a</Key></Contents>'.repeat(10_001)
    const many = storage.answer('/many', () => `<ListBucketResult>${contents}</ListBucketResult>`)
    expect(await failure(many)).toBe('ExceededNumberOfRecordingsUris')
  })

  test('may be a folder of the machine, below the one that its operator opened and nowhere else', async () => {
    const opened = join(folder, 'opened')
    const outside = join(folder, 'opened-not')
    await mkdir(join(opened, 'calls', 'monday'), { recursive: true })
    await mkdir(outside)
    await writeFile(join(opened, 'calls', 'monday', 'call 1.wav'), wav(0))
    await writeFile(join(outside, 'call.wav'), wav(1))
    await symlink(join(outside, 'call.wav'), join(opened, 'calls', 'linked.wav'))
    await symlink(outside, join(opened, 'way-out'))
    const url = (path: string): string => pathToFileURL(path).href
    const done = await client.run({ contentContainerUrl: url(join(opened, 'calls')) })
    expect([...(await client.results(done)).keys()]).toEqual(['monday/call 1.wav.json'])
    expect(await sourcesOf(done)).toEqual([[url(join(opened, 'calls', 'monday', 'call 1.wav')), 'Succeeded']])
    const file = url(join(opened, 'calls', 'monday', 'call 1.wav'))
    expect((await client.run({ contentContainerUrl: file })).properties.error).toEqual({
      code: 'InvalidRecordingsUri',
      message: `${file} is a file; contentContainerUrl names the folder that the recordings are in.`
    })
    const outsiders = [
      url(outside),
      url(join(opened, 'way-out')),
      url(join(opened, 'absent')),
      'file:///',
      `${url(opened)}/../opened-not`,
      'file://elsewhere/calls'
    ]
    const errors = await Promise.all(
      outsiders.map(
        async (contentContainerUrl) => (await client.run({ contentContainerUrl })).properties.error
      )
    )
    expect(new Set(errors.map((error) => JSON.stringify(error)))).toEqual(
      new Set([JSON.stringify(errors[0])])
    )
    expect(errors[0]).toMatchObject({
      code: 'InvalidRecordingsUri',
      message: expect.stringContaining('VERNACULAR_IMPORT_DIR')
    })
  })
})

test('without leave, recordings at private addresses and folders are not read', async () => {
  const strict = await startInProcess(undefined, { allowPrivateUrls: false })
  try {
    const stranger = new BatchClient(strict.address, KEY)
    const error = async (fields: object): Promise<unknown> => (await stranger.run(fields)).properties.error
    const rejected = {
      code: 'InvalidRecordingsUri',
      message: expect.stringContaining('VERNACULAR_ALLOW_PRIVATE_URLS')
    }
    expect(await error({ contentUrls: [storage.add('/1.wav', wav(0))] })).toEqual(rejected)
    expect(await error({ contentContainerUrl: storage.address })).toEqual(rejected)
    expect(await error({ contentContainerUrl: pathToFileURL(folder).href })).toMatchObject({
      message: expect.stringContaining('VERNACULAR_IMPORT_DIR')
    })
    expect(storage.requested).not.toContain('/1.wav')
  } finally {
    await strict.close()
  }
})
