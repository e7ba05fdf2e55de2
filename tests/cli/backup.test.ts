/** A backup of a service that goes on working, restored into another folder, by the real commands. */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CommandFolder } from '../command.ts'
import { KEY, type RunningService, startInProcess } from '../in-process-service.ts'
import { spokenBy } from '../synthetic-clips.ts'

let cli: CommandFolder
let service: RunningService

beforeAll(async () => {
  service = await startInProcess()
  cli = await CommandFolder.open()
})
afterAll(async () => {
  await cli.close()
  await service.close()
})

test('a service that was backed up while it worked answers from its restored folder as before', async () => {
  const body = { displayName: 'harbour', locale: 'en-US', text: 'the grapnel lies before the mooring chain' }
  const made = (await service.api.post('/models', body)) as { self: string }
  await service.api.finished(made as never, () => undefined)
  const backup = await cli.run(`backup all.zip --data dir ${service.dataDir}`)
  expect([backup.code, backup.out]).toEqual([0, ''])
  const again = await cli.run(`backup all.zip --data dir ${service.dataDir}`)
  expect(again.code).toBe(1)
  expect(again.err).toContain('already exists')

  const restored = await startInProcess(async (dataDir) => {
    const { code, err } = await cli.run(`restore all.zip --data dir ${dataDir}`)
    expect(`${code} ${code === 0 ? '' : err}`).toBe('0 ')
  })
  try {
    const [clip] = await spokenBy('slt', ['The grapnel lies before the mooring chain.'])
    const form = new FormData()
    form.append('file', new Blob([clip?.wav ?? Buffer.alloc(0)]), 'clip.wav')
    form.append('model', made.self.split('/').at(-1) ?? '')
    const headers = { Authorization: `Bearer ${KEY}` }
    const answer = await fetch(`${restored.address}/v1/audio/transcriptions`, {
      method: 'POST',
      headers,
      body: form
    })
    expect(await answer.json()).toMatchObject({ text: 'The grapnel lies before the mooring chain.' })
  } finally {
    await restored.close()
  }
})

test('nothing is restored of a backup that is cut off, or has been changed, or over data that is there', async () => {
  const into = join(cli.folder, 'restored')
  const whole = await readFile(join(cli.folder, 'all.zip'))
  await writeFile(join(cli.folder, 'cut.zip'), whole.subarray(0, whole.length - 400))
  expect((await cli.run(`restore cut.zip --data dir ${into}`)).err).toContain(
    'not a backup, or is incomplete'
  )
  const changed = Buffer.from(whole)
  const at = changed.indexOf('"format": 1')
  expect(at).toBeGreaterThan(0)
  changed[at + 3] = (changed[at + 3] ?? 0) ^ 1
  await writeFile(join(cli.folder, 'changed.zip'), changed)
  const rejected = await cli.run(`restore changed.zip --data dir ${into}`)
  expect(rejected.code).toBe(1)
  const taken = await cli.run(`restore all.zip --data dir ${service.dataDir}`)
  expect(taken.err).toContain('is not empty')
  expect((await cli.run(`restore nothing.zip --data dir ${into}`)).err).toContain('does not exist')
  expect((await readdir(cli.folder)).filter((name) => /restore/.test(name))).toEqual([])
})
