/** kill -9 at any moment of import, training and evaluation: nothing accepted is lost and the work finishes. */

import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Entity } from '../src/demo/rest-client.ts'
import { acousticArchive, type Clip, readByEach, speak } from '../src/demo/synthetic-speech.ts'
import { freePort, ServiceProcess } from './service-process.ts'

/** Works that a kill cut off: of all kinds together, and of each. */
const CUT = 20
const CUT_OF_EACH = 4
/** Longer than each of them takes where nothing else goes on, so that every moment of them is met. */
const MAX_TIME_TO_LIVE_MS = 3500
const SENTENCES = [
  'The grapnel slipped off the mooring chain.',
  'Paint the grapnel before the regatta.',
  'Nobody moved the mooring after the storm.',
  'The regatta starts beside the old mooring.',
  'Tie the grapnel to the yellow chain.',
  'The storm tore the yellow pennant.'
]

let dataDir: string
let port: number
let service: ServiceProcess
let clips: readonly Clip[]

/** Seeded, and the seed is printed, so that an unlucky run can be repeated. */
const seed = Number(process.env.KILL_SEED ?? Date.now() % 100_000)
let state = seed
const random = (): number => {
  state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
  return state / 0x7fffffff
}

const hasEnded = async (entity: Entity): Promise<boolean> => {
  const { status } = await service.api.get(entity.self)
  return status === 'Succeeded' || status === 'Failed'
}

/** One kind of work, made anew whenever the last of it was quicker than the killer. */
type Work = Readonly<{ create: () => Promise<Entity>; made: Entity[]; cut: { count: number } }>
const work = (create: () => Promise<Entity>): Work => ({ create, made: [], cut: { count: 0 } })

/** Kills the service while all kinds of work go on at once, each time at another moment, and starts it again. */
async function killDuring(works: readonly Work[]): Promise<void> {
  const cut = (): readonly number[] => works.map(({ cut: { count } }) => count)
  while (cut().reduce((sum, count) => sum + count) < CUT || Math.min(...cut()) < CUT_OF_EACH) {
    for (const { made, create } of works) {
      const latest = made.at(-1)
      if (latest === undefined || (await hasEnded(latest))) made.push(await create())
    }
    const moment = performance.now() + random() * MAX_TIME_TO_LIVE_MS
    const atWork = new Set(works)
    while (performance.now() < moment && atWork.size > 0) {
      await rest(20)
      for (const one of atWork) if (await hasEnded(one.made.at(-1) as Entity)) atWork.delete(one)
    }
    for (const one of atWork) one.cut.count++
    await service.kill('SIGKILL')
    service = await start()
  }
}

const start = (): Promise<ServiceProcess> => ServiceProcess.start(dataDir, port, { VERNACULAR_JOBS: '3' })

const finished = (entities: readonly Entity[]): Promise<readonly Entity[]> =>
  Promise.all(entities.map((entity) => service.api.finished(entity, () => undefined)))

const train = (...datasets: readonly Entity[]): Promise<Entity> =>
  service.api.post('/models', {
    locale: 'en-US',
    displayName: 'killed',
    datasets: datasets.map(({ self }) => ({ self }))
  })

async function upload(kind: string, content: Buffer<ArrayBuffer>): Promise<Entity> {
  const dataset = await service.api.post('/datasets', {
    kind,
    locale: 'en-US',
    displayName: `killed ${kind}`
  })
  await service.api.uploadBlocks(dataset, content)
  return dataset
}

beforeAll(async () => {
  console.log(`KILL_SEED=${seed}`)
  dataDir = await mkdtemp(join(tmpdir(), 'vernacular-kill-'))
  clips = await speak(readByEach(SENTENCES.slice(0, 3), ['slt']), new Map(), () => undefined)
  port = await freePort()
  service = await start()
}, 60_000)

afterAll(async () => {
  await service?.kill('SIGKILL')
  await rm(dataDir, { recursive: true, force: true })
})

describe('kill -9', () => {
  test('loses nothing of imports, trainings and evaluations', { timeout: 300_000 }, async () => {
    const archive = await acousticArchive(clips)
    const audio = await upload('Acoustic', archive)
    const text = await upload('Language', Buffer.from(SENTENCES.join('\n')))
    await finished([audio, text])
    const base = (await service.api.get<{ values: Entity[] }>('/models/base')).values[0] as Entity
    const imports = work(() => upload('Acoustic', archive))
    const trainings = work(() => train(text, audio))
    const evaluations = work(() =>
      service.api.post('/evaluations', {
        locale: 'en-US',
        displayName: 'killed',
        dataset: { self: audio.self },
        model1: { self: base.self },
        model2: { self: base.self }
      })
    )
    await killDuring([imports, trainings, evaluations])
    for (const { properties } of await finished(imports.made)) {
      expect(properties).toMatchObject({ acceptedLineCount: clips.length, rejectedLineCount: 0 })
    }
    for (const { properties } of await finished(evaluations.made)) {
      expect(properties).toMatchObject({ sentenceCount1: clips.length, sentenceCount2: clips.length })
    }
    for (const model of await finished(trainings.made)) {
      const files = await service.api.files(model)
      expect(files.map(({ name }) => name)).toContain('report.json')
    }
  })

  test('leaves nothing half-made behind', async () => {
    for (const collection of ['datasets', 'models', 'evaluations']) {
      const { values } = await service.api.get<{ values: Entity[] }>(`/${collection}`)
      expect(values.map((entity) => entity.status)).toEqual(values.map(() => 'Succeeded'))
      const folders = await readdir(join(dataDir, 'files', collection))
      expect(folders.sort()).toEqual(values.map(({ self }) => self.split('/').at(-1)).sort())
    }
    // Those of the processes that were killed were swept.
    expect(await readdir(join(dataDir, 'scratch'), { recursive: true })).toHaveLength(1)
  })
})
