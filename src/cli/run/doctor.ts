/** `doctor`: what this machine lacks, and how to get it; whether the service answers. @module */
import { execFile } from 'node:child_process'
import { access, constants, statfs } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { CommandFailed, EXIT } from '../command-failed.ts'
import { show } from '../keep-output.ts'
import { fixPackages } from '../machine/fix-packages.ts'
import type { Options } from '../session.ts'
import { drawTable } from '../table.ts'
import { terminal } from '../terminal.ts'

type Finding = Readonly<{ what: string; state: 'ok' | 'missing' | 'fault'; says: string }>

const run = promisify(execFile)
const LEAST_FREE_BYTES = 2 ** 30

/** Programs that the service calls, and the Debian package of each. */
const PROGRAMS = {
  ffmpeg: ['ffmpeg', 'audio other than WAV'],
  'espeak-ng': ['espeak-ng', 'pronunciations of new words'],
  pocketsphinx_mdef_convert: ['pocketsphinx', 'acoustic adaptation'],
  sphinx_fe: ['sphinxbase-utils', 'acoustic adaptation'],
  bw: ['sphinxtrain', 'acoustic adaptation'],
  flite: ['flite', 'the general test set of each training, samples of pronunciations and the demo']
} as const

/** Debian keeps sphinxtrain's programs out of the path. */
const FOLDERS = [
  ...(process.env.PATH ?? '').split(delimiter),
  '/usr/lib/sphinxtrain',
  '/usr/libexec/sphinxtrain'
]

export async function doctor(options: Options): Promise<number> {
  if (options.has('fix')) await fixPackages(options.has('yes'))
  const findings = [
    nodeVersion(),
    ...(await Promise.all(Object.entries(PROGRAMS).map(([name, [pkg, use]]) => program(name, pkg, use)))),
    await library('libpocketsphinx3', 'the decoder'),
    await library('pocketsphinx-en-us', 'the base model of en-US'),
    await disk(),
    ...(await service(options))
  ]
  show(options, findings, (width) =>
    drawTable(
      ['', 'part', ''],
      findings.map(({ what, state, says }) => [state, what, says]),
      width,
      ['']
    )
  )
  const bad = findings.filter(({ state }) => state !== 'ok')
  if (bad.length > 0) terminal.warn(`${bad.length} of ${findings.length} need attention.`)
  if (bad.some(({ state }) => state === 'missing')) terminal.say('TRY: vernacular doctor --fix')
  return bad.length > 0 ? EXIT.failed : EXIT.done
}

function nodeVersion(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const good = major > 22 || (major === 22 && minor >= 16)
  return {
    what: 'Node',
    state: good ? 'ok' : 'fault',
    says: `${process.versions.node}${good ? '' : '; 22.16 or newer is needed'}`
  }
}

async function program(name: string, pkg: string, use: string): Promise<Finding> {
  const found = await Promise.all(
    FOLDERS.map((folder) =>
      access(join(folder, name), constants.X_OK).then(
        () => true,
        () => false
      )
    )
  )
  return found.includes(true)
    ? { what: name, state: 'ok', says: use }
    : { what: name, state: 'missing', says: `for ${use}: apt-get install ${pkg}` }
}

async function library(pkg: string, use: string): Promise<Finding> {
  const there = await run('dpkg-query', ['-W', '-f', '$' + '{db:Status-Status}', pkg]).then(
    ({ stdout }) => stdout.includes('installed') && !stdout.includes('not-installed'),
    () => false
  )
  return there
    ? { what: pkg, state: 'ok', says: use }
    : { what: pkg, state: 'missing', says: `for ${use}: apt-get install ${pkg}` }
}

async function disk(): Promise<Finding> {
  const { bavail, bsize } = await statfs('.')
  const free = bavail * bsize
  return {
    what: 'disk',
    state: free >= LEAST_FREE_BYTES ? 'ok' : 'fault',
    says: `${(free / 2 ** 30).toFixed(1)} GiB free here`
  }
}

async function service(options: Options): Promise<readonly Finding[]> {
  try {
    const client = await options.service()
    const bases = await client.list('/models/base')
    return [
      {
        what: 'service',
        state: 'ok',
        says: `${client.origin}; base models of ${bases.map(({ locale }) => locale).join(', ')}`
      }
    ]
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error
    return [{ what: 'service', state: 'fault', says: error.message }]
  }
}
