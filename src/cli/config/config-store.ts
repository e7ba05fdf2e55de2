/** Values saved between calls, one file each: `.vernacular/data/NAME` in this folder or above, or in the home folder. @module */
import { chmod, mkdir, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { CommandError, UsageError } from '../command-error.ts'

const FOLDER = '.vernacular'
const MAX_PARENT_FOLDERS = 6
const LOCK = '.lock'
const LOCK_POLL_MS = 10
/** A lock this old belongs to a process that has died. */
const STALE_LOCK_MS = 5000
export const HIVES = ['local', 'user'] as const
export type Hive = (typeof HIVES)[number]

export type ConfigOptions = Readonly<{
  home?: string
  cwd?: string
  /** `csr`: a name is looked up as `csr.NAME` first. Values are saved without the prefix. */
  scope?: string | undefined
  /** The folder of files named by `@`; by default the working folder. */
  files?: string | undefined
}>

export class ConfigStore {
  readonly #home: string
  readonly #cwd: string
  readonly #scope: string | undefined
  readonly #files: string

  constructor({
    home = process.env.VERNACULAR_HOME ?? homedir(),
    cwd = process.cwd(),
    scope,
    files = cwd
  }: ConfigOptions = {}) {
    this.#home = home
    this.#cwd = cwd
    this.#scope = scope
    this.#files = files
  }

  /** The saved value of `@name`, else the content of the file `name`. */
  async find(name: string): Promise<string | undefined> {
    const names = this.#scope === undefined ? [name] : [`${this.#scope}.${name}`, name]
    for (const folder of await this.#folders()) {
      for (const candidate of names) {
        const text = await readIfThere(join(folder, fileName(candidate)))
        if (text !== undefined) return text
      }
    }
    return readIfThere(resolve(this.#files, name))
  }

  /** @throws CommandError when there is neither a value nor a file of the name */
  async require(name: string): Promise<string> {
    const text = await this.find(name)
    if (text !== undefined) return text
    throw new CommandError(`@${name} is neither a saved value nor a file in this folder.`, {
      hint: `TRY: vernacular config @${name} --set VALUE`
    })
  }

  /** @returns the path of the file */
  async set(name: string, text: string, hive?: Hive): Promise<string> {
    const folder = await this.#folderFor(hive)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const path = join(folder, fileName(name))
    // Access keys are saved here, too.
    await writeFile(path, text, { mode: 0o600 })
    await chmod(path, 0o600)
    return path
  }

  /** Appends a line. The file ends without a newline, so that no list ends with an empty item. */
  async add(name: string, line: string, hive?: Hive): Promise<string> {
    const folder = await this.#folderFor(hive)
    const path = join(folder, fileName(name))
    await mkdir(folder, { recursive: true, mode: 0o700 })
    // Concurrent runs, also in other processes, append to the same list.
    const unlock = await locked(`${path}${LOCK}`)
    try {
      const before = (await readIfThere(path)) ?? (await this.#saved(name))
      return await this.set(name, before === undefined || before === '' ? line : `${before}\n${line}`, hive)
    } finally {
      await unlock()
    }
  }

  /** @returns whether there was a value */
  async remove(name: string): Promise<boolean> {
    let found = false
    for (const folder of await this.#folders()) {
      const path = join(folder, fileName(name))
      if ((await readIfThere(path)) === undefined) continue
      await rm(path)
      found = true
    }
    return found
  }

  async names(): Promise<readonly string[]> {
    const all = await Promise.all(
      (await this.#folders()).map((folder) => readdir(folder).catch((): string[] => []))
    )
    return [...new Set(all.flat())].filter((name) => !name.endsWith(LOCK)).sort()
  }

  async #saved(name: string): Promise<string | undefined> {
    for (const folder of await this.#folders()) {
      const text = await readIfThere(join(folder, fileName(name)))
      if (text !== undefined) return text
    }
    return undefined
  }

  async #folders(): Promise<readonly string[]> {
    const local = await this.#local()
    const user = join(this.#home, FOLDER, 'data')
    return local === undefined || local === user ? [user] : [local, user]
  }

  async #folderFor(hive: Hive | undefined): Promise<string> {
    if (hive === 'user') return join(this.#home, FOLDER, 'data')
    if (hive === 'local') return (await this.#local()) ?? join(this.#cwd, FOLDER, 'data')
    return (await this.#local()) ?? join(this.#home, FOLDER, 'data')
  }

  async #local(): Promise<string | undefined> {
    let folder = this.#cwd
    for (let level = 0; level < MAX_PARENT_FOLDERS; level++) {
      const names = await readdir(join(folder, FOLDER)).catch(() => undefined)
      if (names) return join(folder, FOLDER, 'data')
      const above = dirname(folder)
      if (above === folder) return undefined
      folder = above
    }
    return undefined
  }
}

/** Waits for the lock file and creates it. @returns releases the lock */
async function locked(path: string): Promise<() => Promise<void>> {
  for (;;) {
    try {
      await (await open(path, 'wx')).close()
      return () => rm(path, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const since = await stat(path).catch(() => undefined)
      if (since && Date.now() - since.mtimeMs > STALE_LOCK_MS) await rm(path, { force: true })
      else await pause(LOCK_POLL_MS)
    }
  }
}

/** @throws UsageError for names that would leave the folder */
function fileName(name: string): string {
  if (/^[\w.\-+ ]+$/u.test(name) && !/^\.+$/.test(name)) return name
  throw new UsageError(`"${name}" is not a valid name for a value; use letters, digits, . - and _`)
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined
    throw error
  }
}
