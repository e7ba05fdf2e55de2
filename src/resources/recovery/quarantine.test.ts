import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openFileStore } from '../../platform/index.ts'
import { recordKey } from './entity-records.ts'
import { Quarantine } from './quarantine.ts'

test('removes what is due and was never acknowledged, and keeps what a database has known', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vernacular-quarantine-'))
  try {
    const files = await openFileStore(folder)
    const quarantine = new Quarantine(files)
    const [date, folderId, reason, kind] = [new Date(0), 'this-folder', 'unknown', 'model']
    for (const id of ['unknown', 'acknowledged']) {
      await files.put(`models/${id}/model.json`, '{}')
      await quarantine.add({ kind, id, from: `models/${id}`, date, reason, folderId })
    }
    await files.put(recordKey('models/acknowledged'), '{}')
    const collected = await quarantine.collect(folderId, new Date(1))
    expect(collected.map(({ id }) => id)).toEqual(['unknown'])
    expect((await quarantine.list()).map(({ id }) => id)).toEqual(['acknowledged'])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
