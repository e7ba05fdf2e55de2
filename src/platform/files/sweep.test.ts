import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openFileStore } from './local-file-store.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vernacular-sweep-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Writes file after file, as `sphinx_fe` does, until its folder is gone. */
const WRITER = `
  const { writeFileSync } = require('node:fs')
  for (let file = 0; ; file++) {
    try { writeFileSync(process.argv[1] + '/' + file, '') } catch { process.exit(0) }
    if (file === 0) console.log('writing')
  }`

test('a start sweeps the scratch folder under a program that a killed service left writing there', async () => {
  for (let round = 0; round < 5; round++) {
    const work = join(folder, 'scratch', 'work')
    await mkdir(work, { recursive: true })
    const writer = spawn(process.execPath, ['-e', WRITER, work], { stdio: ['ignore', 'pipe', 'inherit'] })
    const ended = once(writer, 'exit')
    await once(writer.stdout, 'data')
    const files = await openFileStore(folder)
    await ended
    await files.close()
    expect((await readdir(folder)).sort()).toEqual(['files', 'scratch'])
    expect(await readdir(join(folder, 'scratch'))).toEqual([])
  }
})
