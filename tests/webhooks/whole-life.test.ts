/** Every event of the contract, told by real entities of the whole service through their whole life. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Entity } from '../../src/demo/rest-client.ts'
import { KEY, type RunningService, startInProcess } from '../in-process-service.ts'
import { acousticArchive, spokenBy } from '../synthetic-clips.ts'
import { eventually } from './eventually.ts'
import { eventOf, Receiver } from './receiver.ts'

const KINDS = ['dataset', 'model', 'evaluation', 'transcription', 'endpoint']
const EVENT_OF_STATUS = ['Creation', 'Processing', 'Completion', 'Deletion']
const SENTENCES = ['The grapnel slipped off the mooring chain.', 'Paint the grapnel before the regatta.']

let service: RunningService
let receiver: Receiver
beforeAll(async () => {
  service = await startInProcess()
  receiver = await Receiver.start()
})
afterAll(async () => {
  receiver?.close()
  await service?.close()
})

const finished = (entity: Entity): Promise<Entity> => service.api.finished(entity, () => undefined)

async function remove({ self }: Entity): Promise<void> {
  const headers = { 'Ocp-Apim-Subscription-Key': KEY }
  expect((await fetch(self, { method: 'DELETE', headers })).status).toBe(204)
}

test('all twenty arrive, each once, in the order of each life', { timeout: 120_000 }, async () => {
  const { api } = service
  const events = KINDS.flatMap((kind) => EVENT_OF_STATUS.map((type) => [`${kind}${type}`, true]))
  const fields = { displayName: 'Life', locale: 'en-US' }
  const hook = await api.post('/webhooks', {
    displayName: 'Everything',
    webUrl: receiver.url,
    events: Object.fromEntries(events)
  })
  await finished(hook)

  const clips = await spokenBy('slt', SENTENCES)
  const audio = await api.post('/datasets', { ...fields, kind: 'Acoustic' })
  await api.uploadBlocks(audio, await acousticArchive(clips))
  await finished(audio)
  const text = await api.post('/datasets', { ...fields, kind: 'Language' })
  await api.uploadBlocks(text, Buffer.from(SENTENCES.join('\n')))
  await finished(text)
  const model = await finished(await api.post('/models', { ...fields, datasets: [{ self: text.self }] }))
  const [endpoint, evaluation, transcription] = await Promise.all([
    api.post('/endpoints', { ...fields, model: { self: model.self } }).then(finished),
    api
      .post('/evaluations', {
        ...fields,
        dataset: { self: audio.self },
        model1: { self: model.self },
        model2: { self: model.self }
      })
      .then(finished),
    api
      .post('/transcriptions', { ...fields, dataset: { self: audio.self }, model: { self: model.self } })
      .then(finished)
  ])
  const lives = [transcription, evaluation, endpoint, model, text, audio]
  for (const entity of lives) await remove(entity)

  await eventually(() => expect(receiver.deliveries).toHaveLength(lives.length * EVENT_OF_STATUS.length))
  const sequence = ({ self }: Entity): string[] =>
    receiver.deliveries
      .filter((received) => eventOf(received).self === self)
      .map(({ event }) => event.replace(/^(Dataset|Model|Evaluation|Transcription|Endpoint)/, ''))
  for (const entity of lives) expect(sequence(entity)).toEqual(EVENT_OF_STATUS)
  const invocations = receiver.deliveries.map((received) => eventOf(received).invocationId)
  expect(new Set(invocations).size).toBe(invocations.length)

  // All but the deletions have nothing left to tell of.
  const headers = { 'Ocp-Apim-Subscription-Key': KEY }
  expect((await fetch(`${hook.self}:test`, { method: 'POST', headers })).status).toBe(202)
  await eventually(() =>
    expect(receiver.deliveries).toHaveLength(lives.length * EVENT_OF_STATUS.length + KINDS.length)
  )
  const replayed = receiver.deliveries.slice(lives.length * EVENT_OF_STATUS.length).map(({ event }) => event)
  expect(replayed.sort()).toEqual([
    'DatasetDeletion',
    'EndpointDeletion',
    'EvaluationDeletion',
    'ModelDeletion',
    'TranscriptionDeletion'
  ])
})
