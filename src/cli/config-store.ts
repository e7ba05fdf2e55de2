/** Values kept between calls, a small file each: `.vernacular/data/NAME` here or above, or in the home folder. @module */
import { chmod, mkdir, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { CommandFailed, WrongUsage } from './command-failed.ts'

const FOLDER = '.vernacular'
const LEVELS_UP = 6
const LOCK = '.lock'
const LOCK_LOOKS_MS = 10
/** Whoever holds a lock that long is gone. */
const STALE_MS = 5000
export const HIVES = ['local', 'user'] as const
export type Hive = (typeof HIVES)[number]

export type ConfigOptions = Readonly<{
  home?: string
  cwd?: string
  /** `csr`: names are first looked for as `csr.NAME`. What is kept is kept for all commands. */
  scope?: string | undefined
  /** Where files lie that are named by `@`; the working folder when absent. */
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

  /** What `@name` stands for; of the file `name` in the working folder when nothing is kept under it. */
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

  /** @throws CommandFailed that says what was looked for */
  async require(name: string): Promise<string> {
    const text = await this.find(name)
    if (text !== undefined) return text
    throw new CommandFailed(`@${name} is neither kept by config nor a file here.`, {
      hint: `TRY: vernacular config @${name} --set VALUE`
    })
  }

  /** @returns where it was written */
  async keep(name: string, text: string, hive?: Hive): Promise<string> {
    const folder = await this.#folderFor(hive)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const path = join(folder, fileName(name))
    // Keys are among what is kept.
    await writeFile(path, text, { mode: 0o600 })
    await chmod(path, 0o600)
    return path
  }

  /** As a further line; the file ends without a newline, so that the last line is never an empty one. */
  async add(name: string, line: string, hive?: Hive): Promise<string> {
    const folder = await this.#folderFor(hive)
    const path = join(folder, fileName(name))
    await mkdir(folder, { recursive: true, mode: 0o700 })
    // Runs side by side, here and in other processes, add to one list.
    const unlock = await locked(`${path}${LOCK}`)
    try {
      const before = (await readIfThere(path)) ?? (await this.#kept(name))
      return await this.keep(name, before === undefined || before === '' ? line : `${before}\n${line}`, hive)
    } finally {
      await unlock()
    }
  }

  /** @returns whether there was one */
  async forget(name: string): Promise<boolean> {
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

  async #kept(name: string): Promise<string | undefined> {
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
    for (let level = 0; level < LEVELS_UP; level++) {
      const names = await readdir(join(folder, FOLDER)).catch(() => undefined)
      if (names) return join(folder, FOLDER, 'data')
      const above = dirname(folder)
      if (above === folder) return undefined
      folder = above
    }
    return undefined
  }
}

/** @returns gives it back */
async function locked(path: string): Promise<() => Promise<void>> {
  for (;;) {
    try {
      await (await open(path, 'wx')).close()
      return () => rm(path, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const since = await stat(path).catch(() => undefined)
      if (since && Date.now() - since.mtimeMs > STALE_MS) await rm(path, { force: true })
      else await pause(LOCK_LOOKS_MS)
    }
  }
}

/** @throws WrongUsage for names that would leave the folder */
function fileName(name: string): string {
  if (/^[\w.\-+ ]+$/u.test(name) && !/^\.+$/.test(name)) return name
  throw new WrongUsage(`"${name}" is no name to keep a value under; accepted are letters, digits, . - and _`)
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
