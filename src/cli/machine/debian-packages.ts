/** The Debian packages that the service needs: which are missing, and how they get installed. @module */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

export type DebianPackage = Readonly<{ name: string; purpose: string }>

/** One list for set-up, which runs before anything is built, and for the command. */
const LIST = new URL('../../../scripts/debian-packages.json', import.meta.url)

/** @returns the packages that the service needs and this machine lacks; undefined where there is no dpkg to ask */
export async function missingPackages(): Promise<readonly DebianPackage[] | undefined> {
  const { service } = JSON.parse(await readFile(LIST, 'utf8')) as { service: Record<string, string> }
  const installed = await installedOf(Object.keys(service))
  if (installed === undefined) return undefined
  return Object.entries(service)
    .filter(([name]) => !installed.has(name))
    .map(([name, purpose]) => ({ name, purpose }))
}

/** One line per package: `ffmpeg:amd64 installed`. */
const FORMAT = '$' + '{binary:Package} $' + '{db:Status-Status}\\n'

async function installedOf(names: readonly string[]): Promise<ReadonlySet<string> | undefined> {
  // dpkg-query exits with 1 when it does not know one of the packages, and prints the others all the same.
  const listed = await run('dpkg-query', ['-W', '-f', FORMAT, ...names]).catch(
    (error: NodeJS.ErrnoException & { stdout?: string }) => error
  )
  if (listed instanceof Error && listed.code === 'ENOENT') return undefined
  const lines = (listed.stdout ?? '').split('\n')
  return new Set(
    lines.filter((line) => line.endsWith(' installed')).map((line) => line.split(/[ :]/)[0] ?? '')
  )
}

/** What installs them, as a person would type it. */
export const installCommand = (packages: readonly DebianPackage[]): string =>
  `sudo apt-get install ${packages.map(({ name }) => name).join(' ')}`

/**
 * How this user may install packages: `root` directly, `sudo` with the rights of root, `none` not from here.
 * @param interactive whether somebody can type a password
 */
export async function installRights(interactive: boolean): Promise<'root' | 'sudo' | 'none'> {
  if (process.getuid?.() === 0) return 'root'
  // -n fails where sudo would ask for a password; ENOENT is a machine without sudo.
  const passwordless = await run('sudo', ['-n', 'true']).then(
    () => true,
    (error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? undefined : false)
  )
  if (passwordless === undefined) return 'none'
  return passwordless || interactive ? 'sudo' : 'none'
}

/** Lets apt install them, in front of the user. @returns whether it did */
export async function installPackages(
  packages: readonly DebianPackage[],
  rights: 'root' | 'sudo'
): Promise<boolean> {
  const apt = async (...words: readonly string[]): Promise<boolean> => {
    const line = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...words]
    const [command = '', ...rest] = rights === 'sudo' ? ['sudo', ...line] : line
    // Results of the command go to standard output; what apt has to say is no result.
    const child = spawn(command, rest, { stdio: ['inherit', process.stderr, process.stderr] })
    const [code] = (await once(child, 'exit')) as [number | null]
    return code === 0
  }
  // Old lists are worth a try: the packages may be in them.
  await apt('-q', 'update')
  return apt('-q', 'install', '-y', '--no-install-recommends', ...packages.map(({ name }) => name))
}
