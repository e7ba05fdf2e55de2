/** What the service and its engines need of the system but do not bring along, and whether it is installed. @module */
import { execFile } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import type { SystemRequirement } from './recognizers/index.ts'

const OWN: readonly SystemRequirement[] = [
  { program: 'ffmpeg', package: 'ffmpeg', use: 'audio other than WAV' },
  { program: 'ffprobe', package: 'ffmpeg', use: 'the properties of uploaded audio' },
  { program: 'bzip2', package: 'bzip2', use: 'base models in .tar.bz2 archives' },
  { program: 'espeak-ng', package: 'espeak-ng', use: 'pronunciations of new words' },
  {
    program: 'flite',
    package: 'flite',
    use: 'the general test set of trainings, pronunciation samples and the demo'
  }
]

/** A requirement by what people look for: its program, or its package. */
export type NamedRequirement = SystemRequirement & Readonly<{ name: string }>

export type FoundRequirements = Readonly<{
  present: readonly NamedRequirement[]
  missing: readonly NamedRequirement[]
}>

/**
 * Programs are looked for in folders, other packages are asked of dpkg; what it does not know counts as missing.
 * @param engines what they need
 * @param path folders as in the variable PATH
 */
export async function findRequirements(
  engines: readonly SystemRequirement[],
  path = process.env.PATH ?? ''
): Promise<FoundRequirements> {
  const all = [...OWN, ...engines].map((one) => ({ ...one, name: one.program ?? one.package }))
  const installed = await Promise.all(
    all.map(({ program, package: debian, folders = [] }) =>
      program === undefined ? isInstalled(debian) : isIn(program, [...path.split(delimiter), ...folders])
    )
  )
  return {
    present: all.filter((_, at) => installed[at]),
    missing: all.filter((_, at) => !installed[at])
  }
}

async function isIn(program: string, folders: readonly string[]): Promise<boolean> {
  const found = await Promise.all(
    folders.map((folder) =>
      access(join(folder, program), constants.X_OK).then(
        () => true,
        () => false
      )
    )
  )
  return found.includes(true)
}

const isInstalled = (debian: string): Promise<boolean> =>
  promisify(execFile)('dpkg-query', ['-W', '-f', '$' + '{db:Status-Status}', debian]).then(
    ({ stdout }) => stdout === 'installed',
    () => false
  )
