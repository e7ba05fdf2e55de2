/** Programs that the service runs but does not bring along, and whether they are installed. @module */
import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

export type ExternalProgram = Readonly<{ name: string; package: string; use: string }>

export const EXTERNAL_PROGRAMS: readonly ExternalProgram[] = [
  { name: 'ffmpeg', package: 'ffmpeg', use: 'audio other than WAV' },
  { name: 'ffprobe', package: 'ffmpeg', use: 'the properties of uploaded audio' },
  { name: 'bzip2', package: 'bzip2', use: 'base models in .tar.bz2 archives' },
  { name: 'espeak-ng', package: 'espeak-ng', use: 'pronunciations of new words' },
  { name: 'flite', package: 'flite', use: 'the general test set of trainings, and pronunciation samples' },
  { name: 'pocketsphinx_mdef_convert', package: 'pocketsphinx', use: 'acoustic adaptation' },
  { name: 'sphinx_fe', package: 'sphinxbase-utils', use: 'acoustic adaptation' },
  { name: 'bw', package: 'sphinxtrain', use: 'acoustic adaptation' }
]

/** Debian installs the programs of sphinxtrain outside of PATH. */
const SPHINXTRAIN_FOLDERS = ['/usr/lib/sphinxtrain', '/usr/libexec/sphinxtrain']

export type FoundPrograms = Readonly<{
  present: readonly ExternalProgram[]
  missing: readonly ExternalProgram[]
}>

/** @param path folders as in the variable PATH */
export async function findPrograms(path = process.env.PATH ?? ''): Promise<FoundPrograms> {
  const folders = [...path.split(delimiter), ...SPHINXTRAIN_FOLDERS]
  const found = await Promise.all(
    EXTERNAL_PROGRAMS.map(async ({ name }) =>
      (await Promise.all(folders.map((folder) => isExecutable(join(folder, name))))).includes(true)
    )
  )
  return {
    present: EXTERNAL_PROGRAMS.filter((_, at) => found[at]),
    missing: EXTERNAL_PROGRAMS.filter((_, at) => !found[at])
  }
}

const isExecutable = (file: string): Promise<boolean> =>
  access(file, constants.X_OK).then(
    () => true,
    () => false
  )
