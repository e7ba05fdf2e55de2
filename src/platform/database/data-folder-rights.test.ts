import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { takeDataFolder } from './data-folder.ts'

test('a data folder that the service makes can be read by nobody else on the machine', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'vernacular-rights-'))
  try {
    const { path, release } = await takeDataFolder(join(parent, 'data'))
    await release()
    expect((await stat(path)).mode & 0o077).toBe(0)
  } finally {
    await rm(parent, { recursive: true, force: true })
  }
})
