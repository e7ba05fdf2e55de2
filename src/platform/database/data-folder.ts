/** The data folder belongs to one service at a time, beside which workers may work on it. @module */
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { closeToOthers, FolderOpenToOthers } from './data-folder-modes.ts'
import { type FolderProcesses, joinFolder } from './folder-processes.ts'
import { isBusy, openSqlite } from './sqlite.ts'

export class DataFolderTaken extends Error {
  override readonly name = 'DataFolderTaken'
}

/** The folder cannot be made, or not be written in; or it is no folder of a service yet. */
export class DataFolderUnusable extends Error {
  override readonly name = 'DataFolderUnusable'
}

export type DataFolder = Readonly<{
  path: string
  processes: FolderProcesses
  release: () => Promise<void>
}>

/**
 * For the service: holds an exclusive lock of the operating system (through SQLite) until `release` or the end of
 * the process, so that not even kill -9 leaves it stuck.
 * @throws DataFolderTaken, DataFolderUnusable
 */
export async function takeDataFolder(path: string): Promise<DataFolder> {
  let lock: DatabaseSync | undefined
  try {
    // Others on this machine have no business with customers' speech, nor with the secret that signs links.
    await mkdir(path, { recursive: true, mode: 0o700 })
    // One that was there before may be open to all.
    await closeToOthers(path)
    lock = openSqlite(join(path, 'owner.lock'), 0)
    lock.exec('begin exclusive')
    const held = lock
    const processes = await joinFolder(path, 'service')
    const release = async (): Promise<void> => {
      await processes.release()
      held.close()
    }
    return { path, processes, release }
  } catch (error) {
    lock?.close()
    if (isBusy(error)) {
      throw new DataFolderTaken(
        `The data folder ${path} is in use by another Vernacular service; stop it, or set VERNACULAR_DATA_DIR to another folder`,
        { cause: error }
      )
    }
    const { message } = error as Error
    if (error instanceof FolderOpenToOthers) throw new DataFolderUnusable(message, { cause: error })
    throw unusable(path, message, error)
  }
}

/**
 * For a worker: the folder of a service, whether that runs now or not.
 * @param database name of the file that a service has made in its folder
 * @throws DataFolderUnusable
 */
export async function shareDataFolder(path: string, database: string): Promise<DataFolder> {
  if (!existsSync(join(path, database))) {
    throw new DataFolderUnusable(
      `${path} is not a data folder: it does not contain ${database}; start the service on it first, or set VERNACULAR_DATA_DIR to the folder of a service`
    )
  }
  try {
    const processes = await joinFolder(path, 'worker')
    return { path, processes, release: () => processes.release() }
  } catch (error) {
    throw unusable(path, (error as Error).message, error)
  }
}

const unusable = (path: string, message: string, cause: unknown): DataFolderUnusable =>
  new DataFolderUnusable(
    `The data folder ${path} cannot be used (${message}); set VERNACULAR_DATA_DIR to a folder that this user can write to`,
    { cause }
  )
