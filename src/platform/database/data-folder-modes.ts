/** A data folder that other users of the machine cannot read: it holds speech, and the secret that signs links. @module */
import { chmod, readdir, stat } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { join } from 'node:path'

const OTHERS = 0o077
const octal = (mode: number): string => (mode & 0o777).toString(8).padStart(4, '0')

/** The folder is open to others, and only its owner could change that. */
export class FolderOpenToOthers extends Error {
  override readonly name = 'FolderOpenToOthers'
}

/**
 * Takes from others every right to the folder and to the files directly in it, the database among them. What lies
 * deeper is out of their reach with the folder.
 * @throws FolderOpenToOthers, and the file system's errors
 */
export async function closeToOthers(folder: string): Promise<void> {
  // Windows has no such modes.
  if (process.getuid === undefined) return
  await close(folder, 0o700, folder)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!entry.isFile()) continue
    await close(join(folder, entry.name), 0o600, folder).catch((error: NodeJS.ErrnoException) => {
      // The log of a database goes with the last process that has it open.
      if (error.code !== 'ENOENT') throw error
    })
  }
}

async function close(path: string, mode: number, folder: string): Promise<void> {
  const { mode: present } = await stat(path)
  if ((present & OTHERS) === 0) return
  await chmod(path, mode).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPERM') throw error
  })
  // Some file systems take a mode and keep none.
  if (((await stat(path)).mode & OTHERS) === 0) return
  throw new FolderOpenToOthers(
    `Other users of this machine may read ${path} (mode ${octal(present)}), and this user may not change that. ` +
      `Run: sudo chown -R ${user()} '${folder}' && sudo chmod ${octal(mode)} '${path}'`
  )
}

function user(): string {
  try {
    return userInfo().username
  } catch {
    // A container may run as a number that has no name.
    return String(process.getuid?.())
  }
}
