import { spawn } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { CommandFolder, ended } from '../../../tests/command.ts'

/** Programs of a machine where ffmpeg and flite are missing: what they are asked for is in `calls`. */
const PROGRAMS = {
  'dpkg-query': `for name in "$@"; do case "$name" in -*|*'$'*|ffmpeg|flite) ;; *) echo "$name:amd64 installed" ;; esac; done; exit 1`,
  'apt-get': `echo "apt-get $*" >> "$CALLS"; echo "apt is busy"; test -z "$APT_FAILS"`,
  // Where the tests run as root it is not asked.
  sudo: `test "$1" = -n && shift; exec "$@"`
}
let cli: CommandFolder
let machine: string
let calls: string
let environment: Record<string, string>
beforeEach(async () => {
  cli = await CommandFolder.open()
  machine = await mkdtemp(join(tmpdir(), 'vernacular-machine-'))
  calls = join(machine, 'calls')
  await writeFile(calls, '')
  for (const [name, script] of Object.entries(PROGRAMS)) {
    await writeFile(join(machine, name), `#!/bin/sh\n${script}\n`)
    await chmod(join(machine, name), 0o755)
  }
  await symlink('/usr/bin/env', join(machine, 'env'))
  environment = { PATH: machine, CALLS: calls, VERNACULAR_URL: 'http://127.0.0.1:9' }
})
afterEach(async () => {
  await cli.close()
  await rm(machine, { recursive: true, force: true })
})
const called = async (): Promise<string> => readFile(calls, 'utf8')

test('names what is missing and what each is for, and lets apt install exactly that', async () => {
  const { err } = await cli.run('doctor --fix --yes', environment)
  expect(err).toMatch(
    /2 Debian packages are missing:\n {2}ffmpeg +audio formats.*\n {2}flite +synthetic voices/
  )
  expect(err).toContain('apt is busy')
  expect(await called()).toBe(
    'apt-get -q update\napt-get -q install -y --no-install-recommends ffmpeg flite\n'
  )
})

test('installs nothing without consent, and says how to give it', async () => {
  const { code, err } = await cli.run('doctor --fix', environment)
  expect(code).toBe(2)
  expect(err).toContain('vernacular doctor --fix --yes')
  expect(await called()).toBe('')
})

test('says which command installs them where apt fails', async () => {
  const { code, err } = await cli.run('doctor --fix --yes', { ...environment, APT_FAILS: '1' })
  expect(code).toBe(1)
  expect(err).toContain('sudo apt-get install ffmpeg flite')
})

test('installs nothing where nothing is missing', async () => {
  await writeFile(
    join(machine, 'dpkg-query'),
    '#!/bin/sh\nfor name in "$@"; do echo "$name installed"; done\n'
  )
  const { err } = await cli.run('doctor --fix', environment)
  expect(err).toContain('All Debian packages are installed.')
  expect(await called()).toBe('')
})

test('asks for other packages by name on a system without dpkg', async () => {
  await rm(join(machine, 'dpkg-query'))
  const { code, err } = await cli.run('doctor --fix --yes', environment)
  expect(code).toBe(1)
  expect(err).toMatch(/no dpkg[\s\S]*docs\/operations\.md/)
})

test('says the exact command to a user who cannot install packages', async () => {
  await rm(join(machine, 'sudo'))
  for (const folder of [machine, cli.folder]) await chmod(folder, 0o777)
  const line = [
    process.execPath,
    ...['--import', import.meta.resolve('tsx'), fileURLToPath(new URL('../main.ts', import.meta.url))],
    ...['doctor', '--fix', '--yes']
  ]
  const asUnprivileged =
    process.getuid?.() === 0 ? ['/usr/bin/setpriv', '--reuid=65534', '--clear-groups'] : []
  const [command = '', ...words] = [...asUnprivileged, ...line]
  const child = spawn(command, words, {
    cwd: cli.folder,
    env: { ...environment, VERNACULAR_HOME: cli.folder, TMPDIR: cli.folder }
  })
  const { code, err } = await ended(child)
  expect(code).toBe(1)
  expect(err).toMatch(/needs root[\s\S]*sudo apt-get install ffmpeg flite/)
  expect(await called()).toBe('')
})
