/**
 * The general language of a base model: n-grams that the text of custom models is mixed with. A folder brings them as
 * `general.arpa`, which any toolkit writes, or as `general.ngram`, the form that is opened in milliseconds.
 * @module
 */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { ArpaUnreadable, readArpa } from '../../speech/language-model/index.ts'
import { InvalidModelFile } from './invalid-model-file.ts'
import { buildNgram, ColumnFileUnreadable, loadNgram, saveNgram } from './search/index.ts'

export const GENERAL_FILE = 'general.ngram'
const ARPA_FILE = 'general.arpa'
const MAX_ARPA_BYTES = 1_000_000_000

const sizeOf = (path: string): Promise<number | undefined> =>
  stat(path).then(
    (state) => (state.isFile() ? state.size : undefined),
    () => undefined
  )

/** Where a folder has them ready; undefined where it has none. */
export async function generalNgramsOf(folder: string): Promise<string | undefined> {
  const path = join(folder, GENERAL_FILE)
  return (await sizeOf(path)) === undefined ? undefined : path
}

/**
 * Makes `general.ngram` from `general.arpa` where a folder has that alone, and checks it where it is there. Words are
 * compared in lower case, as custom text is.
 * @throws InvalidModelFile; the signal's reason
 */
export async function prepareGeneralNgrams(folder: string, signal?: AbortSignal): Promise<void> {
  const work = signal === undefined ? {} : { signal }
  const ready = await generalNgramsOf(folder)
  try {
    if (ready !== undefined) {
      await loadNgram(ready)
      return
    }
    const arpa = join(folder, ARPA_FILE)
    const size = await sizeOf(arpa)
    if (size === undefined) return
    if (size > MAX_ARPA_BYTES)
      throw new InvalidModelFile(ARPA_FILE, `at most ${MAX_ARPA_BYTES} bytes`, `${size} bytes`)
    const model = await readArpa(lowerCaseLines(arpa), work)
    await saveNgram(join(folder, GENERAL_FILE), await buildNgram(model, undefined, work))
  } catch (error) {
    if (error instanceof ColumnFileUnreadable)
      throw new InvalidModelFile(GENERAL_FILE, 'a file of n-grams', error.message)
    if (!(error instanceof ArpaUnreadable)) throw error
    throw new InvalidModelFile(
      ARPA_FILE,
      error.accepted,
      `${JSON.stringify(error.found.slice(0, 80))} on line ${error.line}`
    )
  }
}

async function* lowerCaseLines(path: string): AsyncGenerator<string, void, undefined> {
  const input = createReadStream(path)
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY }))
      yield line.toLowerCase()
  } finally {
    input.destroy()
  }
}
