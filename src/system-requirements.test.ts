import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { programsComponent } from './health.ts'
import { findRequirements } from './system-requirements.ts'

const ENGINE = [
  { program: 'trainer', package: 'no-such-package', use: 'adaptation', folders: ['/nowhere'] },
  { package: 'no-such-library', use: 'the decoder' },
  { package: 'dpkg', use: 'this test' }
]

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vernacular-programs-'))
  for (const name of ['ffmpeg', 'espeak-ng']) await writeFile(join(folder, name), '')
  await chmod(join(folder, 'espeak-ng'), 0o755)
})
afterAll(() => rm(folder, { recursive: true }))

test('a program counts as present where it can be executed, and health says what a missing one is for', async () => {
  const found = await findRequirements(ENGINE, ['/nowhere', folder].join(delimiter))
  expect(found.present.map(({ name }) => name)).toContain('espeak-ng')
  expect(found.missing.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['ffmpeg', 'ffprobe', 'flite'])
  )
  const { status, message } = programsComponent(found)
  expect(status).toBe('Degraded')
  expect(message).toContain('Missing: ffmpeg (for audio other than WAV; apt-get install ffmpeg)')
  expect(message).toContain('Present: espeak-ng')
  // What engines need is asked for like everything else.
  expect(message).toContain('trainer (for adaptation; apt-get install no-such-package)')
  expect(message).toContain('no-such-library (for the decoder; apt-get install no-such-library)')
  expect(found.present.map(({ name }) => name)).toContain('dpkg')
})

test('a program is found in the folders of its engine too', async () => {
  const engine = [{ program: 'espeak-ng', package: 'any', use: 'anything', folders: [folder] }]
  const { present } = await findRequirements(engine, '/nowhere')
  expect(present.map((one) => one.package)).toEqual(['any'])
})

test('nothing missing is healthy', async () => {
  const { present, missing } = await findRequirements(ENGINE, folder)
  expect(programsComponent({ present: [...present, ...missing], missing: [] })).toMatchObject({
    name: 'programs',
    status: 'Healthy'
  })
})
