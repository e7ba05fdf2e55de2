import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { zip } from '../../tests/datasets/archives.ts'
import { KEY, type RunningService, startInProcess, startOnce } from '../../tests/in-process-service.ts'
import {
  type ApiFile,
  acousticArchive,
  type Clip,
  type Entity,
  spokenBy
} from '../../tests/synthetic-clips.ts'
import { sumScores, type WordScore } from '../speech/scoring/index.ts'
import type { ComparedModels } from './comparison.ts'

const SENTENCES = [
  'The grapnel slipped off the mooring chain.',
  'Paint the grapnel before the regatta.',
  'Tie the mooring chain to the grapnel.',
  'The storm tore the yellow pennant.'
]
const WORDS = [7, 6, 7, 6]

type Body = Entity &
  Readonly<{
    displayName: string
    properties: Readonly<Record<string, unknown>>
    innerError?: Readonly<{ code: string }>
    message?: string
    values: readonly (Body & ApiFile)[]
  }>
type Detail = Readonly<{
  audio: string
  reference: string
  recognition: string
  decodingMs: number
  failure?: string
  score: WordScore
}>

let running: RunningService
let clips: readonly Clip[]
let base: Entity
let model: Entity
let dataset: Entity

const idOf = ({ self }: Entity): string => self.split('/').at(-1) ?? ''
const common = { locale: 'en-US', displayName: 'sea trial' }

async function call(
  method: string,
  path: string,
  body?: unknown
): Promise<Readonly<{ status: number; headers: Headers; body: Body }>> {
  const url = path.startsWith('http') ? path : `${running.address}/speechtotext/v3.2${path}`
  const answer = await fetch(url, {
    method,
    headers: { 'Ocp-Apim-Subscription-Key': KEY, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  })
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, body: JSON.parse(text === '' ? '{}' : text) }
}

const finished = async (entity: Entity): Promise<Body> =>
  (await running.api.finished(entity, () => undefined)) as Body

async function uploaded(kind: string, content: Buffer<ArrayBuffer>): Promise<Entity> {
  const { body } = await call('POST', '/datasets', { ...common, kind })
  await running.api.uploadBlocks(body, content)
  return body
}

const evaluate = (model1: Entity, model2: Entity, on = dataset, more: object = {}) =>
  call('POST', '/evaluations', {
    ...common,
    dataset: { self: on.self },
    model1: { self: model1.self },
    model2: { self: model2.self },
    ...more
  })

/** One evaluation is enough for all who only read it. */
let shared: Promise<Body> | undefined
const baseAndModel = (): Promise<Body> => {
  shared ??= evaluate(base, model).then(({ body }) => finished(body))
  return shared
}

const detailsOf = async (evaluation: Entity, number: 1 | 2): Promise<readonly Detail[]> =>
  Promise.all(
    (await running.api.files(evaluation))
      .filter(({ name }) => name.endsWith(`.model${number}_score.json`))
      .map((file) => running.api.content<Detail>(file))
  )

/** The figures of one model, by the names they have without its number. */
const figuresIn = ({ properties }: Body, number: 1 | 2): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => name.endsWith(String(number)))
      .map(([name, value]) => [name.slice(0, -1), value])
  )

const CUT_OFF = '11111111-1111-4111-8111-111111111111'

/** As the end of the process leaves it between deleting an evaluation and its results. */
async function cutOffDeletion(dataDir: string): Promise<void> {
  await startOnce(dataDir)
  const files = join(dataDir, 'files')
  await mkdir(join(files, 'deleted-evaluations'), { recursive: true })
  await mkdir(join(files, 'evaluations', CUT_OFF), { recursive: true })
  await writeFile(join(files, 'deleted-evaluations', CUT_OFF), '')
  await writeFile(join(files, 'evaluations', CUT_OFF, 'model1.jsonl'), '')
}

beforeAll(async () => {
  running = await startInProcess(cutOffDeletion)
  clips = await spokenBy('slt', SENTENCES)
  base = (await call('GET', '/models/base')).body.values[0] as Entity
  const training = call('POST', '/models', { ...common, text: SENTENCES.join('\n') })
  dataset = await finished(await uploaded('Acoustic', await acousticArchive(clips)))
  model = await finished((await training).body)
})
afterAll(() => running.close())

describe('an evaluation', () => {
  test('has no figures, no files and no end before it is done, and then all of them', async () => {
    const { status, headers, body } = await evaluate(base, model, dataset, {
      description: 'two models',
      customProperties: { team: 'harbour' }
    })
    expect(status).toBe(201)
    expect(headers.get('Location')).toBe(body.self)
    expect(body).toMatchObject({
      ...common,
      description: 'two models',
      customProperties: { team: 'harbour', testingKind: 'Evaluation' },
      model1: { self: base.self },
      model2: { self: model.self },
      dataset: { self: dataset.self },
      links: { files: `${body.self}/files` }
    })
    expect(['NotStarted', 'Running']).toContain(body.status)
    expect(Object.keys(body.properties)).toHaveLength(16)
    expect(new Set(Object.values(body.properties))).toEqual(new Set([-1]))
    const tooEarly = await call('GET', `${body.self}/comparison`)
    expect([tooEarly.status, tooEarly.body.innerError?.code]).toEqual([400, 'InvalidPrerequisite'])
    const [early, files, rejected, renamed] = await Promise.all([
      call('GET', body.self),
      call('GET', `${body.self}/files`),
      call('DELETE', body.self),
      call('PATCH', body.self, { displayName: 'renamed' })
    ])
    expect(early.headers.get('Retry-After')).not.toBeNull()
    expect(files.body.values).toEqual([])
    expect([rejected.status, rejected.body.innerError?.code]).toEqual([409, 'DeleteNotAllowed'])
    expect(renamed.body.displayName).toBe('renamed')

    const done = await finished(body)
    expect((await call('GET', done.self)).headers.get('Retry-After')).toBeNull()
    for (const number of [1, 2] as const) {
      expect(figuresIn(done, number)).toMatchObject({ sentenceCount: 4, wordCount: 26 })
    }
    // It has read these very sentences; the base has never heard of a grapnel.
    expect(done.properties.wordErrorRate2).toBeLessThan(done.properties.wordErrorRate1 as number)
  })

  test('has two files an utterance whose alignments add up to its figures', async () => {
    const evaluation = await baseAndModel()
    const files = await running.api.files(evaluation)
    expect(files.map(({ name }) => name)).toEqual(
      clips.flatMap(({ name }) => [`${name}.model1_score.json`, `${name}.model2_score.json`])
    )
    for (const number of [1, 2] as const) {
      const details = await detailsOf(evaluation, number)
      expect(details.map(({ reference }) => reference)).toEqual(SENTENCES)
      const { words, substitutions, deletions, insertions } = sumScores(details.map(({ score }) => score))
      const wrong = details.filter(({ score }) => score.steps.some(({ op }) => op !== 'equal'))
      expect(figuresIn(evaluation, number)).toMatchObject({
        wordErrorRate: Number(((substitutions + deletions + insertions) / words).toFixed(4)),
        sentenceErrorRate: wrong.length / 4,
        sentenceCount: 4,
        wordCount: words,
        correctWordCount: details.flatMap(({ score }) => score.steps).filter(({ op }) => op === 'equal')
          .length,
        wordSubstitutionCount: substitutions,
        wordDeletionCount: deletions,
        wordInsertionCount: insertions
      })
    }
  })

  test('gives all its utterances in one answer, aligned with both models and with their recordings', async () => {
    const evaluation = await baseAndModel()
    const answer = await fetch(`${evaluation.self}/utterances`, {
      headers: { 'Ocp-Apim-Subscription-Key': KEY }
    })
    expect(answer.headers.get('content-type')).toContain('application/x-ndjson')
    const lines = (await answer.text()).trimEnd().split('\n')
    const utterances = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(utterances.map(({ reference }) => reference)).toEqual(SENTENCES)
    for (const number of [1, 2] as const) {
      const details = await detailsOf(evaluation, number)
      const recognized = utterances.map((utterance) => utterance[`model${number}`])
      expect(recognized).toMatchObject(details.map(({ recognition, score }) => ({ recognition, score })))
    }
    const recording = await fetch(String(utterances[0]?.contentUrl))
    expect(recording.headers.get('content-type')).toBe('audio/wav')
  })

  test('counts what readers see: no error in display form where every word is right', async () => {
    const { properties } = await baseAndModel()
    expect(properties).toMatchObject({ tokenCount1: 30, tokenCount2: 30 })
    expect(properties.tokenErrorRate2).toBeLessThan(properties.tokenErrorRate1 as number)
    const shares = Object.values(properties.tokenErrors1 as object).map(
      ({ percentageOfAllEdits }) => percentageOfAllEdits as number
    )
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, 0)
  })

  test('says how sure its rates are, whether the models differ, and which new words were missed', async () => {
    const { self, properties } = await baseAndModel()
    const comparison = (await call('GET', `${self}/comparison`)).body as unknown as ComparedModels
    expect(comparison.utterances).toBe(4)
    for (const number of [1, 2] as const) {
      const { wordErrorRate } = comparison[`model${number}`]
      expect(wordErrorRate.rate).toBeCloseTo(properties[`wordErrorRate${number}`] as number, 3)
      expect(wordErrorRate.low).toBeLessThanOrEqual(wordErrorRate.rate)
      expect(wordErrorRate.high).toBeGreaterThanOrEqual(wordErrorRate.rate)
    }
    expect(comparison.wordErrorRateDifference).toMatchObject({ significant: true })
    expect(comparison.wordErrorRateDifference.high).toBeLessThan(0)
    // Said three times, and no word of the base.
    expect(comparison.model1.missedNewWords[0]).toMatchObject({ word: 'grapnel', said: 3, missed: 3 })
    expect(comparison.model2.missedNewWords).toEqual([])
  })

  test('lists its files page by page, each with an address that stays', async () => {
    const evaluation = await baseAndModel()
    const first = (await call('GET', `${evaluation.self}/files?top=3`)).body
    const again = (await call('GET', `${evaluation.self}/files?top=3`)).body
    const addresses = first.values.map(({ self }) => self)
    expect(addresses).toHaveLength(3)
    expect(again.values.map(({ self }) => self)).toEqual(addresses)
    const [file] = first.values
    expect(file).toMatchObject({ kind: 'EvaluationDetails', createdDateTime: expect.stringMatching(/Z$/) })
    expect((await call('GET', file?.self ?? '')).body).toMatchObject({ self: file?.self, kind: file?.kind })
    const content = await fetch(file?.links.contentUrl ?? '')
    expect((await content.text()).length).toBe(file?.properties.size)
    expect((await call('GET', `${evaluation.self}/files/${idOf(evaluation)}`)).status).toBe(404)
  })

  test('of audio without transcripts hears it with both models, and measures nothing', async () => {
    const archive = await zip(clips.map(({ name, wav }) => ({ name, content: wav })))
    const silent = await finished(await uploaded('AudioFiles', Buffer.from(archive)))
    const rejection = await evaluate(base, model, silent)
    expect([rejection.status, rejection.body.innerError?.code]).toEqual([400, 'InvalidDataset'])
    const inspection = { customProperties: { testingKind: 'Inspection' } }
    const evaluation = await finished((await evaluate(base, model, silent, inspection)).body)
    expect(new Set(Object.values(evaluation.properties))).toEqual(new Set([-1]))
    const recognizedWords = (await detailsOf(evaluation, 2)).map(({ recognition }) => recognition)
    expect(recognizedWords).toEqual(SENTENCES)
    expect((await call('GET', `${evaluation.self}/comparison`)).body.innerError?.code).toBe(
      'InvalidPrerequisite'
    )
  })

  test('of one model twice hears each clip once', async () => {
    const evaluation = await finished((await evaluate(model, model)).body)
    expect(figuresIn(evaluation, 1)).toEqual(figuresIn(evaluation, 2))
    // Equal to the millisecond that decoding took: it was done once.
    expect(await detailsOf(evaluation, 1)).toEqual(await detailsOf(evaluation, 2))
  })

  test('counts every word of what it cannot decode as deleted, and says why', async () => {
    const damaged = await finished(await uploaded('Acoustic', await acousticArchive(clips)))
    const folder = join(running.dataDir, 'files', 'datasets', idOf(damaged), 'audio')
    const audio = (await readdir(folder)).sort()
    expect(audio).toHaveLength(4)
    await rm(join(folder, audio[0] ?? ''))
    await writeFile(join(folder, audio[1] ?? ''), 'a letter, and no audio')
    const evaluation = await finished((await evaluate(model, model, damaged)).body)
    const [missing, letter, ...sound] = await detailsOf(evaluation, 1)
    expect(missing).toMatchObject({ recognition: '', failure: 'The audio file is missing' })
    expect(letter).toMatchObject({ recognition: '', failure: expect.stringContaining('No audio was found') })
    expect([missing?.score.deletions, letter?.score.deletions]).toEqual(WORDS.slice(0, 2))
    expect(sound.map(({ failure }) => failure)).toEqual([undefined, undefined])
    expect(evaluation.properties).toMatchObject({ sentenceCount1: 4, wordCount1: 26 })
    expect(evaluation.properties.wordDeletionCount1).toBeGreaterThanOrEqual(13)
    expect(JSON.stringify([missing, letter])).not.toContain(running.dataDir)
  })

  test('with a model whose bundle was damaged fails by name, without telling where files lie', async () => {
    const text = SENTENCES.join('\n')
    const spoilt = await finished((await call('POST', '/models', { ...common, text })).body)
    await rm(join(running.dataDir, 'files', 'models', idOf(spoilt), 'language-model.arpa'))
    const { body } = await evaluate(base, spoilt)
    await expect(finished(body)).rejects.toThrow('InvalidModel')
    const { properties } = (await call('GET', body.self)).body
    expect(properties).toMatchObject({
      wordErrorRate1: -1,
      error: { code: 'InvalidModel', message: expect.stringContaining('model2 cannot be loaded') }
    })
    expect(JSON.stringify(properties)).not.toContain(running.dataDir)
    expect(await running.api.files(body)).toEqual([])
    expect((await call('DELETE', body.self)).status).toBe(204)
  })

  test('is gone with its results, even when its deletion was cut off by the end of the process', async () => {
    const files = join(running.dataDir, 'files')
    expect(await readdir(join(files, 'evaluations'))).not.toContain(CUT_OFF)
    expect(await readdir(join(files, 'deleted-evaluations'))).toEqual([])
  })

  test('belongs to its project, keeps what it was made of, and leaves nothing behind', async () => {
    const project = (await call('POST', '/projects', common)).body
    const used = await finished(await uploaded('Acoustic', await acousticArchive(clips.slice(0, 1))))
    const user = await finished((await call('POST', '/models', { ...common, text: 'moor the boat' })).body)
    const inProject = { project: { self: project.self } }
    const evaluation = await finished((await evaluate(base, user, used, inProject)).body)
    expect((await call('GET', project.self)).body.properties).toMatchObject({ evaluationCount: 1 })
    expect((await call('GET', `${project.self}/evaluations`)).body.values).toMatchObject([
      { self: evaluation.self, properties: evaluation.properties }
    ])
    for (const inUse of [used, user]) {
      const { status, body } = await call('DELETE', inUse.self)
      expect([status, body.innerError?.code]).toEqual([409, 'InUseViolation'])
      expect(body.message).toContain(idOf(evaluation))
    }
    const other = { self: evaluation.self.replace('/evaluations/', '/models/') }
    expect((await call('PATCH', evaluation.self, { model1: other })).status).toBe(400)
    expect((await call('PATCH', evaluation.self, { model1: { self: base.self } })).status).toBe(200)
    expect((await call('DELETE', evaluation.self)).status).toBe(204)
    expect((await call('GET', evaluation.self)).status).toBe(404)
    expect((await call('DELETE', evaluation.self)).status).toBe(204)
    const files = join(running.dataDir, 'files')
    expect(await readdir(join(files, 'evaluations'))).not.toContain(idOf(evaluation))
    expect(await readdir(join(files, 'deleted-evaluations'))).toEqual([])
    for (const free of [used, user]) expect((await call('DELETE', free.self)).status).toBe(204)
  })
})

describe('an evaluation is refused', () => {
  const nowhere = '00000000-0000-4000-8000-000000000000'
  const refusedRequest = async (more: object): Promise<readonly unknown[]> => {
    const { status, body } = await evaluate(base, model, dataset, more)
    return [status, body.innerError?.code]
  }

  test('for references that lead nowhere, another locale, or no name', async () => {
    const before = (await call('GET', '/evaluations')).body.values.length
    expect(await refusedRequest({ dataset: { self: `/datasets/${nowhere}` } })).toEqual([
      400,
      'InvalidPayload'
    ])
    expect(await refusedRequest({ model1: { self: `/models/${nowhere}` } })).toEqual([400, 'InvalidPayload'])
    expect(await refusedRequest({ model2: null })).toEqual([400, 'InvalidPayload'])
    expect(await refusedRequest({ project: { self: `/projects/${nowhere}` } })).toEqual([
      400,
      'InvalidPayload'
    ])
    expect(await refusedRequest({ locale: 'de-DE' })).toEqual([400, 'InvalidLocale'])
    expect(await refusedRequest({ displayName: ' ' })).toEqual([400, 'InvalidPayload'])
    expect((await call('GET', '/evaluations')).body.values).toHaveLength(before)
  })

  test('for a dataset of another kind, not imported, or failed', async () => {
    const text = await finished(await uploaded('Language', Buffer.from(SENTENCES.join('\n'))))
    expect(await refusedRequest({ dataset: { self: text.self } })).toEqual([400, 'InvalidDataset'])
    const waiting = (await call('POST', '/datasets', { ...common, kind: 'Acoustic' })).body
    expect(await refusedRequest({ dataset: { self: waiting.self } })).toEqual([400, 'InvalidDataset'])
    const broken = await uploaded('Acoustic', Buffer.from('this is no archive'))
    await expect(finished(broken)).rejects.toThrow()
    expect(await refusedRequest({ dataset: { self: broken.self } })).toEqual([400, 'FailedDataset'])
  })

  test('for a model that is still being trained', async () => {
    const text = Array.from({ length: 4000 }, (_, n) => `lower davit ${n} after the storm`).join('\n')
    const training = (await call('POST', '/models', { ...common, text })).body
    expect(await refusedRequest({ model2: { self: training.self } })).toEqual([400, 'InvalidModel'])
    await finished(training)
    expect((await call('DELETE', training.self)).status).toBe(204)
  })
})
