/** Every operation of the contract with every documented status, in one life of a service. @module */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { KEY, type RunningService, startInProcess } from '../in-process-service.ts'
import { acousticArchive, type Clip, spokenBy } from '../synthetic-clips.ts'
import { ConformantClient, requiredAnswers } from './conformant-client.ts'
import { operations } from './contract.ts'

type Entity = {
  self: string
  status: string
  links: Record<string, string>
  properties: Record<string, unknown>
  displayName: string
}
type Page = { values: Entity[]; '@nextLink'?: string }

const ABSENT = '0b7a3c1e-5d1f-4c2e-9a57-1f2e3d4c5b6a'
const SENTENCE = 'The grapnel slipped off the mooring chain.'
const TEXT = `${SENTENCE}\nPaint the grapnel before the regatta.\n`
let running: RunningService
let client: ConformantClient
let content: Server
let contentUrl: string
let clip: Clip

const idOf = ({ self }: { self: string }): string => self.split('/').at(-1) ?? ''
const at = (entity: { self: string }): { path: { id: string } } => ({ path: { id: idOf(entity) } })

/** Asks for the entity until its work has ended; each look is judged too. */
async function ended(operation: string, entity: { self: string }, status = 'Succeeded'): Promise<Entity> {
  let now: Entity | undefined
  await expect
    .poll(
      async () => {
        const { body, headers } = await client.call<Entity>(operation, 200, at(entity))
        now = body
        const over = body.status === 'Succeeded' || body.status === 'Failed'
        expect(headers.get('retry-after') === null).toBe(over)
        return body.status
      },
      { timeout: 50_000, interval: 100 }
    )
    .toBe(status)
  return now as Entity
}

beforeAll(async () => {
  clip = (await spokenBy('slt', [SENTENCE]))[0] as Clip
  // Content to fetch, and a receiver that answers challenges.
  content = createServer((request, response) => {
    const token = new URL(request.url ?? '/', 'http://local').searchParams.get('validationToken')
    response.end(token ?? (request.url?.includes('wav') ? Buffer.from(clip.wav) : TEXT))
  })
  await new Promise<void>((resolve) => content.listen(0, '127.0.0.1', resolve))
  contentUrl = `http://127.0.0.1:${(content.address() as AddressInfo).port}`
  running = await startInProcess()
  client = new ConformantClient(running.address)
})
afterAll(async () => {
  await running.close()
  content.close()
})

describe('the contract', () => {
  let project: Entity
  let text: Entity
  let testSet: Entity
  let model: Entity

  test('projects', async () => {
    const fields = {
      displayName: 'Harbour',
      description: 'Words of the harbour',
      locale: 'en-US',
      customProperties: { owner: 'Ada' }
    }
    const created = await client.call<Entity>('Projects_Create', 201, { body: fields })
    project = created.body
    expect(created.headers.get('location')).toBe(project.self)
    await client.call('Projects_Get', 200, at(project))
    await client.call('Projects_List', 200, { query: { filter: "displayName eq 'Harbour'", top: 1 } })
    await client.call('Projects_ListSupportedLocales', 200)
    await client.call('Projects_Update', 200, { ...at(project), body: { description: '' } })
    const other = await client.call<Entity>('Projects_Create', 201, {
      body: { ...fields, displayName: 'Other' }
    })
    await client.call('Projects_Delete', 204, at(other.body))
    await client.call('Projects_Get', 404, at(other.body))
  })

  test('datasets, in blocks, by address and as a form', async () => {
    const fields = {
      displayName: 'Sentences',
      kind: 'Language',
      locale: 'en-US',
      project: { self: project.self },
      customProperties: { source: 'logbook' }
    }
    const { body: blocks } = await client.call<Entity>('Datasets_Create', 201, { body: fields })
    const block = { ...at(blocks), query: { blockid: Buffer.from('0001').toString('base64') } }
    await client.call('Datasets_UploadBlock', 201, { ...block, bytes: new Uint8Array(Buffer.from(TEXT)) })
    await client.call('Datasets_GetBlocks', 200, at(blocks))
    await client.call('Datasets_CommitBlocks', 200, {
      ...at(blocks),
      body: [{ kind: 'Latest', id: block.query.blockid }]
    })
    text = await ended('Datasets_Get', blocks)
    await client.call('Datasets_GetBlocks', 200, at(blocks))

    const fetched = await client.call<Entity>('Datasets_Create', 201, {
      body: { ...fields, displayName: 'Fetched', contentUrl: `${contentUrl}/text.txt` }
    })
    await ended('Datasets_Get', fetched.body)

    const form = new FormData()
    const parts = { displayName: 'Test set', kind: 'Acoustic', locale: 'en-US', project: project.self }
    for (const [name, value] of Object.entries(parts)) form.set(name, value)
    const archive = new Uint8Array(await acousticArchive([clip]))
    form.set('data', new Blob([archive]), 'test.zip')
    const uploaded = await client.call<Entity>('Datasets_Upload', 201, { form })
    testSet = await ended('Datasets_Get', uploaded.body)

    await client.call('Datasets_List', 200, { query: { skip: 1, top: 1 } })
    await client.call('Datasets_ListSupportedLocales', 200)
    const files = await client.call<Page>('Datasets_ListFiles', 200, {
      ...at(testSet),
      query: { sasValidityInSeconds: 60, filter: "kind eq 'Audio'" }
    })
    const [file] = files.body.values
    await client.call('Datasets_GetFile', 200, {
      path: { id: idOf(testSet), fileId: idOf(file as Entity) },
      query: { sasValidityInSeconds: 60 }
    })
    await client.call('Datasets_Update', 200, { ...at(text), body: { displayName: 'Renamed' } })
    await client.call('Datasets_Delete', 204, at(fetched.body))
    await client.call('Datasets_Get', 404, at(fetched.body))
  })

  test('models, their files, manifests and copies', async () => {
    const { body: bases } = await client.call<Page>('Models_ListBaseModels', 200, { query: { top: 1 } })
    const base = bases.values[0] as Entity
    await client.call('Models_GetBaseModel', 200, at(base))
    await client.call('Models_GetBaseModelManifest', 200, at(base))
    await client.call('Models_ListSupportedLocales', 200)
    const created = await client.call<Entity>('Models_Create', 201, {
      body: {
        displayName: 'Mooring',
        locale: 'en-US',
        baseModel: { self: base.self },
        datasets: [{ self: text.self }],
        text: SENTENCE,
        project: { self: project.self },
        properties: { customModelWeightPercent: 40 }
      }
    })
    model = await ended('Models_GetCustomModel', created.body)
    await client.call('Models_ListCustomModels', 200, { query: { filter: "status eq 'Succeeded'" } })
    await client.call('Models_Update', 200, { ...at(model), body: { customProperties: { owner: 'Ada' } } })
    const { body: files } = await client.call<Page>('Models_ListFiles', 200, at(model))
    await client.call('Models_GetFile', 200, {
      path: { id: idOf(model), fileId: idOf(files.values[0] as Entity) }
    })
    await client.call('Models_GetCustomModelManifest', 200, at(model))

    const rejected = await client.call<{ message: string }>('Models_AuthorizeCopy', 400, {
      body: { sourceResourceId: 'none' }
    })
    const sourceResourceId = /\/subscriptions\/0\S+?(?=\.$)/.exec(rejected.body.message)?.[0]
    const { body: authorization } = await client.call('Models_AuthorizeCopy', 200, {
      body: { sourceResourceId }
    })
    const copying = await client.call<Entity & { id: string }>('Models_Copy', 202, {
      ...at(model),
      body: authorization
    })
    expect(copying.headers.get('operation-location')).toBe(copying.body.self)
    const operation = await ended('Operations_GetModelCopy', copying.body)
    const copy = (operation as Entity & { result: { link: string } }).result
    await client.call('Models_Delete', 204, at({ self: copy.link }))
    await client.call('Models_GetCustomModel', 404, at({ self: copy.link }))
  })

  test('evaluations and their files', async () => {
    const { body: bases } = await client.call<Page>('Models_ListBaseModels', 200)
    const created = await client.call<Entity>('Evaluations_Create', 201, {
      body: {
        displayName: 'Base beside custom',
        locale: 'en-US',
        dataset: { self: testSet.self },
        model1: { self: (bases.values[0] as Entity).self },
        model2: { self: model.self },
        project: { self: project.self }
      }
    })
    const evaluation = await ended('Evaluations_Get', created.body)
    await client.call('Evaluations_List', 200)
    await client.call('Evaluations_ListSupportedLocales', 200)
    await client.call('Evaluations_Update', 200, { ...at(evaluation), body: { displayName: 'Renamed' } })
    const { body: files } = await client.call<Page>('Evaluations_ListFiles', 200, {
      ...at(evaluation),
      query: { top: 1 }
    })
    const fileId = idOf(files.values[0] as Entity)
    await client.call('Evaluations_GetFile', 200, { path: { id: idOf(evaluation), fileId } })
    const [datasets, models] = [testSet, model].map(at)
    await client.call('Datasets_Delete', 409, datasets)
    await client.call('Models_Delete', 409, models)
  })

  test('endpoints and the logs of endpoints and base models', async () => {
    const created = await client.call<Entity>('Endpoints_Create', 201, {
      body: {
        displayName: 'Live',
        locale: 'en-US',
        model: { self: model.self },
        project: { self: project.self },
        properties: { loggingEnabled: true }
      }
    })
    const endpoint = await ended('Endpoints_Get', created.body)
    await client.call('Endpoints_List', 200)
    await client.call('Endpoints_ListSupportedLocales', 200)
    await client.call('Endpoints_Update', 200, {
      ...at(endpoint),
      body: { properties: { contentLoggingEnabled: true } }
    })
    const recognize = (query: string): Promise<Response> =>
      fetch(
        `${running.address}/speech/recognition/conversation/cognitiveservices/v1?language=en-US${query}`,
        {
          method: 'POST',
          headers: { 'Ocp-Apim-Subscription-Key': KEY },
          body: new Uint8Array(clip.wav)
        }
      )
    await recognize(`&cid=${idOf(endpoint)}`)
    await recognize('&storeAudio=true')
    const sides = [
      { names: ['ListLogs', 'GetLog', 'DeleteLog', 'DeleteLogs'], path: { id: idOf(endpoint) } },
      {
        names: ['ListBaseModelLogs', 'GetBaseModelLog', 'DeleteBaseModelLog', 'DeleteBaseModelLogs'],
        path: { locale: 'en-US' }
      }
    ]
    for (const { names, path } of sides) {
      const [list, get, remove, removeAll] = names.map((name) => `Endpoints_${name}`) as [
        string,
        string,
        string,
        string
      ]
      const { body: logs } = await client.call<Page>(list, 200, { path, query: { top: 2 } })
      const logId = idOf(logs.values[0] as Entity)
      await client.call(get, 200, { path: { ...path, logId } })
      await client.call(remove, 204, { path: { ...path, logId } })
      await client.call(get, 404, { path: { ...path, logId } })
      await client.call(removeAll, 202, { path, query: { endDate: '2026-01-31' } })
      await client.call(removeAll, 202, { path })
    }
    await client.call('Endpoints_Delete', 204, at(endpoint))
    await client.call('Endpoints_Get', 404, at(endpoint))
  })

  test('transcriptions and their files', async () => {
    const created = await client.call<Entity>('Transcriptions_Create', 201, {
      body: {
        displayName: 'Recordings',
        locale: 'en-US',
        contentUrls: [`${contentUrl}/one.wav`],
        model: { self: model.self },
        project: { self: project.self },
        properties: { wordLevelTimestampsEnabled: true, timeToLive: 'PT12H' }
      }
    })
    const transcription = await ended('Transcriptions_Get', created.body)
    await client.call('Transcriptions_List', 200)
    await client.call('Transcriptions_ListSupportedLocales', 200)
    await client.call('Transcriptions_Update', 200, {
      ...at(transcription),
      body: { displayName: 'Renamed' }
    })
    const { body: files } = await client.call<Page>('Transcriptions_ListFiles', 200, at(transcription))
    const fileId = idOf(files.values[0] as Entity)
    await client.call('Transcriptions_GetFile', 200, { path: { id: idOf(transcription), fileId } })
    const collections = ['Datasets', 'Models', 'Evaluations', 'Endpoints', 'Transcriptions']
    for (const name of collections) await client.call(`Projects_List${name}`, 200, at(project))
    await client.call('Transcriptions_Delete', 204, at(transcription))
  })

  test('web hooks', async () => {
    const created = await client.call<Entity>('WebHooks_Create', 201, {
      body: {
        displayName: 'Told',
        webUrl: `${contentUrl}/hook`,
        events: { modelCompletion: true, transcriptionCreation: true },
        properties: { secret: 'between us' }
      }
    })
    const hook = await ended('WebHooks_Get', created.body)
    await client.call('WebHooks_List', 200)
    await client.call('WebHooks_Ping', 202, at(hook))
    await client.call('WebHooks_Test', 202, at(hook))
    await client.call('WebHooks_Update', 200, {
      ...at(hook),
      body: { events: { modelCompletion: false, transcriptionCreation: false, evaluationDeletion: true } }
    })
    await client.call('WebHooks_Test', 204, at(hook))
    await client.call('WebHooks_Delete', 204, at(hook))
  })

  test('deletes an evaluation once nothing is asked of it', async () => {
    const { body } = await client.call<Page>('Evaluations_List', 200)
    for (const evaluation of body.values) await client.call('Evaluations_Delete', 204, at(evaluation))
  })

  test.each(operations.map(({ id, path }) => [id, path] as const))(
    '%s without a key is refused in the shape of errors',
    async (id, path) => {
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, ABSENT] as const)
      const { body } = await client.call(id, 401, { path: Object.fromEntries(names), key: undefined })
      expect(body).toMatchObject({ code: 'Unauthorized' })
    }
  )

  test('is covered: every operation with every documented status', () => {
    const missing = requiredAnswers.filter((pair) => !client.covered.has(pair))
    const done = new Set([...client.covered].map((pair) => pair.split(' ')[0]))
    console.log(
      `operations covered: ${done.size} / ${operations.length}; operations with a status: ${requiredAnswers.length - missing.length} / ${requiredAnswers.length}`
    )
    expect(missing).toEqual([])
  })
})
