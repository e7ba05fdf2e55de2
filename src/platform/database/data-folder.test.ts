import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DataFolderTaken, DataFolderUnusable, takeDataFolder } from './data-folder.ts'

let folder: string
let owner: ChildProcess | undefined
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vernacular-owner-'))
})
afterEach(async () => {
  owner?.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

/** Another process that holds the folder until it is killed. */
async function otherOwner(): Promise<ChildProcess> {
  const module = `
    const { takeDataFolder } = await import('${new URL('./data-folder.ts', import.meta.url)}')
    await takeDataFolder(${JSON.stringify(folder)})
    console.log('taken')
    setInterval(() => undefined, 1000)`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', module], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  await once(child.stdout, 'data')
  return child
}

test('a data folder has one owner, and the death of the owner frees it at once', async () => {
  owner = await otherOwner()
  const rejected = takeDataFolder(folder)
  await expect(rejected).rejects.toThrow(DataFolderTaken)
  await expect(rejected).rejects.toThrow(folder)
  const ended = once(owner, 'exit')
  owner.kill('SIGKILL')
  await ended
  const { release } = await takeDataFolder(folder)
  await release()
})

test('an owner that lets go can be followed by another, even in the same process', async () => {
  const first = await takeDataFolder(folder)
  await expect(takeDataFolder(folder)).rejects.toThrow(DataFolderTaken)
  await first.release()
  const second = await takeDataFolder(folder)
  await second.release()
})

test('a path that can be no folder is refused, and not as if someone else had it', async () => {
  const path = join(folder, 'a-file')
  await writeFile(path, '')
  for (const unusable of [path, join(path, 'below')]) {
    const rejection = takeDataFolder(unusable)
    await expect(rejection).rejects.toThrow(DataFolderUnusable)
    await expect(rejection).rejects.toThrow('VERNACULAR_DATA_DIR')
  }
})
