/**
 * Who works on a data folder: each process holds an exclusive lock of the operating system (through SQLite) on a file
 * of its own. Whoever can take the lock of another knows that it is dead; no clock is asked, and no heartbeat missed.
 * @module
 */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { isBusy, openSqlite } from './sqlite.ts'

export type ProcessRole = 'service' | 'worker'

export interface FolderProcesses {
  /** Of this process: `worker-1234-5f0c9a1e`, its role, its number in the system, and what no other ever has. */
  readonly id: string
  /** Whether no process of that id works on the folder; one that never did is dead too. */
  isDead(id: string): boolean
  /** Ids of the others that are alive. */
  others(): Promise<readonly string[]>
  /** Removes what dead ones left of themselves here. */
  removeDead(): Promise<void>
  /** To all others this process is dead from then on. */
  release(): Promise<void>
}

/** Where no other process is to be expected: whoever else left something is dead. */
export function alone(): FolderProcesses {
  const id = idOf('alone')
  return {
    id,
    isDead: (other) => other !== id,
    others: async () => [],
    removeDead: async () => undefined,
    release: async () => undefined
  }
}

const idOf = (role: string): string => `${role}-${process.pid}-${randomBytes(4).toString('hex')}`

const ENDING = '.lock'

/** @throws the errors of the file system and of SQLite */
export async function joinFolder(folder: string, role: ProcessRole): Promise<FolderProcesses> {
  const locks = join(folder, 'processes')
  await mkdir(locks, { recursive: true, mode: 0o700 })
  const id = idOf(role)
  const path = join(locks, `${id}${ENDING}`)
  // Under its name it is seen by others, who would take a lock that is free for that of a dead process.
  const lock = openSqlite(`${path}.new`, 0)
  // Nothing is ever written: no journal is needed beside it.
  lock.exec('pragma journal_mode = MEMORY; begin exclusive')
  await rename(`${path}.new`, path)
  return new LockedProcesses(id, locks, lock)
}

class LockedProcesses implements FolderProcesses {
  readonly id: string
  readonly #locks: string
  readonly #own: DatabaseSync

  constructor(id: string, locks: string, own: DatabaseSync) {
    this.id = id
    this.#locks = locks
    this.#own = own
  }

  isDead(id: string): boolean {
    if (id === this.id) return false
    const path = this.#path(id)
    if (!existsSync(path)) return true
    let lock: DatabaseSync | undefined
    try {
      lock = openSqlite(path, 0)
      lock.exec('begin exclusive')
      return true
    } catch (error) {
      // Two that look at a dead one at once get into each other's way; they will look again.
      if (isBusy(error)) return false
      throw error
    } finally {
      lock?.close()
    }
  }

  async others(): Promise<readonly string[]> {
    const found = (await readdir(this.#locks)).filter((name) => name.endsWith(ENDING))
    return found
      .map((name) => name.slice(0, -ENDING.length))
      .filter((id) => id !== this.id && !this.isDead(id))
  }

  async removeDead(): Promise<void> {
    for (const name of await readdir(this.#locks)) {
      if (name.endsWith(ENDING) && this.isDead(name.slice(0, -ENDING.length))) {
        await rm(join(this.#locks, name), { force: true })
      }
    }
  }

  async release(): Promise<void> {
    await rm(this.#path(this.id), { force: true })
    this.#own.close()
  }

  #path(id: string): string {
    return join(this.#locks, `${id}${ENDING}`)
  }
}
