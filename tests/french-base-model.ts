/**
 * A French base model for tests: the acoustic model and dictionary of the npm package `soundswallower`, and a language
 * model of a text given. Added with the command that operators use.
 * @module
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { saveArpa, trainLanguageModel } from '../src/speech/language-model/index.ts'
import { normaliserFor } from '../src/speech/text/index.ts'

const command = fileURLToPath(new URL('../src/base-model-command.ts', import.meta.url))
const loader = import.meta.resolve('tsx')
export const FRENCH_ACOUSTIC = fileURLToPath(
  new URL('../node_modules/soundswallower/model/fr-fr', import.meta.url)
)

export type Said = Readonly<{ code: number | null; out: string; err: string }>

/** `npm run base-model -- …` on a data folder. */
export async function baseModelCommand(dataDir: string, ...words: readonly string[]): Promise<Said> {
  const child = spawn(process.execPath, ['--import', loader, command, ...words], {
    env: { PATH: process.env.PATH ?? '', VERNACULAR_DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk
  })
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, out, err }
}

/** The words of the command that adds it; the language model is made of `sentences`, in a folder removed after `use`. */
export async function withFrenchModel<T>(
  sentences: readonly string[],
  use: (words: (name: string, release: string) => readonly string[]) => Promise<T>
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'vernacular-french-'))
  try {
    const languageModel = join(folder, 'french.arpa')
    const lexical = sentences.map((sentence) => normaliserFor('fr-FR').apply(sentence).split(' '))
    await saveArpa(await trainLanguageModel(lexical), languageModel)
    return await use((name, release) => [
      ...['add', '--locale', 'fr-FR', '--name', name, '--release', release],
      ...['--acoustic', FRENCH_ACOUSTIC, '--dictionary', join(FRENCH_ACOUSTIC, 'dict.txt')],
      ...['--language-model', languageModel]
    ])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
