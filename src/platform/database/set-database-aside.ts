/** A damaged database makes room for a new one, and is kept. @module */
import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'

/** Nothing may have the database open. @returns the folder that has it now, with its log */
export async function setDatabaseAside(dataDir: string, name: string, now = new Date()): Promise<string> {
  const folder = join(dataDir, `damaged-database-${now.toISOString().replaceAll(/[:.]/g, '-')}`)
  await mkdir(folder, { mode: 0o700 })
  for (const ending of ['', '-wal', '-shm']) {
    await rename(join(dataDir, name + ending), join(folder, name + ending)).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error
      }
    )
  }
  return folder
}
