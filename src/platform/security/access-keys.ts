/** Access keys: random, stored as SHA-256 only, compared in constant time; made and withdrawn while the service runs. @module */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Database, Migration } from '../database/database.ts'

type Tables = { access_keys: { sha256: string; created_at: number; withdrawn_at: number | null } }

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
  },
  {
    name: '021-access-keys-withdrawn',
    up: (database) => database.schema.alterTable('access_keys').addColumn('withdrawn_at', 'integer').execute()
  }
]

export type ListedKey = Readonly<{
  /** Tells keys apart; of no use to open anything. */
  id: string
  createdDateTime: Date
}>

type StoredKey = ListedKey & Readonly<{ hash: Buffer }>

// A fast hash is right here: the keys are 256 random bits, which no list of likely passwords contains.
const hashOf = (key: string): Buffer => createHash('sha256').update(key).digest()
const ID_DIGITS = 12

export class AccessKeys {
  readonly #tables: () => Kysely<Tables>
  #keys: readonly StoredKey[] = []

  constructor(database: Database) {
    this.#tables = () => database.tables<Tables>()
  }

  /**
   * Reads the stored keys, and adds `first` when it is given.
   * @returns whether `first` was withdrawn, and opens nothing any more
   */
  async open(first: string | undefined): Promise<boolean> {
    const stored = await this.#tables()
      .selectFrom('access_keys')
      .selectAll()
      .orderBy('created_at')
      .orderBy('sha256')
      .execute()
    this.#keys = stored.filter(({ withdrawn_at }) => withdrawn_at === null).map(storedKey)
    if (first === undefined || this.accepts(first)) return false
    // Settings outlive the day on which a key became known to somebody.
    const hash = hashOf(first).toString('hex')
    if (stored.some(({ sha256 }) => sha256 === hash)) return true
    await this.#add(first)
    return false
  }

  /**
   * With no key at all, makes one. To be called when nothing can go wrong any more before it is shown to someone.
   * @returns the key that was made: the only time that anyone sees it
   */
  async makeFirst(): Promise<string | undefined> {
    return this.#keys.length > 0 ? undefined : (await this.make()).key
  }

  /** @returns the key beside what is known of it: the only time that anyone sees it */
  async make(): Promise<ListedKey & Readonly<{ key: string }>> {
    const key = randomBytes(32).toString('hex')
    const { id, createdDateTime } = await this.#add(key)
    return { id, createdDateTime, key }
  }

  /** Takes the same time whichever stored key it is, or none. */
  accepts(key: string | string[] | undefined): boolean {
    return this.idOf(key) !== undefined
  }

  /** The id of a key that opens this service. Takes the same time whichever it is, or none. */
  idOf(key: string | string[] | undefined): string | undefined {
    if (typeof key !== 'string') return undefined
    const hash = hashOf(key)
    return this.#keys.reduce<string | undefined>(
      (found, stored) => (timingSafeEqual(stored.hash, hash) ? stored.id : found),
      undefined
    )
  }

  /** The oldest first. */
  list(): readonly ListedKey[] {
    return this.#keys.map(({ id, createdDateTime }) => ({ id, createdDateTime }))
  }

  /** From now on it opens nothing. @returns whether there is such a key, and another beside it */
  async withdraw(id: string): Promise<'withdrawn' | 'unknown' | 'last'> {
    const key = this.#keys.find((each) => each.id === id)
    if (!key) return 'unknown'
    if (this.#keys.length === 1) return 'last'
    await this.#tables()
      .updateTable('access_keys')
      .set({ withdrawn_at: Date.now() })
      .where('sha256', '=', key.hash.toString('hex'))
      .execute()
    this.#keys = this.#keys.filter((each) => each !== key)
    return 'withdrawn'
  }

  async #add(key: string): Promise<StoredKey> {
    const row = { sha256: hashOf(key).toString('hex'), created_at: Date.now(), withdrawn_at: null }
    await this.#tables().insertInto('access_keys').values(row).execute()
    const added = storedKey(row)
    this.#keys = [...this.#keys, added]
    return added
  }
}

const storedKey = ({ sha256, created_at }: Tables['access_keys']): StoredKey => ({
  id: sha256.slice(0, ID_DIGITS),
  hash: Buffer.from(sha256, 'hex'),
  createdDateTime: new Date(created_at)
})
