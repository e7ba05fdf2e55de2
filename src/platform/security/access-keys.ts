/** Access keys: random, stored as SHA-256 only, compared in constant time. @module */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Database, Migration } from '../database/database.ts'

type Tables = { access_keys: { sha256: string; created_at: number } }

export const accessKeyMigrations: readonly Migration[] = [
  {
    name: '000-access-keys',
    up: async (database) => {
      await database.schema
        .createTable('access_keys')
        .addColumn('sha256', 'text', (column) => column.primaryKey())
        .addColumn('created_at', 'integer', (column) => column.notNull())
        .execute()
    }
  }
]

// A fast hash is right here: the keys are 256 random bits, which no list of likely passwords contains.
const hashOf = (key: string): Buffer => createHash('sha256').update(key).digest()

export class AccessKeys {
  readonly #tables: () => Kysely<Tables>
  #hashes: readonly Buffer[] = []

  constructor(database: Database) {
    this.#tables = () => database.tables<Tables>()
  }

  /** Reads the stored keys, and adds `first` when it is given. */
  async open(first: string | undefined): Promise<void> {
    const stored = await this.#tables().selectFrom('access_keys').select('sha256').execute()
    this.#hashes = stored.map(({ sha256 }) => Buffer.from(sha256, 'hex'))
    if (first !== undefined && !this.accepts(first)) await this.#add(first)
  }

  /**
   * With no key at all, makes one. To be called when nothing can go wrong any more before it is shown to someone.
   * @returns the key that was made: the only time that anyone sees it
   */
  async makeFirst(): Promise<string | undefined> {
    if (this.#hashes.length > 0) return undefined
    const made = randomBytes(32).toString('hex')
    await this.#add(made)
    return made
  }

  /** Takes the same time whichever stored key it is, or none. */
  accepts(key: string | string[] | undefined): boolean {
    if (typeof key !== 'string') return false
    const hash = hashOf(key)
    return this.#hashes.reduce((found, stored) => timingSafeEqual(stored, hash) || found, false)
  }

  async #add(key: string): Promise<void> {
    const hash = hashOf(key)
    await this.#tables()
      .insertInto('access_keys')
      .values({ sha256: hash.toString('hex'), created_at: Date.now() })
      .execute()
    this.#hashes = [...this.#hashes, hash]
  }
}
