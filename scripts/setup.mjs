/**
 * Installs what is missing: Debian packages by name, npm packages from the lockfile, and the build.
 * Runs before `npm start`, `npm run demo` and `npm test`; with nothing missing it only looks.
 * Uses nothing but Node, because on a fresh clone there is nothing else, and works under older versions of it than the
 * product needs: npm brings along the Node that everything else then runs on.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const require = createRequire(import.meta.url)
const { bundledNode, isNewEnough, minimumVersion } = require('../bin/node-runtime.cjs')
/** Debian packages and what each is for; the second list only for the demo and the tests. */
const { service, demoAndTests } = require('./debian-packages.json')

/** Under an older Node npm leaves out optional packages that the build needs, the bindings of its bundler. */
const OLDEST_FOR_SETUP = [20, 19]

const say = (line) => console.error(`setup: ${line}`)
const stop = (...lines) => {
  for (const line of lines) say(line)
  process.exit(1)
}
const run = (command, args, options = {}) =>
  spawnSync(command, args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], ...options })
const tail = (result) => `${result.stdout ?? ''}${result.stderr ?? ''}`.trim().split('\n').slice(-12)

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  const [oldest, oldestMinor] = OLDEST_FOR_SETUP
  if (major < oldest || (major === oldest && minor < oldestMinor)) {
    stop(
      `Node ${process.versions.node} is too old for set-up: it needs ${OLDEST_FOR_SETUP.join('.')} or newer.`
    )
  }
}

/** dpkg's own placeholders, in braces that are none of this language's. */
const FORMAT = ['binary:Package', 'db:Status-Status']
  .map((field) => `$\{${field}}`)
  .join(' ')
  .concat('\n')

function missingPackages(wanted) {
  const names = Object.keys(wanted)
  const asked = run('dpkg-query', ['-W', '-f', FORMAT, ...names])
  if (asked.error) return undefined
  const installed = new Set(
    asked.stdout
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(/[ :]/)[0])
  )
  return names.filter((name) => !installed.has(name))
}

function installPackages(wanted) {
  const missing = missingPackages(wanted)
  if (missing?.length === 0) return
  const list = (names) => names.map((name) => `  ${name.padEnd(22)} ${wanted[name]}`)
  if (missing === undefined || run('apt-get', ['--version']).error) {
    stop(
      'this system has no apt, so nothing was installed. Vernacular is built and tested on Debian 12.',
      'Install the equivalents of these Debian packages, or run it in a Debian 12 container or virtual machine:',
      ...list(Object.keys(wanted))
    )
  }
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  if (sudo.length > 0 && run('sudo', ['-n', 'true']).status !== 0) {
    stop(
      'these Debian packages are missing, and installing them needs root or password-less sudo:',
      ...list(missing),
      `run: sudo apt-get install ${missing.join(' ')}`
    )
  }
  say(`installing ${missing.length} Debian package(s):`)
  for (const line of list(missing)) say(line)
  const apt = (...args) => {
    const [command, ...rest] = [...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', ...args]
    return run(command, rest, { timeout: 15 * 60_000 })
  }
  apt('update')
  const installed = apt('install', '-y', '--no-install-recommends', ...missing)
  if (installed.status !== 0) stop('apt-get could not install them:', ...tail(installed))
}

/**
 * As if npm had not put the project's own programs first: `node` and `npm` are then the machine's. ONNX Runtime's
 * install script would download GPU libraries, which the service does not use.
 */
const MACHINE = {
  ...process.env,
  ONNXRUNTIME_NODE_INSTALL: 'skip',
  PATH: (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.endsWith(join('node_modules', '.bin')))
    .join(delimiter)
}

/** Reinstalls only when the lockfile is not the one that node_modules was made from. @returns whether it did */
function installModules() {
  const lock = createHash('sha256')
    .update(readFileSync(`${root}/package-lock.json`))
    .digest('hex')
  const stamp = `${root}/node_modules/.vernacular-lock`
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return false
  say('installing npm packages from the lockfile')
  const options = ['--no-audit', '--no-fund', '--include=dev', '--include=optional', '--engine-strict=false']
  const installed = run('npm', ['ci', ...options], { timeout: 15 * 60_000, env: MACHINE })
  if (installed.status !== 0) stop('npm ci failed:', ...tail(installed))
  writeFileSync(stamp, lock)
  return true
}

/**
 * npm scripts and npx look for `node` in node_modules/.bin first. There it stands only where the machine's own Node is
 * too old.
 */
function chooseNode() {
  const link = `${root}/node_modules/.bin/node`
  const own = run('node', ['--version'], { env: MACHINE })
  if (own.status === 0 && isNewEnough(own.stdout.trim())) {
    for (const ending of ['', '.cmd', '.ps1']) rmSync(link + ending, { force: true })
    return
  }
  const bundled = bundledNode()
  if (bundled === undefined || run(bundled, ['--version']).status !== 0) {
    stop(
      `Node ${process.versions.node} is too old, and npm has no newer one for this system.`,
      `Install Node ${minimumVersion} or newer (24 is what Vernacular is tested on): https://nodejs.org`
    )
  }
  if (!existsSync(link)) symlinkSync(relative(`${realpathSync(root)}/node_modules/.bin`, bundled), link)
}

/** So that `npx vernacular` finds the command at once, instead of installing this folder into a cache of its own. */
function linkCommand() {
  const link = `${root}/node_modules/.bin/vernacular`
  if (!existsSync(link)) symlinkSync('../../bin/vernacular.cjs', link)
}

function newest(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).reduce(
    (latest, entry) => Math.max(latest, statSync(`${entry.parentPath ?? entry.path}/${entry.name}`).mtimeMs),
    0
  )
}

function build() {
  const stamp = `${root}/dist/.built`
  const sources = Math.max(
    newest(`${root}/src`),
    newest(`${root}/studio`),
    statSync(`${root}/package-lock.json`).mtimeMs
  )
  if (existsSync(stamp) && statSync(stamp).mtimeMs > sources) return
  say('building')
  const built = run('npm', ['run', '--silent', 'build'], { env: MACHINE })
  if (built.status !== 0) stop('the build failed:', ...tail(built))
  writeFileSync(stamp, '')
}

checkNode()
const forServiceOnly = process.argv.includes('--service')
installPackages(forServiceOnly ? service : { ...service, ...demoAndTests })
if (installModules() || !isNewEnough(process.versions.node)) chooseNode()
linkCommand()
build()
