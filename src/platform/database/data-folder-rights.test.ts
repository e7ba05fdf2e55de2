import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { startOnce } from '../../../tests/in-process-service.ts'
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

test('one that was there before, open to all, is closed with its database at the next start', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'vernacular-rights-'))
  const path = join(parent, 'data')
  /** Names of what others may read. */
  const open = async (): Promise<readonly string[]> => {
    const names = ['.', ...(await readdir(path))]
    const modes = await Promise.all(names.map(async (name) => (await stat(join(path, name))).mode))
    return names.filter((name, index) => name !== 'files' && ((modes[index] ?? 0) & 0o077) !== 0)
  }
  try {
    await mkdir(path)
    await chmod(path, 0o755)
    await startOnce(path)
    expect(await open()).not.toContain('.')
    expect(await open()).not.toContain('vernacular.db')
    const databases = ['vernacular.db', 'vernacular.db-wal', 'vernacular.db-shm']
    for (const name of databases) {
      await writeFile(join(path, name), '', { flag: 'a' })
      await chmod(join(path, name), 0o644)
    }
    await chmod(path, 0o777)
    await startOnce(path)
    expect((await open()).filter((name) => name === '.' || databases.includes(name))).toEqual([])
  } finally {
    await rm(parent, { recursive: true, force: true })
  }
})

test('one that is open to all and belongs to someone else is refused with the commands that help', async () => {
  const root = process.getuid?.() === 0
  const folder = root ? await mkdtemp(join(tmpdir(), 'vernacular-rights-')) : '/usr/share'
  if (root) await chmod(folder, 0o755)
  const module = `
    const { takeDataFolder } = await import('${new URL('./data-folder.ts', import.meta.url)}')
    if (process.getuid() === 0) process.seteuid(65534)
    await takeDataFolder(${JSON.stringify(folder)}).catch(({ name, message }) => console.log(name, message))`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', module], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  try {
    const [reported] = await Promise.all([text(child.stdout), once(child, 'exit')])
    expect(reported).toMatch(/^DataFolderUnusable Other users of this machine may read .* \(mode 0755\)/)
    expect(reported).toMatch(
      new RegExp(`Run: sudo chown -R \\S+ '${folder}' && sudo chmod 0700 '${folder}'\n$`)
    )
  } finally {
    if (root) await rm(folder, { recursive: true })
  }
})
