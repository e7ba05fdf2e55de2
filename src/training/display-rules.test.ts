import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningService, startInProcess } from '../../tests/in-process-service.ts'
import { spokenDataset } from '../../tests/models/spoken-dataset.ts'
import { uploaded } from '../../tests/models/uploaded.ts'

let running: RunningService
beforeAll(async () => {
  running = await startInProcess()
})
afterAll(() => running.close())

type Result = Readonly<{
  recognizedPhrases: readonly Readonly<{ nBest: readonly Readonly<{ display: string }>[] }>[]
}>

test('a model from rules of display alone hears as its base does and shows as the rules say', async () => {
  const { api } = running
  const rules = '# rewrite\nnorthern station\tNorthern Station\n# profanity\nold friend\n'
  const formatting = await uploaded(api, 'OutputFormatting', Buffer.from(rules))
  const common = { locale: 'en-US', displayName: 'shown' }
  const model = await api.finished(
    await api.post('/models', { ...common, datasets: [{ self: formatting.self }] }),
    () => undefined
  )
  // Synthetic: read by `flite`.
  const { dataset } = await spokenDataset(api, ['our old friend is at the northern station'], ['slt'])
  const transcription = await api.finished(
    await api.post('/transcriptions', {
      ...common,
      model: { self: model.self },
      dataset: { self: dataset.self },
      properties: { profanityFilterMode: 'Masked', punctuationMode: 'Automatic' }
    }),
    () => undefined
  )
  const file = (await api.files(transcription)).find(({ kind }) => kind === 'Transcription')
  if (!file) throw new Error('no transcription')
  const { recognizedPhrases } = await api.content<Result>(file)
  expect(recognizedPhrases[0]?.nBest[0]?.display).toBe('Our *** ****** is at the Northern Station.')
})
