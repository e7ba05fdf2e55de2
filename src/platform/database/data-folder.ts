/** The data folder belongs to one process at a time. @module */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import Libsql from 'libsql'

export class DataFolderTaken extends Error {
  override readonly name = 'DataFolderTaken'
}

export type DataFolder = Readonly<{ path: string; release: () => void }>

/**
 * Holds an exclusive lock of the operating system (through SQLite) until `release` or the end of the process, so
 * that not even kill -9 leaves it stuck.
 * @throws DataFolderTaken
 */
export async function takeDataFolder(path: string): Promise<DataFolder> {
  await mkdir(path, { recursive: true })
  const lock = new Libsql(join(path, 'owner.lock'))
  try {
    lock.pragma('busy_timeout = 0')
    lock.exec('begin exclusive')
  } catch (error) {
    lock.close()
    throw new DataFolderTaken(
      `The data folder ${path} is in use by another Vernacular process; stop that one, or set VERNACULAR_DATA_DIR to another folder`,
      { cause: error }
    )
  }
  return { path, release: () => void lock.close() }
}
