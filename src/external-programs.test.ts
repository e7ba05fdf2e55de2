import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findPrograms } from './external-programs.ts'
import { programsComponent } from './health.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vernacular-programs-'))
  for (const name of ['ffmpeg', 'espeak-ng']) await writeFile(join(folder, name), '')
  await chmod(join(folder, 'espeak-ng'), 0o755)
})
afterAll(() => rm(folder, { recursive: true }))

test('a program counts as present where it can be executed, and health says what a missing one is for', async () => {
  const found = await findPrograms(['/nowhere', folder].join(delimiter))
  expect(found.present.map(({ name }) => name)).toContain('espeak-ng')
  expect(found.missing.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['ffmpeg', 'ffprobe', 'flite'])
  )
  const { status, message } = programsComponent(found)
  expect(status).toBe('Degraded')
  expect(message).toContain('Missing: ffmpeg (for audio other than WAV; apt-get install ffmpeg)')
  expect(message).toContain('Present: espeak-ng')
})

test('nothing missing is healthy', async () => {
  const { present, missing } = await findPrograms(folder)
  expect(programsComponent({ present: [...present, ...missing], missing: [] })).toMatchObject({
    name: 'programs',
    status: 'Healthy'
  })
})
