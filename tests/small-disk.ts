/** A disk of a few hundred kilobytes, for what happens when it is full. @module */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type SmallDisk = Readonly<{
  /** Some systems give ordinary users no file systems of their own. */
  unavailable: boolean
  /** Arguments of `spawnSync` for a Node module that finds the disk at `folder`. */
  run(
    module: string
  ): readonly [command: string, args: readonly string[], options: Readonly<{ encoding: 'utf8' }>]
  /** Removes the mount point. */
  remove(): void
}>

/** A RAM disk, seen only by the process that `run` starts, and gone with it. */
export function smallDisk(kilobytes: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'vernacular-disk-'))
  const mounted = (command: string): readonly string[] => [
    '--user',
    '--map-root-user',
    '--mount',
    'sh',
    '-c',
    `mount -t tmpfs -o size=${kilobytes}k none "$0" && exec ${command}`,
    folder
  ]
  return {
    unavailable: spawnSync('unshare', [...mounted('true')]).status !== 0,
    run: (module) => [
      'unshare',
      [
        ...mounted('"$@"'),
        process.execPath,
        // Node 22 calls its SQLite experimental, on standard error.
        '--disable-warning=ExperimentalWarning',
        '--import',
        'tsx',
        '--input-type=module',
        '--eval',
        `const folder = ${JSON.stringify(folder)}\n${module}`
      ],
      { encoding: 'utf8' }
    ],
    remove: () => rmdirSync(folder)
  }
}
