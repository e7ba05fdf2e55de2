import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tone, zip } from '../../tests/datasets/archives.ts'
import { type Answer, all, DatasetService } from '../../tests/datasets/service.ts'

let service: DatasetService
beforeAll(async () => {
  service = await DatasetService.start()
})
afterAll(async () => {
  await service.remove()
})

const base64 = (text: string) => Buffer.from(text).toString('base64')
const language = { displayName: 'Domain', kind: 'Language', locale: 'en-US' }
const absent = '00000000-0000-4000-8000-000000000000'

const create = async (fields: object = {}): Promise<Answer> =>
  service.json('POST', '/datasets', { ...language, ...fields })

const putBlock = (uploadBlocks: string, name: string, content: string | Uint8Array): Promise<Answer> =>
  service.request('PUT', `${uploadBlocks}?blockid=${encodeURIComponent(base64(name))}`, {
    body: content,
    headers: { 'content-type': 'application/octet-stream' }
  })

/** Made, uploaded in one block, committed and imported. */
async function imported(content: string | Uint8Array, fields: object = {}) {
  const { body } = await create(fields)
  await putBlock(body.links.uploadBlocks, 'b1', content)
  await service.json('POST', body.links.commitBlocks, [{ kind: 'Latest', id: base64('b1') }])
  return service.settled(body.self)
}

const form = (fields: Readonly<Record<string, string | Blob>>): FormData => {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields))
    if (typeof value === 'string') data.append(name, value)
    else data.append(name, value, 'my domain.txt')
  return data
}

async function filesOf(self: string) {
  const { body } = await service.request('GET', `${self}/files`)
  return body.values
}

const rejected = ({ status, body }: Answer) => {
  const { code, innerError, target } = body as unknown as {
    code: string
    innerError?: { code: string }
    target?: string
  }
  return [status, code, innerError?.code, target].filter((part) => part !== undefined).join(' ')
}

describe('a dataset made without contentUrl', () => {
  test('waits for its blocks and says where to send them', async () => {
    const { status, headers, body } = await create({
      description: 'words of the crew',
      customProperties: { team: 'tides' },
      properties: { email: '' }
    })
    expect(status).toBe(201)
    expect(headers.get('location')).toBe(body.self)
    expect(body).toEqual({
      self: expect.stringMatching(/\/speechtotext\/v3\.2\/datasets\/[0-9a-f-]{36}$/),
      displayName: 'Domain',
      description: 'words of the crew',
      locale: 'en-US',
      kind: 'Language',
      customProperties: { team: 'tides' },
      links: {
        files: `${body.self}/files`,
        uploadBlocks: `${body.self}/blocks`,
        listBlocks: `${body.self}/blocks`,
        commitBlocks: `${body.self}/blocks:commit`
      },
      createdDateTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      lastActionDateTime: expect.any(String),
      status: 'NotStarted'
    })
    const read = await service.request('GET', body.self)
    expect(read.headers.get('retry-after')).toBe('1')
    expect(await filesOf(body.self)).toEqual([])
  })

  test('is put together from its blocks in the order of the commit, whatever the order of arrival', async () => {
    const { body } = await create()
    const { uploadBlocks, commitBlocks } = body.links
    expect((await putBlock(uploadBlocks, 'b3', 'five\n')).status).toBe(201)
    await putBlock(uploadBlocks, 'b1', 'this will be overwritten\n')
    await putBlock(uploadBlocks, 'b2', ' the gate\nclose gate ')
    await putBlock(uploadBlocks, 'b9', 'left out of the commit\n')
    await putBlock(uploadBlocks, 'b1', 'open')
    expect((await service.request('GET', uploadBlocks)).body).toEqual({
      uncommittedBlocks: [
        { name: base64('b1'), size: 4 },
        { name: base64('b2'), size: 21 },
        { name: base64('b3'), size: 5 },
        { name: base64('b9'), size: 23 }
      ]
    })
    const list = ['b1', 'b2', 'b3'].map((name) => ({ kind: 'Latest', id: base64(name) }))
    expect((await service.json('POST', commitBlocks, list)).status).toBe(200)
    expect(rejected(await putBlock(uploadBlocks, 'b1', 'too late'))).toBe('409 Conflict')
    expect(rejected(await service.json('POST', commitBlocks, list))).toBe('409 Conflict')

    const done = await service.settled(body.self)
    expect(done).toMatchObject({
      status: 'Succeeded',
      links: { files: `${body.self}/files` },
      properties: { textNormalizationKind: 'Default', acceptedLineCount: 2, rejectedLineCount: 0 }
    })
    expect(done.links).not.toHaveProperty('uploadBlocks')
    expect((await service.request('GET', uploadBlocks)).body).toMatchObject({
      committedBlocks: [{ size: 4 }, { size: 21 }, { size: 5 }]
    })
    const sentences = await all(service.datasets.sentences(body.self.slice(-36)))
    expect(sentences).toEqual(['open the gate', 'close gate five'])
  })

  test('refuses wrong blocks and wrong commits, and is none the worse', async () => {
    const { body } = await create()
    const { uploadBlocks, commitBlocks } = body.links
    const put = (query: string, content: string | Uint8Array = 'x') =>
      service.request('PUT', `${uploadBlocks}${query}`, { body: content })
    expect(rejected(await put(''))).toBe('400 InvalidArgument InvalidParameterValue blockid')
    expect(rejected(await put('?blockid=%21%21'))).toBe('400 InvalidArgument InvalidParameterValue blockid')
    expect(rejected(await put(`?blockid=${base64('b1')}`, ''))).toBe('400 InvalidRequest EmptyRequest')
    expect(rejected(await put(`?blockid=${base64('b1')}`, Buffer.alloc(8 * 2 ** 20 + 1)))).toMatch(
      /^4(?:00|13) InvalidRequest/
    )
    expect((await put(`?blockid=${base64('b1')}`, 'whole line\n')).status).toBe(201)
    expect(rejected(await put(`?blockid=${base64('b10')}`))).toBe(
      '400 InvalidArgument InvalidParameterValue blockid'
    )
    expect(rejected(await service.json('POST', commitBlocks, []))).toBe('400 InvalidRequest InvalidPayload')
    expect(rejected(await service.json('POST', commitBlocks, [{ kind: 'Latest', id: base64('b2') }]))).toBe(
      '400 InvalidRequest InvalidPayload [0].id'
    )
    expect((await service.request('GET', uploadBlocks)).body).toEqual({
      uncommittedBlocks: [{ name: base64('b1'), size: 11 }]
    })
    expect(
      (await service.json('POST', commitBlocks, [{ kind: 'Uncommitted', id: base64('b1') }])).status
    ).toBe(200)
    expect(await service.settled(body.self)).toMatchObject({ status: 'Succeeded' })
  })

  test('takes a block of exactly 8 MiB', async () => {
    const { body } = await create()
    expect((await putBlock(body.links.uploadBlocks, 'b1', Buffer.alloc(8 * 2 ** 20, 'a'))).status).toBe(201)
  })
})

describe('an upload form', () => {
  const data = new Blob(['Open gate 4.\nhttps://contoso.com\n'])

  test('is taken with its fields before or after the bytes', async () => {
    for (const fields of [
      { ...language, data },
      { data, ...language }
    ]) {
      const { status, headers, body } = await service.request('POST', '/datasets/upload', {
        body: form(fields)
      })
      expect(status).toBe(201)
      expect(headers.get('location')).toBe(body.self)
      expect(await service.settled(body.self)).toMatchObject({
        status: 'Succeeded',
        properties: { acceptedLineCount: 1, rejectedLineCount: 1 }
      })
      const [report] = await filesOf(body.self)
      expect(JSON.parse(await service.content(report?.links.contentUrl ?? ''))).toMatchObject({
        details: [{ filename: 'my domain.txt', line: 2, code: 'ContainsUri' }]
      })
    }
  })

  test('takes the project as a URL and customProperties as JSON', async () => {
    const project = (await service.json('POST', '/projects', { displayName: 'Tides', locale: 'en-US' })).body
    const fields = { ...language, project: project.self, customProperties: '{"team":"tides"}', data }
    const { body } = await service.request('POST', '/datasets/upload', { body: form(fields) })
    expect(body).toMatchObject({ project: { self: project.self }, customProperties: { team: 'tides' } })
  })

  test.each([
    ['no file', { ...language }, '400 InvalidRequest InvalidPayload data'],
    ['a file of another name', { ...language, file: data }, '400 InvalidRequest InvalidPayload data'],
    ['a second file', { data, data2: data, ...language }, '400 InvalidRequest InvalidPayload data'],
    ['no kind', { displayName: 'x', locale: 'en-US', data }, '400 InvalidRequest InvalidPayload kind'],
    [
      'an unknown project',
      { ...language, project: `https://x/projects/${absent}`, data },
      '400 InvalidRequest InvalidPayload project'
    ],
    [
      'customProperties that are no JSON',
      { ...language, customProperties: '{', data },
      '400 InvalidRequest InvalidPayload customProperties'
    ]
  ])('with %s is refused and leaves nothing', async (_name, fields, expected) => {
    const before = await uploads()
    expect(rejected(await service.request('POST', '/datasets/upload', { body: form(fields) }))).toBe(expected)
    // Imports of earlier tests may have tidied up meanwhile.
    expect(before).toEqual(expect.arrayContaining(await uploads()))
  })

  test.each([
    ['in the file', '--b\r\nContent-Disposition: form-data; name="data"; filename="a.txt"\r\n\r\none'],
    ['in a field', '--b\r\nContent-Disposition: form-data; name="kind"\r\n\r\nLang'],
    ['in a header', '--b\r\nContent-Disposition: form-data; na'],
    ['before its first part', '--b'],
    [
      'before its last boundary',
      '--b\r\nContent-Disposition: form-data; name="kind"\r\n\r\nLanguage\r\n--b\r\n'
    ]
  ])('that ends early, %s, is refused and leaves nothing', async (_where, body) => {
    const before = await uploads()
    const headers = { 'Content-Type': 'multipart/form-data; boundary=b' }
    const answer = await service.request('POST', '/datasets/upload', { headers, body })
    expect(rejected(answer)).toMatch(/^400 InvalidRequest Invalid(RequestBodyFormat|Payload data)$/)
    expect(before).toEqual(expect.arrayContaining(await uploads()))
  })

  test('that is no form is refused', async () => {
    expect(rejected(await service.json('POST', '/datasets/upload', language))).toBe(
      '415 UnsupportedMediaType'
    )
  })

  const uploads = async () => (await all(service.platform.files.list('uploads'))).map(({ key }) => key)
})

describe('a dataset made with contentUrl', () => {
  test('is fetched once and imported', async () => {
    let requested = 0
    const origin = createServer((_request, response) => {
      requested += 1
      response.end('one line\nanother line\n')
    })
    await new Promise<void>((resolve) => origin.listen(0, '127.0.0.1', resolve))
    const contentUrl = `http://127.0.0.1:${(origin.address() as AddressInfo).port}/domain.txt?sig=secret`
    const { body } = await create({ contentUrl })
    expect(body).toMatchObject({ contentUrl, properties: { acceptedLineCount: 0, rejectedLineCount: 0 } })
    expect(body.links).not.toHaveProperty('uploadBlocks')
    expect(rejected(await putBlock(`${body.self}/blocks`, 'b1', 'x'))).toBe('409 Conflict')
    expect(await service.settled(body.self)).toMatchObject({
      status: 'Succeeded',
      properties: { acceptedLineCount: 2 }
    })
    expect(requested).toBe(1)
    await new Promise((resolve) => origin.close(resolve))
  })

  test('fails when the content cannot be had, and says why', async () => {
    const origin = createServer((_request, response) => {
      response.statusCode = 403
      response.end()
    })
    await new Promise<void>((resolve) => origin.listen(0, '127.0.0.1', resolve))
    const { port } = origin.address() as AddressInfo
    const denied = await create({ contentUrl: `http://127.0.0.1:${port}/` })
    expect((await service.settled(denied.body.self)).properties.error).toEqual({
      code: 'DataImportFailed',
      message: expect.stringMatching(/answered 403; the content must be readable by an anonymous GET/)
    })
    await new Promise((resolve) => origin.close(resolve))
    const gone = await create({ contentUrl: `http://127.0.0.1:${port}/` })
    expect((await service.settled(gone.body.self)).properties.error).toMatchObject({
      code: 'DataImportFailed',
      message: expect.stringContaining('could not be reached')
    })
  })
})

describe('creation is refused for', () => {
  test.each([
    ['no name', { displayName: '' }, '400 InvalidRequest InvalidPayload displayName'],
    ['no kind', { kind: undefined }, '400 InvalidRequest InvalidPayload kind'],
    ['an unknown kind', { kind: 'Video' }, '400 InvalidRequest InvalidPayload kind'],
    ['an unknown locale', { locale: 'xx-XX' }, '400 InvalidRequest InvalidLocale locale'],
    [
      'an unknown project',
      { project: { self: `https://x/speechtotext/v3.1/projects/${absent}` } },
      '400 InvalidRequest InvalidPayload project'
    ],
    ['a reference that is none', { project: 'mine' }, '400 InvalidRequest InvalidPayload project'],
    [
      'a contentUrl of another protocol',
      { contentUrl: 'file:///etc/passwd' },
      '400 InvalidRequest InvalidPayload contentUrl'
    ],
    [
      'a custom property that is no text',
      { customProperties: { a: 1 } },
      '400 InvalidRequest InvalidPayload customProperties.a'
    ],
    [
      'an unknown normalisation',
      { properties: { textNormalizationKind: 'Some' } },
      '400 InvalidRequest InvalidPayload properties.textNormalizationKind'
    ]
  ])('%s', async (_name, fields, expected) => {
    expect(rejected(await create(fields))).toBe(expected)
  })

  test('a kind that is none, naming those there are', async () => {
    expect((await create({ kind: 'Text' })).body.message).toMatch(
      /^kind must be one of Language, Acoustic, Pronunciation, AudioFiles, LanguageMarkdown, OutputFormatting; found "Text"/
    )
  })

  test('a project in another locale', async () => {
    const project = (await service.json('POST', '/projects', { displayName: 'UK', locale: 'en-GB' })).body
    expect(rejected(await create({ project: { self: project.self } }))).toBe(
      '400 InvalidRequest InvalidLocale locale'
    )
  })
})

describe('the files of a dataset', () => {
  test('are its report and its data, behind signed links', async () => {
    const done = await imported('Open gate 4.\n!!!\n')
    const files = await filesOf(done.self)
    expect(files.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      'report.json DatasetReport',
      'source.txt LanguageData',
      'accepted.txt LanguageData'
    ])
    expect(await service.content(files[1]?.links.contentUrl ?? '')).toBe('Open gate 4.\n!!!\n')
    expect(await service.content(files[2]?.links.contentUrl ?? '')).toBe('open gate four\n')
    const one = await service.request('GET', files[2]?.self ?? '')
    expect(one.body).toMatchObject({ name: 'accepted.txt', properties: { size: 15 } })
    expect(rejected(await service.request('GET', `${done.self}/files/${absent}`))).toBe('404 NotFound fileId')
  })

  test('of audio are listed a page at a time, with their durations and transcripts', async () => {
    const clips = ['a.wav', 'b.wav', 'c.wav']
    const archive = await zip([
      { name: 'trans.txt', content: clips.map((name) => `${name}\tclip ${name[0]}`).join('\r\n') },
      ...clips.map((name) => ({ name, content: tone(0.75) }))
    ])
    const done = await imported(archive, { kind: 'Acoustic' })
    expect(done).toMatchObject({
      status: 'Succeeded',
      properties: { acceptedLineCount: 3, duration: 'PT2.25S' }
    })
    const names: string[] = []
    for (let next: string | undefined = `${done.self}/files?top=2`; next; ) {
      const { body } = await service.request('GET', next)
      names.push(...body.values.map(({ name }) => name))
      next = body['@nextLink']
      if (next) expect(body.values).toHaveLength(2)
    }
    expect(names).toEqual(['report.json', 'source.zip', 'transcript.tsv', ...clips])
    const audio = (await filesOf(done.self)).find(({ name }) => name === 'b.wav')
    const properties = { size: 24_044, duration: 'PT0.75S', transcript: 'clip b' }
    expect(audio).toMatchObject({ kind: 'Audio', properties })
    const utterances = await service.datasets.utterances(done.self.slice(-36))
    expect(utterances.map(({ id, lexical, durationTicks }) => [id, lexical, durationTicks])).toEqual(
      clips.map((name) => [name, `clip ${name[0]}`, 7_500_000])
    )
  })

  test('of a dataset that failed are its report and its source', async () => {
    const done = await imported('???\n!!!\n')
    expect(done).toMatchObject({
      status: 'Failed',
      properties: { acceptedLineCount: 0, rejectedLineCount: 2, error: { code: 'InvalidDataset' } }
    })
    expect((await filesOf(done.self)).map(({ name }) => name)).toEqual(['report.json', 'source.txt'])
  })
})

describe('what models read', () => {
  test('sentences with display words left whole, wherever they stand', async () => {
    const done = await imported('Call 3CPO now.\nCall 4 people.\n(3cpo) is here\n')
    const id = done.self.slice(-36)
    expect(await all(service.datasets.sentences(id))).toEqual([
      'call three c p o now',
      'call four people',
      'three c p o is here'
    ])
    expect(await all(service.datasets.sentences(id, new Set(['3cpo'])))).toEqual([
      'call 3cpo now',
      'call four people',
      '3cpo is here'
    ])
  })

  test('pronunciations, and a hash that equal content shares', async () => {
    const fields = { kind: 'Pronunciation' }
    const one = (await imported('3CPO\tthree c p o\n', fields)).self.slice(-36)
    const same = (await imported('\ufeff3CPO\tThree C P O', fields)).self.slice(-36)
    const other = (await imported('3CPO\tthree see p o\n', fields)).self.slice(-36)
    const { datasets } = service
    expect(await all(datasets.pronunciations(one))).toEqual([{ display: '3CPO', spoken: 'three c p o' }])
    expect(await datasets.contentHash(one)).toBe(await datasets.contentHash(same))
    expect(await datasets.contentHash(one)).not.toBe(await datasets.contentHash(other))
  })

  test('text that says it is normalized is taken as it is', async () => {
    const done = await imported('Call R2D2\nOpen, now!\n', { properties: { textNormalizationKind: 'None' } })
    expect(done.properties).toMatchObject({
      textNormalizationKind: 'None',
      acceptedLineCount: 1,
      rejectedLineCount: 1
    })
    expect(await all(service.datasets.sentences(done.self.slice(-36)))).toEqual(['Call R2D2'])
  })
})

describe('a dataset', () => {
  test('can be renamed, described and moved to a project; the rest is fixed', async () => {
    const { body } = await create()
    const project = (await service.json('POST', '/projects', { displayName: 'P', locale: 'en-US' })).body
    const british = (await service.json('POST', '/projects', { displayName: 'B', locale: 'en-GB' })).body
    const changed = await service.json('PATCH', body.self, {
      displayName: 'New',
      project: { self: project.self }
    })
    expect(changed).toMatchObject({
      status: 200,
      body: { displayName: 'New', project: { self: project.self } }
    })
    expect((await service.request('GET', `${project.self}/datasets`)).body.values).toHaveLength(1)
    expect((await service.request('GET', project.self)).body.properties).toMatchObject({ datasetCount: 1 })
    expect(rejected(await service.json('PATCH', body.self, { locale: 'en-GB' }))).toBe(
      '400 InvalidRequest InvalidPayload locale'
    )
    expect(rejected(await service.json('PATCH', body.self, { kind: 'Acoustic' }))).toBe(
      '400 InvalidRequest InvalidPayload kind'
    )
    expect(rejected(await service.json('PATCH', body.self, { project: { self: british.self } }))).toBe(
      '400 InvalidRequest InvalidLocale locale'
    )
    await service.request('DELETE', project.self)
    expect((await service.request('GET', body.self)).body).not.toHaveProperty('project')
  })

  test('can be deleted once its import has ended, with its files, and again', async () => {
    const origin = createServer().listen(0, '127.0.0.1')
    await once(origin, 'listening')
    const requests = once(origin, 'request')
    const contentUrl = `http://127.0.0.1:${(origin.address() as AddressInfo).port}/`
    const { body: waiting } = await create({ contentUrl })
    const [, response] = (await requests) as [IncomingMessage, ServerResponse]
    expect(rejected(await service.request('DELETE', waiting.self))).toBe('409 Conflict DeleteNotAllowed')
    response.end('a late line\n')
    await service.settled(waiting.self)
    expect((await service.request('DELETE', waiting.self)).status).toBe(204)
    origin.close()
    const done = await imported('a line\n')
    const [file] = await filesOf(done.self)
    expect((await service.request('DELETE', done.self)).status).toBe(204)
    expect(rejected(await service.request('GET', done.self))).toBe('404 NotFound id')
    await expect(service.content(file?.links.contentUrl ?? '')).rejects.toThrow('404')
    expect(await all(service.platform.files.list(`datasets/${done.self.slice(-36)}`))).toEqual([])
    expect((await service.request('DELETE', done.self)).status).toBe(204)
  })

  test('can be deleted while it waits for blocks, with those that came', async () => {
    const { body } = await create()
    await putBlock(body.links.uploadBlocks, 'b1', 'open the gate\n')
    expect((await service.request('DELETE', body.self)).status).toBe(204)
    expect((await service.request('GET', body.self)).status).toBe(404)
    expect((await putBlock(body.links.uploadBlocks, 'b2', 'too late')).status).toBe(404)
    expect(await all(service.platform.files.list(`uploads/${body.self.slice(-36)}`))).toEqual([])
  })

  test('cannot be deleted while something uses it, and the answer says what', async () => {
    const done = await imported('a line\n')
    let user: string | undefined = 'the model "Tides"'
    service.datasets.addUser(async (id) => (done.self.endsWith(id) ? user : undefined))
    const answer = await service.request('DELETE', done.self)
    expect(rejected(answer)).toBe('409 Conflict InUseViolation')
    expect(answer.body.message).toContain('is used by the model "Tides"')
    user = undefined
    expect((await service.request('DELETE', done.self)).status).toBe(204)
  })

  test('is found in the list, a page at a time, in the order of creation', async () => {
    const made = [(await create()).body.self, (await create()).body.self]
    const found: string[] = []
    for (let next: string | undefined = '/datasets?top=3'; next; ) {
      const { body } = await service.request('GET', next)
      found.push(...body.values.map(({ self }) => self))
      next = body['@nextLink']
    }
    expect(found.slice(-2)).toEqual(made)
    expect(new Set(found).size).toBe(found.length)
  })

  test('has kinds that depend on the locale', async () => {
    expect((await service.request('GET', '/datasets/locales')).body).toEqual({
      'en-US': ['Language', 'LanguageMarkdown', 'Acoustic', 'AudioFiles', 'Pronunciation', 'OutputFormatting']
    })
  })
})
