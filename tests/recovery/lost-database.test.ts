/** A data folder whose database is lost or older than its files: nothing of it goes, and its models come back. @module */
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { RestClient } from '../../src/demo/rest-client.ts'
import { readSettings, type Settings } from '../../src/platform/index.ts'
import { inspectDataFolder, rebuildDatabase } from '../../src/recovery.ts'
import { DatabaseForeign } from '../../src/resources/index.ts'
import { type Service, startService } from '../../src/service.ts'
import { KEY } from '../in-process-service.ts'
import { type Entity, spokenBy } from '../synthetic-clips.ts'

const SENTENCE = 'The grapnel slipped off the mooring chain.'
const DAY_MS = 86_400_000
const ENDINGS = ['', '-wal', '-shm']

let dataDir: string
let service: Service | undefined
let api: RestClient
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'vernacular-lost-'))
})
afterEach(async () => {
  await stop()
  await rm(dataDir, { recursive: true, force: true })
})

const settings = (): Settings => ({
  ...readSettings({}),
  port: 0,
  dataDir,
  key: KEY,
  logLevel: 'silent',
  generalSet: 0
})
async function start(now: () => number = Date.now): Promise<void> {
  service = await startService(settings(), now)
  api = new RestClient(service.address, KEY)
}
async function stop(): Promise<void> {
  await service?.close()
  service = undefined
}

const database = (ending: string): string => join(dataDir, `vernacular.db${ending}`)
const loseDatabase = (): Promise<unknown> =>
  Promise.all(ENDINGS.map((ending) => rm(database(ending), { force: true })))
const idOf = ({ self }: Entity): string => self.split('/').at(-1) ?? ''
const files = async (folder = ''): Promise<readonly string[]> =>
  (await readdir(join(dataDir, 'files', folder), { recursive: true })).sort()
const health = (): Promise<{ components: { name: string; status: string; message: string }[] }> =>
  api.get('/healthstatus')
const dataHealth = async () => (await health()).components.find(({ name }) => name === 'data')

async function project(): Promise<Entity> {
  return api.post<Entity>('/projects', { displayName: 'Harbour', locale: 'en-US' })
}
async function trained(displayName: string, further: object = {}): Promise<Entity> {
  return api.finished(
    await api.post<Entity>('/models', { displayName, locale: 'en-US', text: SENTENCE, ...further }),
    () => undefined
  )
}
async function importedText(displayName: string): Promise<Entity> {
  const dataset = await api.post<Entity>('/datasets', { kind: 'Language', displayName, locale: 'en-US' })
  await api.uploadBlocks(dataset, new TextEncoder().encode(`${SENTENCE}\n`))
  return api.finished(dataset, () => undefined)
}
/** What the service answers of an entity, without the address it answers at. */
async function answered(path: string): Promise<Record<string, unknown>> {
  const text = JSON.stringify(await api.get(path))
  return JSON.parse(text.replaceAll(new RegExp(service?.address ?? '', 'g'), '')) as Record<string, unknown>
}
async function recognized(model: Entity): Promise<string> {
  const [clip] = await spokenBy('slt', [SENTENCE])
  const endpoint = await api.finished(
    await api.post<Entity>('/endpoints', {
      displayName: 'Harbour',
      locale: 'en-US',
      model: { self: model.self }
    }),
    () => undefined
  )
  const url = `${service?.address}/speech/recognition/conversation/cognitiveservices/v1?language=en-US&cid=${idOf(endpoint)}`
  const answer = await api.postAudio<{ DisplayText: string }>(url, new Uint8Array(clip?.wav ?? []))
  return answer.DisplayText
}

test('a start without its database removes nothing and says what to do; a rebuild brings models and datasets back', async () => {
  await start()
  const { self } = await project()
  const dataset = await importedText('Moorings text')
  const model = await trained('Moorings', {
    description: 'All about anchors',
    project: { self },
    customProperties: { harbour: 'north' },
    datasets: [{ self: dataset.self }]
  })
  const paths = [self, dataset.self, model.self].map((url) => new URL(url).pathname.replace(/^.*v3\.2/, ''))
  const [project_, dataset_, model_] = await Promise.all(paths.map(answered))
  await stop()
  const before = await files()

  await loseDatabase()
  await expect(start()).rejects.toThrow(DatabaseForeign)
  await expect(start()).rejects.toThrow('vernacular doctor --rebuild')
  expect(await files()).toEqual(before)

  const { recovered, lost } = await rebuildDatabase(settings())
  expect(lost).toEqual([])
  expect(recovered).toEqual([
    { kind: 'dataset', id: idOf(dataset), displayName: 'Moorings text' },
    { kind: 'model', id: idOf(model), displayName: 'Moorings' }
  ])
  await start()
  expect(await files()).toEqual(before)
  const same = ({ lastActionDateTime: _changed, ...rest }: Record<string, unknown> = {}) => rest
  const again = await Promise.all(paths.map(answered))
  expect(again.map(same)).toEqual([project_, dataset_, model_].map(same))
  expect(await recognized({ self: `${service?.address}/speechtotext/v3.2${paths[2]}` })).toContain('grapnel')
  expect(await dataHealth()).toMatchObject({ status: 'Healthy' })
})

test('a damaged database is kept beside the new one that a rebuild makes', async () => {
  await start()
  const model = await trained('Moorings')
  await stop()
  await loseDatabase()
  await writeFile(database(''), 'no database at all, but some text of the length that a page has'.repeat(99))
  await expect(start()).rejects.toThrow(/cannot be read.*vernacular restore.*doctor --rebuild/)
  const { recovered, setAside } = await rebuildDatabase(settings())
  expect(recovered.map(({ id }) => id)).toEqual([idOf(model)])
  expect(await readFile(join(setAside ?? '', 'vernacular.db'), 'utf8')).toContain('no database at all')
  await start()
  expect(await api.get(model.self.replace(/^.*v3\.2/, ''))).toMatchObject({ displayName: 'Moorings' })
})

test('an older database leaves everything in its place, health tells what is missing, and a rebuild adds it', async () => {
  await start()
  const [kept, gone] = [await trained('Kept'), await trained('Gone')]
  await stop()
  const copies = await mkdtemp(join(tmpdir(), 'vernacular-copy-'))
  const present = (await readdir(dataDir)).filter((name) => name.startsWith('vernacular.db'))
  for (const name of present) await cp(join(dataDir, name), join(copies, name))
  await start()
  const later = await trained('Later')
  await api.post(`/projects`, { displayName: 'Later', locale: 'en-US' })
  await stop()
  await loseDatabase()
  for (const name of present) await cp(join(copies, name), join(dataDir, name))
  await rm(copies, { recursive: true })
  await rm(join(dataDir, 'files', 'models', idOf(gone)), { recursive: true })

  for (const _twice of [1, 2]) {
    await start()
    expect(await dataHealth()).toEqual({
      name: 'data',
      status: 'Degraded',
      message:
        'Nothing is moved or removed, because the database is an older copy than the files. ' +
        'Entities whose files are missing: 1 of kind model. Files whose entities are missing: 1 of kind model. ' +
        '0 in quarantine. `vernacular doctor` lists them.'
    })
    await stop()
  }
  expect(await inspectDataFolder(settings())).toMatchObject({
    belonging: { state: 'unconfirmed' },
    withoutFiles: [{ kind: 'model', id: idOf(gone), displayName: 'Gone' }],
    withoutEntity: [{ kind: 'model', id: idOf(later), displayName: 'Later' }]
  })
  expect((await rebuildDatabase(settings())).recovered).toEqual([
    { kind: 'model', id: idOf(later), displayName: 'Later' }
  ])
  await start()
  expect((await dataHealth())?.message).toBe(
    'Entities whose files are missing: 1 of kind model. 0 in quarantine. `vernacular doctor` lists them.'
  )
  for (const model of [kept, later]) await api.get(model.self.replace(/^.*v3\.2/, ''))
})

test('files without an entity wait in quarantine for their days, and only their own database ends that', async () => {
  await start()
  const model = await trained('Moorings')
  await stop()
  const stray = join(dataDir, 'files', 'models', '11111111-1111-4111-8111-111111111111')
  await cp(join(dataDir, 'files', 'models', idOf(model)), stray, { recursive: true })
  await start()
  expect(await dataHealth()).toMatchObject({
    status: 'Healthy',
    message: expect.stringContaining('1 in quarantine')
  })
  await stop()
  const [name = ''] = await readdir(join(dataDir, 'files', 'quarantine'))
  const entry = join(dataDir, 'files', 'quarantine', name, 'entry.json')
  expect(JSON.parse(await readFile(entry, 'utf8'))).toMatchObject({
    kind: 'model',
    id: '11111111-1111-4111-8111-111111111111',
    from: 'models/11111111-1111-4111-8111-111111111111',
    reason: expect.any(String),
    date: expect.any(String)
  })
  await start(() => Date.now() + 29 * DAY_MS)
  await stop()
  expect(await files(`quarantine/${name}`)).toContain('content/model.json')

  // Written by another data folder: for ever.
  const own = await readFile(entry, 'utf8')
  await writeFile(entry, own.replace(/"folderId": ".*"/, '"folderId": "another"'))
  await start(() => Date.now() + 31 * DAY_MS)
  await stop()
  expect(await files(`quarantine/${name}`)).toContain('content/model.json')

  await writeFile(entry, own)
  await start(() => Date.now() + 31 * DAY_MS)
  expect(await files('quarantine')).toEqual([])
})

test('a rebuild takes models out of the quarantine, and names what it cannot read', async () => {
  await start()
  const model = await trained('Moorings')
  await stop()
  const folder = join(dataDir, 'files', 'models')
  const [stray, damaged] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222']
  for (const id of [stray, damaged])
    await cp(join(folder, idOf(model)), join(folder, id), { recursive: true })
  await rm(join(folder, damaged, 'language-model.arpa'))
  await start()
  await stop()
  expect(await readdir(folder)).toEqual([idOf(model)])
  const { recovered, lost } = await rebuildDatabase(settings())
  expect(recovered).toEqual([{ kind: 'model', id: stray, displayName: 'Recovered model 11111111' }])
  expect(lost).toEqual([
    { kind: 'model', id: damaged, reason: 'its bundle does not contain language-model.arpa' }
  ])
  await start()
  expect(await recognized({ self: `${service?.address}/speechtotext/v3.2/models/${stray}` })).toContain(
    'grapnel'
  )
})

test('a folder of the version before, without an id, opens with everything and gets one', async () => {
  await start()
  const model = await trained('Moorings')
  await stop()
  const old = new DatabaseSync(database(''))
  old.exec("drop table data_folder; delete from migrations where name = '023-data-folder'")
  old.close()
  for (const name of ['folder.json', 'records']) await rm(join(dataDir, 'files', name), { recursive: true })
  await start()
  expect(await api.get(model.self.replace(/^.*v3\.2/, ''))).toMatchObject({ displayName: 'Moorings' })
  expect(await dataHealth()).toMatchObject({
    status: 'Healthy',
    message: expect.stringContaining('0 in quarantine')
  })
  await stop()
  expect(await files('')).toEqual(
    expect.arrayContaining(['folder.json', `records/models/${idOf(model)}.json`])
  )
})

test('a folder of the version before that lost its database is not mistaken for a new one', async () => {
  await start()
  await trained('Moorings')
  await stop()
  await rm(join(dataDir, 'files', 'folder.json'))
  await loseDatabase()
  const before = await files()
  for (const _twice of [1, 2]) await expect(start()).rejects.toThrow(DatabaseForeign)
  expect(await files()).toEqual(before)
})

test('with the database of another folder the service does not start', async () => {
  await start()
  await trained('Moorings')
  await stop()
  const before = await files()
  const other = await mkdtemp(join(tmpdir(), 'vernacular-other-'))
  const stranger = await startService({ ...settings(), dataDir: other })
  await stranger.close()
  await loseDatabase()
  for (const name of (await readdir(other)).filter((found) => found.startsWith('vernacular.db'))) {
    await cp(join(other, name), join(dataDir, name))
  }
  await rm(other, { recursive: true })
  await expect(start()).rejects.toThrow('another data folder')
  expect(await files()).toEqual(before)
})
