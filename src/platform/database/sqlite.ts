/** SQLite as Node brings it: opened the same way everywhere, its results told apart. @module */
import { DatabaseSync } from 'node:sqlite'

/** Result codes (sqlite.org/rescode.html); their upper bits only say more exactly what happened. */
const PRIMARY_CODE = 0xff
const SQLITE_BUSY = 5
const SQLITE_CORRUPT = 11
const SQLITE_FULL = 13
const SQLITE_NOTADB = 26

/** @param busyTimeoutMs how long a statement waits for another process that holds a lock. @throws SQLite's errors */
export const openSqlite = (path: string, busyTimeoutMs: number): DatabaseSync =>
  new DatabaseSync(path, { timeout: busyTimeoutMs })

/** Another process holds a lock that the statement needs. */
export const isBusy = (error: unknown): boolean => primaryCode(error) === SQLITE_BUSY

/** The disk has no room for a change. */
export const isFull = (error: unknown): boolean => primaryCode(error) === SQLITE_FULL

/** The file is no database, or a damaged one. */
export const isDamaged = (error: unknown): boolean =>
  [SQLITE_CORRUPT, SQLITE_NOTADB].some((code) => primaryCode(error) === code)

function primaryCode(error: unknown): number | undefined {
  const { errcode } = (error ?? {}) as { errcode?: unknown }
  return typeof errcode === 'number' ? errcode & PRIMARY_CODE : undefined
}
