/** Files that no entity owns, kept apart for a time before they are removed. @module */
import { FileMissing, type FileStore } from '../../platform/index.ts'
import { recordKey } from './entity-records.ts'

/** `entry.json` beside the `content` that was moved. */
export type QuarantineEntry = Readonly<{
  /** Of its folder below `files/quarantine`. */
  name: string
  kind: string
  id: string
  displayName?: string
  /** The key prefix that it was moved from. */
  from: string
  date: Date
  reason: string
  /** Of the data folder, shared by its database and its files. */
  folderId: string
}>

const PREFIX = 'quarantine'
const contentOf = (name: string): string => `${PREFIX}/${name}/content`
const entryOf = (name: string): string => `${PREFIX}/${name}/entry.json`

export class Quarantine {
  readonly #files: FileStore

  constructor(files: FileStore) {
    this.#files = files
  }

  async add(entry: Omit<QuarantineEntry, 'name'>): Promise<QuarantineEntry> {
    const name = await this.#freeName(entry)
    // First what it is: content without a word about it could never be put back.
    await this.#files.put(entryOf(name), `${JSON.stringify(entry, null, 2)}\n`)
    await this.#files.move(entry.from, contentOf(name))
    return { name, ...entry }
  }

  /** By date; folders whose `entry.json` cannot be read are not listed, and never removed. */
  async list(): Promise<readonly QuarantineEntry[]> {
    const entries: QuarantineEntry[] = []
    for (const name of await this.#files.folders(PREFIX)) {
      const entry = await this.#read(name)
      if (entry && (await this.#files.folders(`${PREFIX}/${name}`)).includes('content')) entries.push(entry)
    }
    return entries.sort((a, b) => a.date.getTime() - b.date.getTime())
  }

  /** Moves the content back to where it was. Throws when something is there. */
  async putBack({ name, from }: QuarantineEntry): Promise<void> {
    await this.#files.move(contentOf(name), from)
    await this.#files.removeAll(`${PREFIX}/${name}`)
  }

  /**
   * Removes what has been here since before `before`, of this data folder; returns it. What has a record stays: a database
   * knew it, and its deletion, which removes the record, never happened.
   */
  async collect(folderId: string, before: Date): Promise<readonly QuarantineEntry[]> {
    const due: QuarantineEntry[] = []
    for (const entry of await this.list()) {
      if (entry.folderId !== folderId || entry.date >= before) continue
      if ((await this.#files.stat(recordKey(entry.from))) === undefined) due.push(entry)
    }
    for (const { name } of due) {
      await this.#files.removeAll(contentOf(name))
      await this.#files.removeAll(`${PREFIX}/${name}`)
    }
    return due
  }

  async #freeName({ kind, id, date }: Omit<QuarantineEntry, 'name'>): Promise<string> {
    const taken = new Set(await this.#files.folders(PREFIX))
    const name = `${date.toISOString().slice(0, 10)}-${kind}-${id.replaceAll('/', '-')}`
    let free = name
    for (let number = 2; taken.has(free); number++) free = `${name}-${number}`
    return free
  }

  async #read(name: string): Promise<QuarantineEntry | undefined> {
    try {
      const read = JSON.parse(await this.#files.readText(entryOf(name))) as Record<string, unknown>
      const { kind, id, displayName, from, reason, folderId } = read
      const date = new Date(String(read.date))
      if ([kind, id, from, reason, folderId].some((value) => typeof value !== 'string')) return undefined
      if (Number.isNaN(date.getTime())) return undefined
      return {
        name,
        ...({ kind, id, from, reason, folderId } as Omit<QuarantineEntry, 'name' | 'date'>),
        ...(typeof displayName === 'string' ? { displayName } : {}),
        date
      }
    } catch (error) {
      if (error instanceof FileMissing || error instanceof SyntaxError) return undefined
      throw error
    }
  }
}
