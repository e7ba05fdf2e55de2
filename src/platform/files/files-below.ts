/** All files below a folder, though others remove some of them meanwhile. @module */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Paths of the plain files below `folder`, sorted; none when there is no such folder.
 * A folder that goes while its neighbors are read costs only what was in it: `readdir` with `recursive` would fail as
 * a whole there, which cannot be told from a folder that never was.
 */
export async function filesBelow(folder: string): Promise<readonly string[]> {
  return (await walk(folder)).sort()
}

async function walk(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return []
    throw error
  })
  const paths: string[] = []
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.isFile()) paths.push(path)
    else if (entry.isDirectory()) for (const below of await walk(path)) paths.push(below)
  }
  return paths
}
