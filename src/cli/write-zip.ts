/** Zips of texts and files. @module */
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { CommandFailed } from './command-failed.ts'

export type Packed = Readonly<{ name: string; executable?: true }> &
  Readonly<{ text: string } | { path: string }>

/** @throws CommandFailed for what cannot be read or written */
export async function writeZip(target: string, entries: readonly Packed[]): Promise<void> {
  const zip = new ZipFile()
  for (const entry of entries) {
    if ('path' in entry) zip.addFile(entry.path, entry.name)
    else zip.addBuffer(Buffer.from(entry.text), entry.name, { mode: entry.executable ? 0o100755 : 0o100644 })
  }
  zip.end()
  try {
    await mkdir(dirname(target), { recursive: true })
    // A file that cannot be read is told by the zip itself, not by the stream that comes out of it.
    const failed = new Promise<never>((_, reject) => zip.once('error', reject))
    await Promise.race([pipeline(zip.outputStream, createWriteStream(target)), failed])
  } catch (error) {
    throw new CommandFailed(`${target} cannot be written: ${(error as Error).message}`)
  }
}
