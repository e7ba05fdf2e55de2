/**
 * Whether the database and the files belong together. Both hold the same random id, and a number that grows at every
 * start of the service; a database with a smaller number than the files is an older copy, from a backup.
 * @module
 */
import { randomUUID } from 'node:crypto'
import { type Database, FileMissing, type FileStore, type Migration } from '../../platform/index.ts'

type Identity = Readonly<{ id: string; starts: number }>

/** Of entities that have files: how many folders there are, and how many of those the database knows. */
export type Shared = Readonly<{ onDisk: number; known: number }>

export type Belonging =
  /** The database is the one that wrote the files. */
  | Readonly<{ state: 'confirmed' }>
  /** The database knows a part of the files, but not for certain all that was written. */
  | Readonly<{ state: 'unconfirmed'; reason: string }>
  /** The database knows nothing of the files. */
  | Readonly<{ state: 'foreign'; reason: string }>

type Tables = { data_folder: { id: string; starts: number } }

export const folderMigrations: readonly Migration[] = [
  {
    name: '023-data-folder',
    up: (database) =>
      database.schema
        .createTable('data_folder')
        .addColumn('id', 'text', (column) => column.notNull())
        .addColumn('starts', 'integer', (column) => column.notNull())
        .execute()
  }
]

const KEY = 'folder.json'

export class FolderIdentity {
  readonly #database: Database
  readonly #files: FileStore

  constructor({ database, files }: Readonly<{ database: Database; files: FileStore }>) {
    this.#database = database
    this.#files = files
  }

  /** Compares and writes nothing. */
  async compare({ onDisk, known }: Shared): Promise<Belonging> {
    const [ofDatabase, ofFiles] = [await this.#ofDatabase(), await this.#ofFiles()]
    if (ofDatabase && ofFiles && ofDatabase.id === ofFiles.id) {
      return ofFiles.starts <= ofDatabase.starts
        ? { state: 'confirmed' }
        : { state: 'unconfirmed', reason: 'the database is an older copy than the files' }
    }
    // With no files there is nothing to lose.
    if (onDisk === 0) return { state: 'confirmed' }
    if (ofDatabase && ofFiles) {
      return { state: 'foreign', reason: 'the database is that of another data folder' }
    }
    if (known === 0) return { state: 'foreign', reason: 'the database knows none of the files' }
    if (ofFiles) return { state: 'unconfirmed', reason: 'the database is an older copy than the files' }
    if (ofDatabase) return { state: 'unconfirmed', reason: `the files have lost their id (files/${KEY})` }
    // Written by a version that knew no ids.
    return { state: 'confirmed' }
  }

  /** From now on the two belong together, under the id that is returned. */
  async confirm(): Promise<string> {
    const [ofDatabase, ofFiles] = [await this.#ofDatabase(), await this.#ofFiles()]
    const next: Identity = {
      id: ofFiles?.id ?? ofDatabase?.id ?? randomUUID(),
      starts: Math.max(ofDatabase?.starts ?? 0, ofFiles?.starts ?? 0) + 1
    }
    // Should the process end between the two, the database is the newer one, which is no fault.
    await this.#database.transaction(async (tx) => {
      const tables = tx.tables<Tables>()
      await tables.deleteFrom('data_folder').execute()
      await tables.insertInto('data_folder').values(next).execute()
    })
    await this.#files.put(KEY, `${JSON.stringify(next)}\n`)
    return next.id
  }

  #ofDatabase(): Promise<Identity | undefined> {
    return this.#database.tables<Tables>().selectFrom('data_folder').selectAll().executeTakeFirst()
  }

  async #ofFiles(): Promise<Identity | undefined> {
    try {
      const { id, starts } = JSON.parse(await this.#files.readText(KEY)) as Partial<Identity>
      return typeof id === 'string' && typeof starts === 'number' ? { id, starts } : undefined
    } catch (error) {
      if (error instanceof FileMissing || error instanceof SyntaxError) return undefined
      throw error
    }
  }
}
