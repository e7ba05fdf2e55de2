/**
 * Compares the files of all entities with the database before the first request. Nothing is removed because it is
 * unknown: files without an entity move to the quarantine, and not even that when the database may not be the one
 * that wrote them.
 * @module
 */
import type { Logger } from 'pino'
import type { Database, FileStore } from '../../platform/index.ts'
import { type Belonging, FolderIdentity } from './folder-identity.ts'
import { Quarantine, type QuarantineEntry } from './quarantine.ts'
import { CannotRecover, type StoredCollection } from './stored-collection.ts'

/** The database is not the one that the files were written with, and knows nothing of them. */
export class DatabaseForeign extends Error {
  override readonly name = 'DatabaseForeign'
}

export type Discrepancy = Readonly<{ kind: string; id: string; displayName?: string }>

export type Discrepancies = Readonly<{
  /** Entities that need files and have none. */
  withoutFiles: readonly Discrepancy[]
  /** Files of entities that the database does not know, in their places. */
  withoutEntity: readonly Discrepancy[]
}>

export type InventoryReport = Discrepancies &
  Readonly<{ belonging: Belonging; quarantined: readonly QuarantineEntry[] }>

export type RebuildReport = Readonly<{
  recovered: readonly Discrepancy[]
  lost: readonly (Discrepancy & Readonly<{ reason: string }>)[]
}>

export type InventoryParts = Readonly<{
  database: Database
  files: FileStore
  log: Logger
  /** Those that others refer to come first. */
  collections: readonly StoredCollection[]
  quarantineDays: number
  /** For messages. */
  dataDir: string
  now?: () => number
}>

const DAY_MS = 86_400_000
const REASON = 'the database has no entity with this ID, and its deletion was not recorded'

export class Inventory {
  readonly quarantine: Quarantine
  readonly #parts: InventoryParts
  readonly #identity: FolderIdentity
  readonly #now: () => number
  #found: Discrepancies = { withoutFiles: [], withoutEntity: [] }
  #belonging: Belonging = { state: 'unconfirmed', reason: 'the files have not been compared yet' }
  #daily: NodeJS.Timeout | undefined

  constructor(parts: InventoryParts) {
    this.#parts = parts
    this.#now = parts.now ?? Date.now
    this.#identity = new FolderIdentity(parts)
    this.quarantine = new Quarantine(parts.files)
  }

  /**
   * For the service, before its first request: finishes deletions, moves what no entity owns to the quarantine and
   * removes what has been there for long enough. With a database that may be an older copy it only looks.
   * @throws DatabaseForeign
   */
  async open(): Promise<void> {
    const { log, dataDir } = this.#parts
    const belonging = await this.#compare()
    if (belonging.state === 'foreign') throw new DatabaseForeign(foreignMessage(dataDir, belonging.reason))
    this.#belonging = belonging
    if (belonging.state === 'confirmed') {
      const id = await this.#identity.confirm()
      await this.#finishDeletions()
      await this.#quarantineUnknown(id)
      await this.#collect(id)
      this.#daily = setInterval(() => {
        this.#collect(id).catch((error: unknown) =>
          log.error({ error }, 'could not delete expired files from the quarantine')
        )
      }, DAY_MS).unref()
    } else {
      log.warn(
        { reason: belonging.reason },
        'no files are moved or removed until `vernacular doctor --rebuild`'
      )
    }
    this.#found = await this.#discrepancies()
    for (const { kind, id } of this.#found.withoutFiles) log.warn({ kind, id }, 'files are missing')
    for (const { kind, id } of this.#found.withoutEntity) log.warn({ kind, id }, 'files have no entity')
  }

  close(): void {
    clearInterval(this.#daily)
  }

  /** Looks at everything, and changes nothing. */
  async look(): Promise<InventoryReport> {
    return {
      belonging: await this.#compare(),
      ...(await this.#discrepancies()),
      quarantined: await this.quarantine.list()
    }
  }

  /** What the start found, as far as it is still so: what is at work now cannot be mistaken for a loss. */
  async present(): Promise<InventoryReport> {
    const { withoutFiles, withoutEntity } = this.#found
    const kinds = new Set([...withoutFiles, ...withoutEntity].map(({ kind }) => kind))
    const state = new Map(
      await Promise.all(
        this.#parts.collections
          .filter(({ kind }) => kinds.has(kind))
          .map(
            async (one) => [one.kind, { ids: await one.ids(), disk: new Set(await one.onDisk()) }] as const
          )
      )
    )
    const stillListed = (set: 'ids' | 'disk', { kind, id }: Discrepancy): boolean =>
      state.get(kind)?.[set].has(id) === true
    return {
      belonging: this.#belonging,
      withoutFiles: withoutFiles.filter((one) => stillListed('ids', one) && !stillListed('disk', one)),
      withoutEntity: withoutEntity.filter((one) => stillListed('disk', one) && !stillListed('ids', one)),
      quarantined: await this.quarantine.list()
    }
  }

  /**
   * Makes entities anew from their files, those in quarantine included, and takes the database for the one of these
   * files from then on. What cannot be read back stays; the next start moves it to the quarantine.
   */
  async rebuild(): Promise<RebuildReport> {
    const recovered: Discrepancy[] = []
    const lost: RebuildReport['lost'][number][] = []
    const quarantined = await this.quarantine.list()
    for (const collection of this.#parts.collections) {
      const { kind, recover } = collection
      const ids = await collection.ids()
      const disk = new Set(await collection.onDisk())
      const kept = new Map(
        quarantined.filter((entry) => entry.kind === kind).map((entry) => [entry.id, entry])
      )
      const deleted = new Set(await this.#deletedOf(collection))
      for (const unknown of new Set([...disk, ...kept.keys()])) {
        if (ids.has(unknown) || deleted.has(unknown)) continue
        const entry = kept.get(unknown)
        try {
          if (!recover) throw new CannotRecover('its files do not contain everything that the database had')
          if (entry && !disk.has(unknown)) await this.quarantine.putBack(entry)
          const { displayName } = await recover(unknown)
          recovered.push({ kind, id: unknown, displayName })
        } catch (error) {
          if (!(error instanceof CannotRecover)) throw error
          lost.push({ ...(await named(collection, unknown)), reason: error.message })
        }
      }
    }
    await this.#identity.confirm()
    return { recovered, lost }
  }

  async #compare(): Promise<Belonging> {
    let [onDisk, known] = [0, 0]
    for (const collection of this.#parts.collections) {
      const found = await collection.onDisk()
      if (found.length === 0) continue
      const ids = await collection.ids()
      onDisk += found.length
      known += found.filter((id) => ids.has(id)).length
    }
    return this.#identity.compare({ onDisk, known })
  }

  async #finishDeletions(): Promise<void> {
    for (const collection of this.#parts.collections) {
      const { deletions } = collection
      if (!deletions) continue
      const ids = await collection.ids()
      for (const id of await this.#deletedOf(collection)) {
        // Its deletion was refused, or undone with its transaction.
        if (!ids.has(id)) await deletions.finish(id)
        await this.#parts.files.removeAll(`${deletions.prefix}/${id}`)
      }
    }
  }

  async #quarantineUnknown(folderId: string): Promise<void> {
    for (const collection of this.#parts.collections) {
      for (const one of await unknownIn(collection)) {
        const from = collection.prefixOf(one.id)
        const date = new Date(this.#now())
        const { name } = await this.quarantine.add({ ...one, from, date, reason: REASON, folderId })
        this.#parts.log.warn({ ...one, name }, 'moved files without an entity to the quarantine')
      }
    }
  }

  async #collect(folderId: string): Promise<void> {
    const before = new Date(this.#now() - this.#parts.quarantineDays * DAY_MS)
    for (const { name } of await this.quarantine.collect(folderId, before)) {
      this.#parts.log.info({ name }, 'deleted expired files from the quarantine')
    }
  }

  async #discrepancies(): Promise<Discrepancies> {
    const withoutFiles: Discrepancy[] = []
    const withoutEntity: Discrepancy[] = []
    for (const collection of this.#parts.collections) {
      // The table first: whatever it calls finished then has its files by now.
      const finished = (await collection.needFiles?.()) ?? []
      const disk = new Set(await collection.onDisk())
      const absent = finished.filter(({ id }) => !disk.has(id))
      withoutFiles.push(...absent.map((entity) => ({ kind: collection.kind, ...entity })))
      withoutEntity.push(...(await unknownIn(collection)))
    }
    return { withoutFiles, withoutEntity }
  }

  async #deletedOf({ deletions }: StoredCollection): Promise<readonly string[]> {
    const ids: string[] = []
    if (!deletions) return ids
    for await (const { key } of this.#parts.files.list(deletions.prefix)) {
      ids.push(key.slice(deletions.prefix.length + 1))
    }
    return ids
  }
}

async function unknownIn(collection: StoredCollection): Promise<readonly Discrepancy[]> {
  const found = await collection.onDisk()
  if (found.length === 0) return []
  const ids = await collection.ids()
  const unknown = found.filter((id) => !ids.has(id))
  const all: Discrepancy[] = []
  for (const id of unknown) all.push(await named(collection, id))
  return all
}

async function named({ kind, nameOf }: StoredCollection, id: string): Promise<Discrepancy> {
  const displayName = await nameOf?.(id)
  return { kind, id, ...(displayName === undefined ? {} : { displayName }) }
}

const foreignMessage = (dataDir: string, reason: string): string =>
  `The files in ${dataDir} belong to another database: ${reason}. Nothing was moved or removed. ` +
  'Restore a backup with `vernacular restore`, or rebuild the database from the files with ' +
  `\`vernacular doctor --rebuild --data dir ${dataDir}\`.`
