/**
 * The SHA-256 of each file of a bundle, kept in it in the form of coreutils' `sha256sum`: whoever has the folder can
 * check it with `sha256sum -c SHA256SUMS`. Written once a bundle has been checked; from then on its bytes are held
 * against it.
 * @module
 */
import { lstat, readdir, readFile, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { sha256Of } from '../platform/index.ts'
import { STORED_FILE_NAME } from '../recognizers/index.ts'
import { CHECKSUMS_FILE, REPORT_FILE } from './bundle.ts'
import { BundleInvalid } from './bundle-schema.ts'

const MAX_BYTES = 2 ** 20

export type Checksums = ReadonlyMap<string, string>

/** The text of the file, by name. @throws the file system's errors */
export async function checksumsOf(folder: string): Promise<string> {
  const lines: string[] = []
  for (const name of await bundleFiles(folder)) lines.push(`${await sha256Of(join(folder, name))}  ${name}\n`)
  return lines.join('')
}

/** Undefined where the bundle has none: version 0.1 wrote none. @throws BundleInvalid */
export async function readChecksums(folder: string): Promise<Checksums | undefined> {
  const path = join(folder, CHECKSUMS_FILE)
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (!found) return undefined
  if (found.size > MAX_BYTES) {
    throw new BundleInvalid(CHECKSUMS_FILE, `${found.size} bytes; at most ${MAX_BYTES} are accepted`)
  }
  const sums = new Map<string, string>()
  for (const [index, line] of (await readFile(path, 'utf8')).replace(/\n$/, '').split('\n').entries()) {
    const [, sum, name] = /^([0-9a-f]{64}) {2}(\S{1,400})$/.exec(line) ?? []
    if (sum === undefined || name === undefined || !STORED_FILE_NAME.test(name) || sums.has(name)) {
      throw new BundleInvalid(
        CHECKSUMS_FILE,
        `line ${index + 1}: found ${JSON.stringify(line.slice(0, 80))}; expected 64 hexadecimal digits, two spaces and a file name that is not repeated`
      )
    }
    sums.set(name, sum)
  }
  return sums
}

/** Files that were held against their sums, by path: not read again until the file system says that they changed. */
export class VerifiedFiles {
  readonly #states = new Map<string, string>()

  /**
   * @returns whether any file was read
   * @throws BundleInvalid naming the file that is absent, was not recorded, or holds other bytes
   */
  async verify(folder: string, sums: Checksums): Promise<boolean> {
    let read = false
    for (const [name, sum] of sums) {
      const path = join(folder, name)
      const found = await lstat(path).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
        throw error
      })
      if (!found?.isFile()) throw new BundleInvalid(name, `missing, though ${CHECKSUMS_FILE} lists it`)
      const state = JSON.stringify([sum, found.size, found.mtimeMs, found.ino])
      if (this.#states.get(path) === state) continue
      read = true
      const own = await sha256Of(path)
      if (own !== sum) {
        throw new BundleInvalid(
          name,
          `its content was changed: its SHA-256 is ${own}, but ${CHECKSUMS_FILE} has ${sum}`
        )
      }
      this.#states.set(path, state)
    }
    return read
  }

  forget(folder: string): void {
    for (const path of this.#states.keys()) if (path.startsWith(folder + sep)) this.#states.delete(path)
  }
}

/** Names of the files of a bundle that have sums, sorted. A report is added to when the finished model has been tried. */
export async function bundleFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .split(sep)
        .join('/')
    )
    .filter((name) => name !== CHECKSUMS_FILE && name !== REPORT_FILE)
    .sort()
}
