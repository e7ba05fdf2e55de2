/** A second language, from the files of a CMUSphinx model to answers over REST. Synthetic French is espeak-ng's. @module */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { CommandFolder } from '../tests/command.ts'
import { baseModelCommand, withFrenchModel } from '../tests/french-base-model.ts'
import { KEY, type RunningService, startInProcess } from '../tests/in-process-service.ts'
import { acousticArchive, type Clip, type Entity } from '../tests/synthetic-clips.ts'

const run = promisify(execFile)

/** What the base has read: another subject than what is said in the tests, with most of its words. */
const GENERAL = [
  'Le port est fermé ce soir.',
  'Tous les bateaux sont dans la rade.',
  'La vanne de la cale est ouverte.',
  'Il faut fermer la porte de la maison.',
  'Le capitaine regarde la pluie sur le quai.',
  'Nous partons demain matin avec la marée.',
  'La pompe ne marche pas.',
  'Il y a du vent et du soleil.',
  'Elle mange une pomme dans le jardin.',
  'Les enfants jouent devant la mairie.'
]
/** "Zorbulon" is in no dictionary. */
const DOMAIN = [
  'Ouvrez la vanne du zorbulon.',
  'Fermez la vanne du zorbulon.',
  'Le capitaine ferme la vanne.',
  'Ouvrez la pompe du zorbulon avec le capitaine.',
  'Le zorbulon ferme la pompe.'
]

async function spokenInFrench(sentences: readonly string[]): Promise<readonly Clip[]> {
  const folder = await mkdtemp(join(tmpdir(), 'vernacular-french-'))
  try {
    const clips: Clip[] = []
    for (const [index, sentence] of sentences.entries()) {
      const name = `espeak-${index + 1}.wav`
      const path = join(folder, name)
      await run('espeak-ng', ['-v', 'fr', '-s', '120', '-w', `${path}.raw.wav`, sentence])
      await run('ffmpeg', ['-loglevel', 'error', '-i', `${path}.raw.wav`, '-ar', '16000', path])
      clips.push({ name, sentence, voice: 'fr', wav: Buffer.from(await readFile(path)) })
    }
    return clips
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

describe('French, added from a model folder', () => {
  const common = { locale: 'fr-FR', displayName: 'le port' }
  let running: RunningService
  let project: Entity
  let model: Entity

  const evaluated = async (clips: readonly Clip[], model1: Entity, model2: Entity): Promise<Entity> => {
    const dataset = await running.api.post('/datasets', { ...common, kind: 'Acoustic' })
    await running.api.uploadBlocks(dataset, await acousticArchive(clips))
    await running.api.finished(dataset, () => undefined)
    return running.api.finished(
      await running.api.post('/evaluations', {
        ...common,
        project: { self: project.self },
        dataset: { self: dataset.self },
        model1: { self: model1.self },
        model2: { self: model2.self }
      }),
      () => undefined
    )
  }

  beforeAll(async () => {
    running = await startInProcess((dataDir) =>
      withFrenchModel(GENERAL, async (words) => {
        for (const [name, release] of [
          ['french-2', '20250101'],
          ['french-1', '20150101']
        ] as const) {
          expect(await baseModelCommand(dataDir, ...words(name, release))).toMatchObject({ code: 0, err: '' })
        }
      })
    )
    project = await running.api.post('/projects', common)
    model = await running.api.finished(
      await running.api.post('/models', {
        ...common,
        project: { self: project.self },
        text: DOMAIN.join('\n'),
        customModelWeightPercent: 90
      }),
      () => undefined
    )
  }, 120_000)
  afterAll(() => running.close())

  test('is a locale of everything, with its versions side by side', async () => {
    expect(await running.api.get('/projects/locales')).toEqual(['en-US', 'fr-FR'])
    expect(Object.keys(await running.api.get('/datasets/locales'))).toEqual(['en-US', 'fr-FR'])
    const { values } = await running.api.get<{
      values: readonly (Entity & { locale: string; displayName: string })[]
    }>('/models/base')
    const french = values.filter(({ locale }) => locale === 'fr-FR').map(({ displayName }) => displayName)
    expect(french.toSorted()).toEqual(['20150101', '20250101'])
    const newest = values.find(({ displayName }) => displayName === '20250101')
    const { baseModel } = await running.api.get<{ baseModel: Entity }>(model.self)
    expect(baseModel.self).toBe(newest?.self)
  })

  test('gives new words French pronunciations, and says which', async () => {
    const [report] = (await running.api.files(model)).filter(({ name }) => /report/.test(name))
    expect(report).toBeDefined()
    if (report === undefined) return
    expect(JSON.stringify(await running.api.content(report))).toContain('zz oo rr bb uu ll on')
  })

  test('is listed in the terminal', async () => {
    const command = await CommandFolder.open({ VERNACULAR_URL: running.address, VERNACULAR_KEY: KEY })
    onTestFinished(command.close)
    const { out, code } = await command.run('base-model list --table')
    expect([code, out]).toEqual([0, expect.stringMatching(/^fr-FR .*20150101/m)])
    expect(out).toContain('en-US')
  })

  test('tells before a training how it would say names, in its own phones', async () => {
    const { baseModel } = await running.api.get<{ baseModel: Entity }>(model.self)
    const { words } = await running.api.post<{
      words: readonly {
        status: string
        candidates: readonly { phones: string; ups?: string; sample?: string }[]
      }[]
    }>(`${baseModel.self}:pronounce`, {
      words: [{ word: 'vanne' }, { word: 'Grandvoile' }, { word: 'B2B' }, { word: 'SNCFX' }]
    })
    expect(words.map(({ status }) => status)).toEqual(['Dictionary', 'Spelling', 'Parts', 'Letters'])
    expect(words.map(({ candidates }) => candidates[0]?.phones)).toEqual([
      'vv aa nn',
      expect.stringMatching(/^gg rr an .*vv ww aa ll$/),
      'bb ei dd eu bb ei',
      'ai ss ai nn ss ei ai ff ii kk ss'
    ])
    // UPS is for English.
    expect(words[0]?.candidates[0]).not.toHaveProperty('ups')
    const sample = await fetch(words[0]?.candidates[0]?.sample ?? '', {
      headers: { 'Ocp-Apim-Subscription-Key': KEY }
    })
    expect([sample.status, sample.headers.get('content-type')]).toEqual([200, 'audio/wav'])
  })

  test('a custom model of French text hears synthetic French better than its base', async () => {
    const clips = await spokenInFrench([
      'Fermez la pompe du zorbulon.',
      'Le capitaine ferme le zorbulon.',
      'Ouvrez la vanne avec le capitaine.'
    ])
    const { baseModel } = await running.api.get<{ baseModel: Entity }>(model.self)
    const { properties } = await evaluated(clips, baseModel, model)
    expect(properties?.wordErrorRate2).toBeLessThan(Number(properties?.wordErrorRate1))
  }, 60_000)

  test('an endpoint hears it over REST', async () => {
    const { address, api } = running
    const endpoint = await api.finished(
      await api.post('/endpoints', {
        ...common,
        project: { self: project.self },
        model: { self: model.self }
      }),
      () => undefined
    )
    const id = endpoint.self.split('/').at(-1)
    const [clip] = await spokenInFrench(['Fermez la vanne du zorbulon.'])
    const url = `${address}/speech/recognition/conversation/cognitiveservices/v1?language=fr-FR&cid=${id}`
    const recognized = await api.postAudio<{ RecognitionStatus: string; DisplayText: string }>(
      url,
      clip?.wav ?? Buffer.alloc(0)
    )
    expect(recognized.RecognitionStatus).toBe('Success')
    expect(recognized.DisplayText.toLowerCase()).toContain('zorbulon')
  }, 60_000)

  // Public sample data of Azure Custom Speech; it is not part of this repository.
  const sample = new URL('../../shared/samples/fr-FR/', import.meta.url)
  test.skipIf(!existsSync(sample))(
    'a French text that people wrote brings the errors on a human recording down',
    async () => {
      const text = (await readFile(new URL('related-text.txt', sample), 'utf8')).replace(/^\ufeff/, '')
      const trained = await running.api.finished(
        await running.api.post('/models', { ...common, text, customModelWeightPercent: 95 }),
        () => undefined
      )
      const { baseModel } = await running.api.get<{ baseModel: Entity }>(trained.self)
      const dataset = await running.api.post('/datasets', { ...common, kind: 'Acoustic' })
      await running.api.uploadBlocks(dataset, await readFile(new URL('audio-and-trans.zip', sample)))
      await running.api.finished(dataset, () => undefined)
      const { properties } = await running.api.finished(
        await running.api.post('/evaluations', {
          ...common,
          dataset: { self: dataset.self },
          model1: { self: baseModel.self },
          model2: { self: trained.self }
        }),
        () => undefined
      )
      expect(properties?.wordErrorRate2).toBeLessThan(0.6 * Number(properties?.wordErrorRate1))
    },
    90_000
  )
})

describe('the command', () => {
  let dataDir: string
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'vernacular-bases-'))
  })
  afterAll(() => rm(dataDir, { recursive: true, force: true }))

  const left = () => readdir(join(dataDir, 'base-models')).catch(() => [])
  const rejected = async (words: readonly string[], change: Readonly<Record<string, string>>) => {
    const changed = words.map((word, index) => change[words[index - 1] ?? ''] ?? word)
    const { code, err } = await baseModelCommand(dataDir, ...changed)
    expect(code).toBe(1)
    expect(await left()).toEqual([])
    return err
  }

  test('names everything that is missing or wrong, and leaves nothing behind', async () => {
    await withFrenchModel(GENERAL, async (words) => {
      const model = words('french', '20150101')
      const nowhere = join(dataDir, 'nowhere')
      const err = await rejected(model, { '--acoustic': dataDir, '--dictionary': nowhere })
      expect(err).toContain(`${dataDir} is no folder, or is empty`)
      expect(err).toContain(`The dictionary ${nowhere} is absent or cannot be read`)

      const english = join(dataDir, 'english.dict')
      await writeFile(english, 'bonjour bb on jj ou rr\nhello HH AH L OW\n')
      expect(await rejected(model, { '--dictionary': english })).toContain(
        `${english}, line 2: phone "HH" is none of the acoustic model's: SIL aa ai`
      )
      await writeFile(english, 'no language model\n')
      expect(await rejected(model, { '--language-model': english })).toContain(
        'PocketSphinx could not load the model'
      )
      expect(await rejected(model, { '--locale': 'français' })).toContain('a locale such as fr-FR')
    })
  }, 60_000)

  test('adds a name once, and lists what there is', async () => {
    await withFrenchModel(GENERAL, async (words) => {
      expect((await baseModelCommand(dataDir, ...words('french', '20150101'))).code).toBe(0)
      const again = await baseModelCommand(dataDir, ...words('french', '20160101'))
      expect(again).toMatchObject({
        code: 1,
        err: expect.stringContaining('There is a base model "french" already')
      })
    })
    const { out } = await baseModelCommand(dataDir, 'list')
    expect(out).toMatch(/^en-US\t20220928\tpocketsphinx-en-us\t/m)
    expect(out).toMatch(/^fr-FR\t20150101\tfrench\t/m)
  }, 60_000)

  test('a base model that is not whole keeps the service from starting, by name', async () => {
    const broken = startInProcess(async (folder) => {
      await mkdir(join(folder, 'base-models', 'half'), { recursive: true })
      await writeFile(join(folder, 'base-models', 'half', 'base-model.json'), '{}')
    })
    await expect(broken).rejects.toThrow(/base-models\/half\/acoustic is absent: add the model again/)
  })

  test('says how it is used', async () => {
    expect(await baseModelCommand(dataDir, 'add', '--locale', 'fr-FR')).toMatchObject({
      code: 2,
      err: expect.stringContaining('needs --name, --acoustic, --dictionary, --language model')
    })
  })
})
