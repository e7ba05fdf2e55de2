/** Zips of texts and files. @module */
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { CommandError } from '../command-error.ts'

export type Packed = Readonly<{ name: string; executable?: true }> &
  Readonly<{ text: string } | { path: string }>

/** @throws CommandError when a file cannot be read or written */
export async function writeZip(target: string, entries: readonly Packed[]): Promise<void> {
  const zip = new ZipFile()
  for (const entry of entries) {
    if ('path' in entry) zip.addFile(entry.path, entry.name)
    else zip.addBuffer(Buffer.from(entry.text), entry.name, { mode: entry.executable ? 0o100755 : 0o100644 })
  }
  zip.end()
  try {
    await mkdir(dirname(target), { recursive: true })
    // The zip reports files that it cannot read; its output stream does not.
    const failed = new Promise<never>((_, reject) => zip.once('error', reject))
    await Promise.race([pipeline(zip.outputStream, createWriteStream(target)), failed])
  } catch (error) {
    throw new CommandError(`${target} cannot be written: ${(error as Error).message}`)
  }
}
