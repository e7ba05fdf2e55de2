/** Files of the service by key (`datasets/<id>/report.json`): a local folder today, objects elsewhere later. @module */
import type { Readable } from 'node:stream'

export type StoredFile = Readonly<{ key: string; size: number }>

export interface FileStore {
  /** Written under a temporary name, synced, then renamed: a key is either whole or absent. Returns its size. */
  put(
    key: string,
    content: Readable | AsyncIterable<Uint8Array> | Uint8Array | string,
    signal?: AbortSignal
  ): Promise<StoredFile>
  /** Whole file as text. Throws `FileMissing`. */
  readText(key: string): Promise<string>
  /** Bytes `start..end` inclusive, or all. Throws `FileMissing`. */
  read(key: string, range?: Readonly<{ start: number; end: number }>): Promise<Readable>
  stat(key: string): Promise<StoredFile | undefined>
  /** All files below a prefix, by key. */
  list(prefix: string): AsyncIterable<StoredFile>
  /** Names of the folders directly below a prefix, sorted; none when there is no such prefix. */
  folders(prefix: string): Promise<readonly string[]>
  /** In one rename; nothing may be at `to`. Throws `FileMissing`. */
  move(prefix: string, to: string): Promise<void>
  /** Removes everything below the prefix; absent is fine. */
  removeAll(prefix: string): Promise<void>
  /**
   * A path that engines and tools can open. Local store: the file itself. Another store: a cached copy.
   * For a prefix, the folder holding all files below it.
   */
  localPath(keyOrPrefix: string): Promise<string>
  /** A scratch folder on the same volume, removed when `work` ends however it ends, and at start-up. */
  withScratch<T>(work: (directory: string) => Promise<T>): Promise<T>
  /** Moves a finished scratch folder to a prefix in one rename, replacing what was there: the commit of a job. */
  commit(scratchDirectory: string, prefix: string): Promise<void>
}
