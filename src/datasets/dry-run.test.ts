import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, all, DatasetService } from '../../tests/datasets/service.ts'

let service: DatasetService
beforeAll(async () => {
  service = await DatasetService.start()
})
afterAll(() => service.remove())

const language = { displayName: 'Domain', kind: 'Language', locale: 'en-US' }
const text = 'Open gate 4.\nsee www.contoso.com\nno\tway\nhe said yes yes yes yes yes'

const form = (fields: object, content: string): FormData => {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.append(name, value as string)
  data.append('data', new Blob([content]), 'domain.txt')
  return data
}
const upload = (query: string, fields: object = language): Promise<Answer> =>
  service.request('POST', `/datasets/upload${query}`, { body: form(fields, text) })
const block = Buffer.from('b1').toString('base64')

async function created(kind: string, content: string) {
  const { body } = await service.json('POST', '/datasets', { ...language, kind })
  await service.request('PUT', `${body.links.uploadBlocks}?blockid=${block}`, {
    body: content,
    headers: { 'content-type': 'application/octet-stream' }
  })
  return body
}

type Report = Readonly<{
  details: readonly Readonly<{ line: number; code: string; corrected?: string }>[]
}>

describe('a dry run', () => {
  test('of an upload answers with the report and leaves nothing', async () => {
    const before = await all(service.platform.files.list(''))
    const { status, body } = await upload('?validate=true')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      status: 'Succeeded',
      acceptedLineCount: 1,
      rejectedLineCount: 3,
      kind: 'Language',
      preview: [{ text: 'Open gate 4.', read: 'open gate four' }]
    })
    const { details } = body as unknown as Report
    expect(details.map(({ line, code, corrected }) => [line, code, corrected])).toEqual([
      [2, 'ContainsUri', undefined],
      [3, 'ControlCharacter', 'no way'],
      [4, 'TooManyRepeats', 'he said yes yes yes']
    ])
    expect((await service.request('GET', '/datasets')).body.values).toEqual([])
    expect(await all(service.platform.files.list(''))).toEqual(before)
  })

  test('of blocks leaves them as they are: to be added to, or committed', async () => {
    const dataset = await created('LanguageMarkdown', '@ list a =\n- x\n# S\n- go {@a}\n- go {@b}')
    const commit = `${dataset.links.commitBlocks}?validate=true`
    const { status, body } = await service.json('POST', commit, [{ kind: 'Latest', id: block }])
    expect([status, (body as unknown as Report).details[0]?.code]).toEqual([200, 'ReferenceUndefined'])
    expect((await service.request('GET', dataset.self)).body.status).toBe('NotStarted')
    await service.json('POST', dataset.links.commitBlocks, [{ kind: 'Latest', id: block }])
    expect(await service.settled(dataset.self)).toMatchObject({ properties: { acceptedLineCount: 2 } })
  })

  test('refuses what an import would refuse, and a word that is neither true nor false', async () => {
    expect((await upload('?validate=true', { ...language, kind: 'Nothing' })).status).toBe(400)
    expect((await upload('?validate=perhaps')).body.message).toContain(
      'validate must be true or false; found'
    )
    expect((await upload('?validate=false')).status).toBe(201)
  })
})

test('a file whose faults are mechanical can be had corrected, and is then taken whole', async () => {
  const source = 'KX9, kay ex nine\n\nCNTK\tc n t k\nR2D2\tr 2 d 2\nodd words here'
  const dataset = await created('Pronunciation', source)
  await service.json('POST', dataset.links.commitBlocks, [{ kind: 'Latest', id: block }])
  await service.settled(dataset.self)
  const { body } = await service.request('GET', `${dataset.self}/files`)
  expect(body.values.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
    'report.json DatasetReport',
    ...['source.txt', 'accepted.tsv', 'corrected.txt'].map((name) => `${name} PronunciationData`)
  ])
  const file = await fetch(body.values.at(-1)?.links.contentUrl ?? '')
  const corrected = Buffer.from(await file.arrayBuffer()).toString()
  expect(corrected).toBe('\ufeffKX9\tkay ex nine\n\nCNTK\tc n t k\nR2D2\tr two d two\n')
  const again = await created('Pronunciation', corrected)
  await service.json('POST', again.links.commitBlocks, [{ kind: 'Latest', id: block }])
  expect(await service.settled(again.self)).toMatchObject({
    properties: { acceptedLineCount: 3, rejectedLineCount: 0 }
  })
})
