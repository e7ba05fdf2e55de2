/** Access keys: random, stored as SHA-256 only, compared in constant time; created and withdrawn while the service runs. @module */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Database } from '../database/database.ts'
import type { AccessKeyTables } from './access-key-tables.ts'
import type { Principal, Scope } from './principal.ts'

export type KeyOptions = Readonly<{
  /** Default owner. */
  scope?: Scope
  name?: string
  /** Absent: it never expires. */
  expires?: Date
  /** Ids of the only endpoints that a key of scope `recognize` may use. */
  endpoints?: readonly string[]
}>

export type ListedKey = KeyOptions &
  Readonly<{
    /** Tells keys apart; it cannot be used as a key. */
    id: string
    scope: Scope
    createdDateTime: Date
    /** At most `LAST_USE_RESOLUTION_MS` behind. */
    lastUsedDateTime?: Date
  }>

type StoredKey = { readonly listed: ListedKey; readonly hash: Buffer; lastUsed: number }
type Row = AccessKeyTables['access_keys']

/** A use is written down when the last one that was is older than this. */
export const LAST_USE_RESOLUTION_MS = 10 * 60_000

// A fast hash is right here: the keys are 256 random bits, which no list of likely passwords contains.
const hashOf = (key: string): Buffer => createHash('sha256').update(key).digest()
const ID_DIGITS = 12

export class AccessKeys {
  readonly #tables: () => Kysely<AccessKeyTables>
  readonly #now: () => number
  readonly #watchers: ((keyId: string) => void)[] = []
  #keys: readonly StoredKey[] = []

  /** @param now milliseconds since 1970 */
  constructor(database: Database, now: () => number = Date.now) {
    this.#tables = () => database.tables<AccessKeyTables>()
    this.#now = now
  }

  /**
   * Reads the stored keys, and adds `first`, an owner's, when it is given.
   * @returns whether `first` was withdrawn, and is not accepted any more
   */
  async open(first: string | undefined): Promise<boolean> {
    const stored = await this.#tables()
      .selectFrom('access_keys')
      .selectAll()
      .orderBy('created_at')
      .orderBy('sha256')
      .execute()
    this.#keys = stored.filter(({ withdrawn_at }) => withdrawn_at === null).map(storedKey)
    if (first === undefined) return false
    // Settings outlive the day on which a key became known to somebody.
    const hash = hashOf(first).toString('hex')
    const known = stored.find(({ sha256 }) => sha256 === hash)
    if (known) return known.withdrawn_at !== null
    await this.#add(first, {})
    return false
  }

  /**
   * Without a key that lets an owner in, creates one. To be called when nothing can fail any more before it is shown.
   * @returns the key that was created: the only time that anyone sees it
   */
  async createFirst(): Promise<string | undefined> {
    return this.#keys.some((key) => isLastingOwner(key)) ? undefined : (await this.create()).key
  }

  /** @returns the key beside what is known of it: the only time that anyone sees it */
  async create(options: KeyOptions = {}): Promise<ListedKey & Readonly<{ key: string }>> {
    const key = randomBytes(32).toString('hex')
    const { listed } = await this.#add(key, options)
    return { ...listed, key }
  }

  accepts(key: string | string[] | undefined): boolean {
    return this.principalOf(key) !== undefined
  }

  /** Who calls with a key; nobody where it is wrong, withdrawn or expired. Takes the same time whichever it is. */
  principalOf(key: string | string[] | undefined): Principal | undefined {
    if (typeof key !== 'string') return undefined
    const hash = hashOf(key)
    const found = this.#keys.reduce<StoredKey | undefined>(
      (match, stored) => (timingSafeEqual(stored.hash, hash) ? stored : match),
      undefined
    )
    return found && this.principal(found.listed.id)
  }

  /** What a key allows now, by its id; undefined once it was withdrawn or has expired. */
  principal(id: string): Principal | undefined {
    const listed = this.#keys.find((key) => key.listed.id === id)?.listed
    if (!listed || (listed.expires !== undefined && listed.expires.getTime() <= this.#now())) return undefined
    const { scope, endpoints } = listed
    return { keyId: id, scope, ...(endpoints === undefined ? {} : { endpoints }) }
  }

  /** Writes down that a key was used, now and then. */
  async noteUse(id: string): Promise<void> {
    const key = this.#keys.find(({ listed }) => listed.id === id)
    const now = this.#now()
    if (!key || now - key.lastUsed < LAST_USE_RESOLUTION_MS) return
    key.lastUsed = now
    await this.#tables()
      .updateTable('access_keys')
      .set({ last_used_at: now })
      .where('sha256', '=', key.hash.toString('hex'))
      .execute()
  }

  /** The oldest first; expired ones too. */
  list(): readonly ListedKey[] {
    return this.#keys.map(({ listed, lastUsed }) =>
      lastUsed === 0 ? listed : { ...listed, lastUsedDateTime: new Date(lastUsed) }
    )
  }

  /**
   * From now on it is not accepted, nor are its tokens.
   * @returns whether there is such a key, and whether an owner that does not expire remains without it
   */
  async withdraw(id: string): Promise<'withdrawn' | 'unknown' | 'last'> {
    const key = this.#keys.find(({ listed }) => listed.id === id)
    if (!key) return 'unknown'
    if (isLastingOwner(key) && this.#keys.filter(isLastingOwner).length === 1) return 'last'
    await this.#tables()
      .updateTable('access_keys')
      .set({ withdrawn_at: this.#now() })
      .where('sha256', '=', key.hash.toString('hex'))
      .execute()
    this.#keys = this.#keys.filter((each) => each !== key)
    for (const watcher of this.#watchers) watcher(id)
    return 'withdrawn'
  }

  /** Calls back with the id of each key that is withdrawn from now on. */
  onWithdrawn(watcher: (keyId: string) => void): void {
    this.#watchers.push(watcher)
  }

  async #add(key: string, { scope = 'owner', name, expires, endpoints }: KeyOptions): Promise<StoredKey> {
    const row: Row = {
      sha256: hashOf(key).toString('hex'),
      created_at: this.#now(),
      withdrawn_at: null,
      scope,
      name: name ?? null,
      expires_at: expires?.getTime() ?? null,
      endpoints: endpoints === undefined ? null : JSON.stringify(endpoints),
      last_used_at: null
    }
    await this.#tables().insertInto('access_keys').values(row).execute()
    const added = storedKey(row)
    this.#keys = [...this.#keys, added]
    return added
  }
}

/** One of them always remains, so that nobody is ever locked out. */
const isLastingOwner = ({ listed }: StoredKey): boolean =>
  listed.scope === 'owner' && listed.expires === undefined

const storedKey = (row: Row): StoredKey => ({
  hash: Buffer.from(row.sha256, 'hex'),
  lastUsed: row.last_used_at ?? 0,
  listed: {
    id: row.sha256.slice(0, ID_DIGITS),
    scope: row.scope,
    createdDateTime: new Date(row.created_at),
    ...(row.name === null ? {} : { name: row.name }),
    ...(row.expires_at === null ? {} : { expires: new Date(row.expires_at) }),
    ...(row.endpoints === null ? {} : { endpoints: JSON.parse(row.endpoints) as string[] })
  }
})
