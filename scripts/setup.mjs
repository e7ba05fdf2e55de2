/**
 * Installs what is missing: Debian packages by name, npm packages from the lockfile, and the build.
 * Runs before `npm start`, `npm run demo` and `npm test`; with nothing missing it only looks.
 * Uses nothing but Node, because on a fresh clone there is nothing else.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Debian packages and what each is for; the second list only for the demo and the tests. */
const SERVICE_PACKAGES = {
  libpocketsphinx3: 'the speech decoder',
  'pocketsphinx-en-us': 'the base model: acoustic model, dictionary, language model',
  pocketsphinx: 'conversion of the base acoustic model for adaptation',
  sphinxtrain: 'acoustic adaptation (MLLR, MAP)',
  'sphinxbase-utils': 'acoustic features',
  ffmpeg: 'audio formats other than WAV',
  'espeak-ng': 'pronunciations of words that no dictionary has'
}
const DEMO_AND_TEST_PACKAGES = {
  chromium: 'the browser that the Studio is tested in',
  curl: 'the examples of the documents, run as tests',
  flite: 'synthetic voices that speak the demo and test sentences',
  sctk: "NIST's scorer, the referee of our own in the tests",
  irstlm: 'a language model toolkit, the referee of our perplexities in the tests',
  'pocketsphinx-testdata': 'five human clips with transcripts'
}

const root = fileURLToPath(new URL('..', import.meta.url))
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
  if (major < 20 || (major === 20 && minor < 19)) {
    stop(`Node ${process.versions.node} is too old: 20.19 or newer is needed`)
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

/** Reinstalls only when the lockfile is not the one that node_modules was made from. */
function installModules() {
  const lock = createHash('sha256')
    .update(readFileSync(`${root}/package-lock.json`))
    .digest('hex')
  const stamp = `${root}/node_modules/.vernacular-lock`
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  say('installing npm packages from the lockfile')
  const installed = run('npm', ['ci', '--no-audit', '--no-fund', '--include=dev'], { timeout: 15 * 60_000 })
  if (installed.status !== 0) stop('npm ci failed:', ...tail(installed))
  writeFileSync(stamp, lock)
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
  const built = run('npm', ['run', '--silent', 'build'])
  if (built.status !== 0) stop('the build failed:', ...tail(built))
  writeFileSync(stamp, '')
}

checkNode()
const forServiceOnly = process.argv.includes('--service')
installPackages(forServiceOnly ? SERVICE_PACKAGES : { ...SERVICE_PACKAGES, ...DEMO_AND_TEST_PACKAGES })
installModules()
build()
