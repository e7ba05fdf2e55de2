/**
 * What the database says of an entity, once more as a file beside the entity's own files: a data folder that has lost its
 * database can be read back with names, projects and dates. The database stays the truth; a record is only read
 * by a rebuild.
 * @module
 */
import type { Logger } from 'pino'
import { FileMissing, type FileStore } from '../../platform/index.ts'

export class EntityRecords<Entity extends Readonly<{ id: string }>> {
  readonly #files: FileStore
  readonly #log: Logger
  readonly #collection: string

  readonly #recordOf: (entity: Entity) => Promise<Readonly<Record<string, unknown>>>

  /**
   * @param collection `models`
   * @param recordOf what a rebuild needs and the entity's own files do not hold
   */
  constructor(
    { files, log }: Readonly<{ files: FileStore; log: Logger }>,
    collection: string,
    recordOf: (entity: Entity) => Promise<Readonly<Record<string, unknown>>>
  ) {
    this.#files = files
    this.#log = log
    this.#collection = collection
    this.#recordOf = recordOf
  }

  /** A record that cannot be written is logged and costs the caller nothing. */
  async save(entity: Entity): Promise<void> {
    const { id } = entity
    const record = await this.#recordOf(entity)
    try {
      await this.#files.put(this.#key(id), `${JSON.stringify({ format: 1, ...record }, null, 2)}\n`)
    } catch (error) {
      this.#log.warn(
        { error, collection: this.#collection, id },
        'could not write the recovery record of an entity'
      )
    }
  }

  /** Undefined where there is none, or none that can be read. */
  async read(id: string): Promise<Readonly<Record<string, unknown>> | undefined> {
    try {
      const value: unknown = JSON.parse(await this.#files.readText(this.#key(id)))
      return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
    } catch (error) {
      if (error instanceof FileMissing || error instanceof SyntaxError) return undefined
      throw error
    }
  }

  /** Ids of all that have a record. */
  async ids(): Promise<ReadonlySet<string>> {
    const ids = new Set<string>()
    for await (const { key } of this.#files.list(`records/${this.#collection}`)) {
      ids.add((key.split('/').at(-1) ?? '').replace(/\.json$/, ''))
    }
    return ids
  }

  remove(id: string): Promise<void> {
    return this.#files.removeAll(this.#key(id))
  }

  #key(id: string): string {
    return recordKey(`${this.#collection}/${id}`)
  }
}

/** @param prefix of the files of an entity: `models/<id>` */
export const recordKey = (prefix: string): string => `records/${prefix}.json`
