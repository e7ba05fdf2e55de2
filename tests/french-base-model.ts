/**
 * A French base model for tests: the acoustic model and dictionary of the npm package `soundswallower`, and a language
 * model of a text given. Added with the command that operators use.
 * @module
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { saveArpa, trainLanguageModel } from '../src/speech/language-model/index.ts'
import { normalizerFor } from '../src/speech/text/index.ts'
import { CommandFolder, type Ended, ended } from './command.ts'

export const FRENCH_ACOUSTIC = fileURLToPath(
  new URL('../node_modules/soundswallower/model/fr-fr', import.meta.url)
)

/** `vernacular base-model …` on a data folder. */
export async function baseModelCommand(dataDir: string, ...words: readonly string[]): Promise<Ended> {
  const folder = await CommandFolder.open()
  try {
    return await ended(folder.start(['base-model', ...words, '--data-dir', dataDir]))
  } finally {
    await folder.close()
  }
}

/** The words of the command that adds it; the language model is made of `sentences`, in a folder removed after `use`. */
export async function withFrenchModel<T>(
  sentences: readonly string[],
  use: (words: (name: string, release: string) => readonly string[]) => Promise<T>
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'vernacular-french-'))
  try {
    const languageModel = join(folder, 'french.arpa')
    const lexical = sentences.map((sentence) => normalizerFor('fr-FR').apply(sentence).split(' '))
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
