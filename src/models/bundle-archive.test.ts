import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FileStore, openFileStore } from '../platform/index.ts'
import { archiveOf } from './bundle-archive.ts'
import { bundlePrefix, type Model } from './model.ts'

let folder: string
let files: FileStore

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vernacular-archive-'))
  files = await openFileStore(folder)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('an export of a model that is deleted meanwhile fails, and ends nothing but itself', async () => {
  const now = new Date()
  const model: Model = {
    id: 'a',
    displayName: 'mooring',
    locale: 'en-US',
    base: 'pocketsphinx-en-us',
    datasetIds: [],
    status: 'Succeeded',
    createdDateTime: now,
    lastActionDateTime: now
  }
  await files.put(`${bundlePrefix(model.id)}/model.json`, '{}')
  const deletedMeanwhile = {
    list: (prefix: string) => files.list(prefix),
    localPath: async (key: string) => {
      const path = await files.localPath(key)
      await files.removeAll(bundlePrefix(model.id))
      return path
    }
  }
  const archive = await archiveOf(deletedMeanwhile, model)
  await expect(archive.toArray()).rejects.toMatchObject({ code: 'ENOENT' })
})
