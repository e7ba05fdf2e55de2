/** The data folder belongs to one process at a time. @module */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import Libsql from 'libsql'

export class DataFolderTaken extends Error {
  override readonly name = 'DataFolderTaken'
}

/** The folder cannot be made, or not be written in. */
export class DataFolderUnusable extends Error {
  override readonly name = 'DataFolderUnusable'
}

export type DataFolder = Readonly<{ path: string; release: () => void }>

/**
 * Holds an exclusive lock of the operating system (through SQLite) until `release` or the end of the process, so
 * that not even kill -9 leaves it stuck.
 * @throws DataFolderTaken, DataFolderUnusable
 */
export async function takeDataFolder(path: string): Promise<DataFolder> {
  let lock: InstanceType<typeof Libsql> | undefined
  try {
    // Others on this machine have no business with customers' speech, nor with the secret that signs links.
    await mkdir(path, { recursive: true, mode: 0o700 })
    lock = new Libsql(join(path, 'owner.lock'))
    lock.pragma('busy_timeout = 0')
    lock.exec('begin exclusive')
    const held = lock
    const release = (): void => {
      // libsql closes a connection only when its garbage is collected; the lock must not wait for that.
      held.exec('rollback')
      held.close()
    }
    return { path, release }
  } catch (error) {
    lock?.close()
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'SQLITE_BUSY') {
      throw new DataFolderTaken(
        `The data folder ${path} is in use by another Vernacular process; stop that one, or set VERNACULAR_DATA_DIR to another folder`,
        { cause: error }
      )
    }
    throw new DataFolderUnusable(
      `The data folder ${path} cannot be used (${message}); set VERNACULAR_DATA_DIR to a folder that this user may write in`,
      { cause: error }
    )
  }
}
