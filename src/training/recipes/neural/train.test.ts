/** The recipe on a signature model: what it recognizes is no language, and every step is that of any other model. */
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { zipformer2Ctc } from '../../../../tests/signature-models/models.ts'
import { type Engine, neuralSearch, recognizeFile } from '../../../recognizers/index.ts'
import { createOnnxEngine } from '../../../recognizers/onnx/index.ts'
import { writeWav } from '../../../speech/audio/index.ts'
import { trainLanguageModel } from '../../../speech/language-model/index.ts'
import { normalizerFor } from '../../../speech/text/index.ts'
import type { TrainingData, TrainingUtterance } from '../../training-data.ts'
import { neural } from './train.ts'

let folder: string
let engine: Engine
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vernacular-neural-recipe-'))
  await writeBase('plain')
  await writeBase('general')
  const everyday = ['the weather is fine', 'what is the time', 'this is the time'].map((one) =>
    one.split(' ')
  )
  const general = await neuralSearch.buildNgram(await trainLanguageModel(everyday))
  await neuralSearch.saveNgram(join(folder, 'bases', 'general', 'general.ngram'), general)
  engine = await createOnnxEngine({ baseModelsDirectory: join(folder, 'bases'), children: 1 })
})
afterAll(async () => {
  await engine.close()
  await rm(folder, { recursive: true })
})

async function writeBase(name: string): Promise<void> {
  const base = join(folder, 'bases', name)
  await mkdir(base, { recursive: true })
  for (const [file, content] of Object.entries(zipformer2Ctc(11))) await writeFile(join(base, file), content)
  const description = { family: 'neural', name, locale: 'en-US', release: '20261130', description: name }
  await writeFile(join(base, 'base-model.json'), JSON.stringify(description))
}

const SENTENCES = ['lower the davit', 'hoist the davit now', 'the davit is down', 'stow the pennant'].map(
  (one) => one.split(' ')
)

const data = (more: Partial<TrainingData> = {}): TrainingData => ({
  sentences: SENTENCES,
  sources: [{ source: 'text', kind: 'Language', sentences: SENTENCES }],
  classes: new Map(),
  utterances: [],
  recordings: [],
  clips: [],
  rules: undefined,
  spokenForms: new Map([['davit', ['day vit']]]),
  phonetic: new Map(),
  display: { davit: 'Davit' },
  origins: { datasets: [] },
  ...more
})

let trainings = 0
async function train(base: string, trainingData: TrainingData) {
  const directory = join(folder, `bundle-${++trainings}`)
  const scratch = join(folder, `scratch-${trainings}`)
  await mkdir(directory)
  await mkdir(scratch)
  const now = new Date(0)
  const trained = await neural.train({
    engine,
    model: {
      id: 'm',
      displayName: 'davits',
      base,
      locale: 'en-US',
      datasetIds: [],
      status: 'Running',
      createdDateTime: now,
      lastActionDateTime: now
    },
    data: trainingData,
    normalizer: normalizerFor('en-US'),
    directory,
    scratch,
    signal: new AbortController().signal,
    progress: () => undefined
  })
  return { directory, trained }
}

/** Noise that lasts long enough to be held out in part; nobody says anything. */
async function utterances(): Promise<readonly TrainingUtterance[]> {
  return Promise.all(
    SENTENCES.map(async (words, index) => {
      const audioPath = join(folder, `${index}.wav`)
      const samples = Int16Array.from(
        { length: 16_000 * 4 },
        (_, at) => 9_000 * Math.sin(at * (0.05 + at * 1e-6 * (index + 1)))
      )
      await writeWav(audioPath, [samples])
      return { id: `u${index}`, audioPath, reference: words.join(' '), words, durationTicks: 40_000_000 }
    })
  )
}

test.each(['plain', 'general'])('%s: a bundle that its engine loads, the same each time', async (base) => {
  const { directory, trained } = await train(base, data())
  const again = await train(base, data())
  const files = (await readdir(directory)).sort()
  expect(files).toEqual(
    base === 'general'
      ? ['general.ngram', 'language-model.arpa', 'language.network']
      : ['language-model.arpa', 'language.network']
  )
  for (const file of files)
    expect(await readFile(join(again.directory, file))).toEqual(await readFile(join(directory, file)))
  expect(again.trained).toEqual(trained)
  const stored = JSON.parse(JSON.stringify({ ...trained.customization, folder: directory }))
  const custom = engine.readCustomization(base, stored)
  await engine.prove({ base, custom })
  expect(trained.report.words).toMatchObject({
    [base === 'general' ? 'added' : 'extended']: expect.arrayContaining([
      { word: 'davit', display: 'Davit', pronunciations: ['day vit', 'dayvit'], source: 'pronunciation data' }
    ])
  })
  expect(trained.report.fusion).toMatchObject({
    generalModel: base === 'general',
    weights: { alpha: base === 'general' ? 0.4 : 0.25 }
  })
})

test('a damaged network is refused by name', async () => {
  const { directory, trained } = await train('plain', data())
  const copy = join(folder, 'damaged')
  await cp(directory, copy, { recursive: true })
  const path = join(copy, 'language.network')
  const bytes = await readFile(path)
  await writeFile(path, bytes.subarray(0, bytes.length - 16))
  const custom = engine.readCustomization('plain', { ...trained.customization, folder: copy })
  await expect(engine.prove({ base: 'plain', custom })).rejects.toThrow('language.network')
})

test('where no weights make fewer errors than the base, the model recognizes as the base does', async () => {
  const spoken = await utterances()
  const { directory, trained } = await train('general', data({ utterances: spoken }))
  expect(trained.outcome.measuredOn).toBe('held-back utterances')
  const { candidates } = trained.report.fusion as { candidates: { name: string; errors: number }[] }
  const [base, ...others] = candidates
  expect(base?.name).toBe('base')
  expect(others.length).toBeGreaterThan(3)
  const fewest = Math.min(...others.map(({ errors }) => errors))
  const custom = engine.readCustomization('general', { ...trained.customization, folder: directory })
  const asBase = fewest >= (base?.errors ?? 0)
  expect(trained.report.fusion).toMatchObject({
    weights: asBase ? { alpha: 0 } : { alpha: expect.any(Number) }
  })
  if (!asBase) return
  const { signal } = new AbortController()
  for (const { audioPath } of spoken)
    expect((await recognizeFile(engine, { base: 'general', custom }, audioPath, signal)).text).toBe(
      (await recognizeFile(engine, { base: 'general' }, audioPath, signal)).text
    )
})

test('display rules alone leave what is heard as it is', async () => {
  const { directory, trained } = await train(
    'plain',
    data({ sentences: [], sources: [], spokenForms: new Map(), display: {} })
  )
  expect(trained.report.fusion).toMatchObject({ weights: { alpha: 0 } })
  expect(trained.outcome.measuredOn).toBe('nothing')
  await engine.prove({
    base: 'plain',
    custom: engine.readCustomization('plain', { ...trained.customization, folder: directory })
  })
})
