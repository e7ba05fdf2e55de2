/**
 * Every code of the contract that this service can answer with, provoked over HTTP: the shape is judged by the contract,
 * and the message says what was found and what is accepted. Codes of work in the background are proved beside it.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { KEY, type RunningService, startInProcess } from '../in-process-service.ts'
import { acousticArchive, type Clip, spokenBy } from '../synthetic-clips.ts'
import { type Call, ConformantClient } from './conformant-client.ts'

type Entity = { self: string; status: string; properties?: { error?: { code: string } } }
type ErrorBody = { code: string; message: string; innerError?: { code: string; message: string } }

const ABSENT = '0b7a3c1e-5d1f-4c2e-9a57-1f2e3d4c5b6a'
const SENTENCE = 'The grapnel slipped off the mooring chain.'
let running: RunningService
let client: ConformantClient
let clip: Clip
/** What the refusals refer to, by the word that stands for it below. */
const known: Record<string, string> = {}

const idOf = ({ self }: { self: string }): string => self.split('/').at(-1) ?? ''
const make = async (path: string, body: object): Promise<Entity> =>
  running.api.post<Entity>(path, body as never)
const post = (path: string): Promise<Response> =>
  fetch(`${running.address}/speechtotext/v3.2${path}`, {
    method: 'POST',
    headers: { 'Ocp-Apim-Subscription-Key': KEY }
  })

/** Replaces the words by addresses and ids: `<model>` by its address, `<model id>` by its id. */
const fill = <T>(value: T): T =>
  JSON.parse(
    JSON.stringify(value ?? null).replace(/<(\w+)( id)?>/g, (_all, name: string, id?: string) => {
      const self = known[name] ?? ''
      return id === undefined ? self : idOf({ self })
    })
  ) as T

beforeAll(async () => {
  clip = (await spokenBy('slt', [SENTENCE]))[0] as Clip
  running = await startInProcess(undefined, { allowPrivateUrls: false })
  client = new ConformantClient(running.address)
  const form = new FormData()
  for (const [name, value] of Object.entries({ displayName: 'Test set', kind: 'Acoustic', locale: 'en-US' }))
    form.set(name, value)
  form.set('data', new Blob([new Uint8Array(await acousticArchive([clip]))]), 'test.zip')
  const testSet = await running.api.finished(
    (await running.api.postForm('/datasets/upload', form)) as never,
    () => undefined
  )
  const model = await running.api.finished(
    (await make('/models', { displayName: 'M', locale: 'en-US', text: SENTENCE })) as never,
    () => undefined
  )
  const endpoint = await running.api.finished(
    (await make('/endpoints', { displayName: 'E', locale: 'en-US', model: { self: model.self } })) as never,
    () => undefined
  )
  const waiting = await make('/datasets', { displayName: 'Waiting', kind: 'Language', locale: 'en-US' })
  const failedSet = await make('/datasets', { displayName: 'Cancelled', kind: 'Acoustic', locale: 'en-US' })
  await post(`/datasets/${idOf(failedSet)}:cancel`)
  const failed = await make('/models', { displayName: 'Cancelled', locale: 'en-US', text: SENTENCE })
  await post(`/models/${idOf(failed)}:cancel`)
  const { values: bases } = await running.api.get<{ values: Entity[] }>('/models/base')
  Object.assign(known, {
    testSet: testSet.self,
    model: model.self,
    endpoint: endpoint.self,
    waiting: waiting.self,
    failedSet: failedSet.self,
    failed: failed.self,
    base: bases[0]?.self
  })
})
afterAll(() => running.close())

const named = { displayName: 'Refused', locale: 'en-US' }
const evaluation = {
  ...named,
  dataset: { self: '<testSet>' },
  model1: { self: '<model>' },
  model2: { self: '<model>' }
}
const transcription = { ...named, dataset: { self: '<testSet>' } }
const hook = { displayName: 'Told', webUrl: 'https://example.org/hook', events: { ping: true } }
const language = { ...named, kind: 'Language' }

/** Inner code, operation, call, status, and words of the message. */
const ERRORS: readonly (readonly [string, string, Call, number, string])[] = [
  ['InvalidPayload', 'Projects_Create', { body: { locale: 'en-US' } }, 400, 'displayName is missing'],
  [
    'InvalidPayload',
    'Models_Create',
    { body: { ...named, datasets: [{ self: `/datasets/${ABSENT}` }] } },
    400,
    'does not exist'
  ],
  ['InvalidLocale', 'Datasets_Create', { body: { ...language, locale: 'tlh' } }, 400, 'locale must be en-US'],
  ['EmptyRequest', 'Projects_Create', { contentType: 'application/json' }, 400, 'empty'],
  [
    'InvalidRequestBodyFormat',
    'Projects_Create',
    { bytes: new Uint8Array(Buffer.from('{"a": }')), contentType: 'application/json' },
    400,
    'not valid JSON'
  ],
  [
    'InvalidParameterValue',
    'Datasets_UploadBlock',
    { path: { id: '<waiting id>' }, query: { blockid: '%%' }, bytes: new Uint8Array(1) },
    400,
    'Base64'
  ],
  [
    'UnsupportedFilter',
    'Datasets_List',
    { query: { filter: 'colour eq 5' } },
    400,
    'expected one of the properties'
  ],
  [
    'UnsupportedFilter',
    'Projects_List',
    { query: { filter: "status eq 'Running'" } },
    400,
    'displayName, description'
  ],
  ['UnsupportedPagination', 'Models_ListBaseModels', { query: { top: -1 } }, 400, 'must be a whole number'],
  ['UnsupportedOrderBy', 'Evaluations_List', { query: { orderby: 'displayName' } }, 400, 'by creation'],
  [
    'InvalidSasValidityDuration',
    'Datasets_ListFiles',
    { path: { id: '<testSet id>' }, query: { sasValidityInSeconds: 0 } },
    400,
    'must be a whole number from 1 to'
  ],
  [
    'InvalidBaseModel',
    'Models_Create',
    { body: { ...named, text: SENTENCE, baseModel: { self: '<model>' } } },
    400,
    'only a base model'
  ],
  [
    'InvalidDataset',
    'Models_Create',
    { body: { ...named, datasets: [{ self: '<waiting>' }] } },
    400,
    'use a dataset whose status is Succeeded'
  ],
  [
    'FailedDataset',
    'Models_Create',
    { body: { ...named, datasets: [{ self: '<failedSet>' }] } },
    400,
    'is Failed'
  ],
  [
    'FailedDataset',
    'Evaluations_Create',
    { body: { ...evaluation, dataset: { self: '<failedSet>' } } },
    400,
    'failed'
  ],
  [
    'InvalidDataset',
    'Evaluations_Create',
    { body: { ...evaluation, dataset: { self: '<waiting>' } } },
    400,
    'kind Language'
  ],
  [
    'DeployingFailedModel',
    'Endpoints_Create',
    { body: { ...named, model: { self: '<failed>' } } },
    400,
    'use a model whose status is Succeeded'
  ],
  ['InvalidModel', 'Models_Copy', { path: { id: '<base id>' }, body: {} }, 400, 'base model'],
  [
    'InvalidModel',
    'Models_GetCustomModelManifest',
    { path: { id: '<failed id>' } },
    400,
    'when its status is Succeeded'
  ],
  [
    'InvalidSourceAzureResourceId',
    'Models_AuthorizeCopy',
    { body: { sourceResourceId: 'mine' } },
    400,
    '/subscriptions/'
  ],
  [
    'EndpointWithoutLogging',
    'Endpoints_ListLogs',
    { path: { id: '<endpoint id>' } },
    400,
    'contentLoggingEnabled'
  ],
  [
    'InvalidLogDate',
    'Endpoints_DeleteBaseModelLogs',
    { path: { locale: 'en-US' }, query: { endDate: 'today' } },
    400,
    'a day such as'
  ],
  [
    'InvalidLogId',
    'Endpoints_GetBaseModelLog',
    { path: { locale: 'en-US', logId: 'x' } },
    400,
    'for example'
  ],
  [
    'InvalidTopForLogs',
    'Endpoints_ListBaseModelLogs',
    { path: { locale: 'en-US' }, query: { top: 'all' } },
    400,
    'whole number'
  ],
  [
    'InvalidSkipTokenForLogs',
    'Endpoints_ListBaseModelLogs',
    { path: { locale: 'en-US' }, query: { skipToken: 'x' } },
    400,
    '@nextLink'
  ],
  [
    'InvalidTimeToLive',
    'Endpoints_Create',
    { body: { ...named, properties: { timeToLive: 'a week' } } },
    400,
    'ISO 8601'
  ],
  [
    'InvalidTimeToLive',
    'Transcriptions_Create',
    { body: { ...transcription, properties: { timeToLive: 'P1Y' } } },
    400,
    '31 days'
  ],
  ['OnlyOneOfUrlsOrContainerOrDataset', 'Transcriptions_Create', { body: named }, 400, 'contentUrls'],
  [
    'ExceededNumberOfRecordingsUris',
    'Transcriptions_Create',
    {
      body: { ...named, contentUrls: Array.from({ length: 1001 }, (_, n) => `https://example.org/${n}.wav`) }
    },
    400,
    '1000'
  ],
  [
    'InvalidRecordingsUri',
    'Transcriptions_Create',
    { body: { ...named, contentUrls: ['no address'] } },
    400,
    'http'
  ],
  [
    'InvalidChannels',
    'Transcriptions_Create',
    { body: { ...transcription, properties: { channels: [-1] } } },
    400,
    'channels'
  ],
  ['InvalidCallbackUri', 'WebHooks_Create', { body: { ...hook, webUrl: 'ftp://example.org' } }, 400, 'http'],
  [
    'InvalidWebHookEventKind',
    'WebHooks_Create',
    { body: { ...hook, events: { sunset: true } } },
    400,
    'names of events only'
  ],
  [
    'Forbidden',
    'Models_Update',
    { path: { id: '<base id>' }, body: { displayName: 'Mine' } },
    403,
    'base model'
  ],
  ['InUseViolation', 'Models_Delete', { path: { id: '<model id>' } }, 409, 'used by the endpoint'],
  ['DeleteNotAllowed', 'Models_Delete', { path: { id: '<base id>' } }, 409, 'cannot be deleted']
]

describe('a request is refused', () => {
  test.each(ERRORS)('with %s by %s', async (inner, operation, call, status, words) => {
    const { bytes } = call
    const { body } = await client.call<ErrorBody>(operation, status, {
      ...fill(call),
      ...(bytes ? { bytes } : {})
    })
    expect([body.innerError?.code, body.message]).toEqual([inner, expect.stringContaining(words)])
    expect(body.innerError?.message).toBe(body.message)
  })

  test('with NotFound, NotAllowed and UnsupportedMediaType, which have no inner code', async () => {
    const missing = await client.call<ErrorBody>('Datasets_Get', 404, { path: { id: ABSENT } })
    expect([missing.body.code, missing.body.innerError]).toEqual(['NotFound', undefined])
    const media = { body: {}, contentType: 'application/xml' }
    expect((await client.call<ErrorBody>('Projects_Create', 415, media)).body.code).toBe(
      'UnsupportedMediaType'
    )
    for (const collection of [
      'projects',
      'datasets',
      'models',
      'evaluations',
      'endpoints',
      'transcriptions',
      'webhooks'
    ]) {
      const answer = await fetch(`${running.address}/speechtotext/v3.2/${collection}`, {
        method: 'DELETE',
        headers: { 'Ocp-Apim-Subscription-Key': KEY }
      })
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, expect.stringContaining('GET')])
      expect(await answer.json()).toMatchObject({ code: 'NotAllowed' })
    }
  })
})

/** An endpoint that waits for the training of its text is not deployed for a while. */
const deploying = (): Promise<Entity> =>
  make('/endpoints', { displayName: 'Busy', locale: 'en-US', text: `${SENTENCE}\n`.repeat(50) })

describe('while work goes on', () => {
  test('an endpoint can neither be deleted, nor change its model, nor answer', async () => {
    const endpoint = await deploying()
    const at = { path: { id: idOf(endpoint) } }
    const body = { model: { self: known.base } }
    const changed = await client.call<ErrorBody>('Endpoints_Update', 409, { ...at, body })
    expect(changed.body.innerError?.code).toBe('EndpointNotUpdatable')
    expect((await client.call<ErrorBody>('Endpoints_Delete', 409, at)).body.innerError?.code).toBe(
      'DeleteNotAllowed'
    )
    const answer = await fetch(
      `${running.address}/speech/recognition/conversation/cognitiveservices/v1?language=en-US&cid=${idOf(endpoint)}`,
      { method: 'POST', headers: { 'Ocp-Apim-Subscription-Key': KEY }, body: new Uint8Array(clip.wav) }
    )
    expect(answer.status).toBe(409)
    expect(await answer.json()).toMatchObject({ innerError: { code: 'ModelDeploymentNotCompleteState' } })
  })

  test('datasets, models, evaluations and transcriptions cannot be deleted, and can be cancelled once', async () => {
    const made: readonly (readonly [string, string, string, object])[] = [
      ['models', 'Models_Delete', 'Models_GetCustomModel', { ...named, text: SENTENCE }],
      ['evaluations', 'Evaluations_Delete', 'Evaluations_Get', fill(evaluation)],
      ['transcriptions', 'Transcriptions_Delete', 'Transcriptions_Get', fill(transcription)]
    ]
    for (const [collection, remove, get, body] of made) {
      const entity = await make(`/${collection}`, body)
      const at = { path: { id: idOf(entity) } }
      const rejection = await client.call<ErrorBody>(remove, 409, at)
      expect([collection, rejection.body.innerError?.code]).toEqual([collection, 'DeleteNotAllowed'])
      const cancelled = await post(`/${collection}/${idOf(entity)}:cancel`)
      expect([collection, cancelled.status]).toEqual([collection, 200])
      const { body: now } = await client.call<Entity>(get, 200, at)
      expect(now).toMatchObject({ status: 'Failed', properties: { error: { code: 'Cancelled' } } })
      expect((await post(`/${collection}/${idOf(entity)}:cancel`)).status).toBe(409)
      expect((await client.call(remove, 204, at)).status).toBe(204)
      expect((await post(`/${collection}/${idOf(entity)}:cancel`)).status).toBe(404)
    }
  })
})

test('what has ended in failure says why by a code', async () => {
  const dataset = await make('/datasets', { ...language, contentUrl: 'http://127.0.0.1:9/text.txt' })
  await expect
    .poll(
      async () =>
        (await client.call<Entity>('Datasets_Get', 200, { path: { id: idOf(dataset) } })).body.properties
          ?.error?.code,
      {
        timeout: 20_000
      }
    )
    .toBe('DataImportFailed')
})
