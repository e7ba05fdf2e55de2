/**
 * Runs around `npm pack`: builds everything anew, because files that no source makes any more must not be packed, and
 * adds the lockfile as a shrinkwrap, so that whoever installs the package gets the versions that were tested.
 */
import { spawnSync } from 'node:child_process'
import { copyFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const shrinkwrap = `${root}/npm-shrinkwrap.json`

if (process.argv.includes('--clean')) {
  rmSync(shrinkwrap, { force: true })
} else {
  rmSync(`${root}/dist`, { recursive: true, force: true })
  // Standard output belongs to `npm pack --json`.
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: ['ignore', 2, 2] })
  if (status !== 0) process.exit(status ?? 1)
  copyFileSync(`${root}/package-lock.json`, shrinkwrap)
}
