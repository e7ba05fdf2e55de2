/** What `vernacular doctor` finds in a data folder and reads back, by the real command. @module */
import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { RestClient } from '../../src/demo/rest-client.ts'
import { readSettings } from '../../src/platform/index.ts'
import { type Service, startService } from '../../src/service.ts'
import { CommandFolder } from '../command.ts'
import { KEY } from '../in-process-service.ts'
import type { Entity } from '../synthetic-clips.ts'

let cli: CommandFolder
let dataDir: string
let service: Service | undefined
beforeEach(async () => {
  cli = await CommandFolder.open({ VERNACULAR_LOG_LEVEL: 'silent' })
  dataDir = join(cli.folder, 'data')
})
afterEach(async () => {
  await service?.close()
  service = undefined
  await cli.close()
})

async function start(): Promise<RestClient> {
  const settings = { ...readSettings({}), port: 0, dataDir, key: KEY, generalSet: 0 }
  service = await startService({ ...settings, logLevel: 'silent' })
  return new RestClient(service.address, KEY)
}
async function stop(): Promise<void> {
  await service?.close()
  service = undefined
}

type Finding = Readonly<{ what: string; state: string; says: string }>
async function findings(): Promise<readonly Finding[]> {
  const { out, err } = await cli.run('doctor --json')
  expect(err).not.toContain('Error')
  return (JSON.parse(out) as Finding[]).filter(({ what }) =>
    ['data folder', 'data', 'quarantine'].includes(what)
  )
}

test('doctor lists by name what is missing and what is in quarantine, and rebuilds a lost database', async () => {
  const api = await start()
  const train = async (displayName: string): Promise<string> => {
    const model = await api.post<Entity>('/models', {
      displayName,
      locale: 'en-US',
      text: 'The grapnel slipped off the mooring chain.'
    })
    await api.finished(model, () => undefined)
    return model.self.split('/').at(-1) ?? ''
  }
  const [moorings, pennants] = [await train('Moorings'), await train('Pennants')]
  // While the service runs.
  expect(await findings()).toEqual([{ what: 'data folder', state: 'ok', says: dataDir }])
  const running = await cli.run('doctor --rebuild')
  expect([running.code, running.err]).toEqual([
    1,
    expect.stringContaining('in use by another Vernacular service')
  ])
  await stop()

  const bundle = (id: string): string => join(dataDir, 'files', 'models', id)
  const stray = '11111111-1111-4111-8111-111111111111'
  await cp(bundle(moorings), bundle(stray), { recursive: true })
  await rm(bundle(pennants), { recursive: true })
  await start()
  await stop()
  expect(await findings()).toEqual([
    { what: 'data folder', state: 'ok', says: dataDir },
    {
      what: 'data',
      state: 'fault',
      says: `model ${pennants} "Pennants" has lost its files; restore a backup, or delete it`
    },
    {
      what: 'quarantine',
      state: 'ok',
      says: expect.stringMatching(`^model ${stray} since .*, in files/quarantine/`)
    }
  ])

  for (const ending of ['', '-wal', '-shm'])
    await rm(join(dataDir, `vernacular.db${ending}`), { force: true })
  expect(await findings()).toMatchObject([
    { state: 'fault', says: expect.stringMatching(/lost its database; .*doctor --rebuild/) }
  ])
  const { code, out } = await cli.run('doctor --rebuild --data dir data')
  expect(code).toBe(0)
  expect(out).toContain(
    `Recovered: 2\n  model ${moorings} "Moorings"\n  model ${stray} "Recovered model 11111111"`
  )
  expect(out).toContain('Not recovered: 0')
  const after = await start()
  expect(await after.get(`/models/${moorings}`)).toMatchObject({
    displayName: 'Moorings',
    status: 'Succeeded'
  })
})
