/** What a base model's dictionary teaches of its language's spelling: learned once, kept in a cache that may be lost. @module */
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { G2pModel, type G2pModelColumns } from '../../../speech/pronunciation/index.ts'
import { withoutVariant } from '../dictionary.ts'

/** Files of an older way to learn are not read. */
const FORMAT = 'joint-sequence-1'
const LETTERS = /^[\p{M}'.-]*\p{L}[\p{L}\p{M}'.-]*$/u

/**
 * The model of the dictionary at `path`, from the cache or learned in some seconds; undefined where words are not
 * written by letters. A cache that cannot be read or written costs those seconds again, nothing else.
 */
export async function trainedG2pModel(
  path: string,
  fold: (word: string) => string,
  cacheDirectory: string
): Promise<G2pModel | undefined> {
  const dictionary = await readFile(path)
  const digest = createHash('sha256').update(dictionary).digest('hex').slice(0, 32)
  const cached = join(cacheDirectory, `${FORMAT}-${digest}.v8`)
  try {
    return G2pModel.fromColumns(deserialize(await readFile(cached)) as G2pModelColumns)
  } catch {
    const model = G2pModel.train([...entriesOf(dictionary.toString('utf8'), fold)])
    if (model !== undefined) await keep(model, cached, cacheDirectory).catch(() => undefined)
    return model
  }
}

function* entriesOf(text: string, fold: (word: string) => string) {
  for (const line of text.split('\n')) {
    const [name = '', ...phones] = line.trim().split(/\s+/)
    const word = fold(withoutVariant(name))
    if (phones.length > 0 && LETTERS.test(word)) yield { word, phones }
  }
}

/** Whole or not at all: two services of one user may learn at a time. */
async function keep(model: G2pModel, path: string, directory: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const made = join(directory, `.${randomUUID()}`)
  try {
    await writeFile(made, serialize(model.toColumns()), { mode: 0o600 })
    await rename(made, path)
  } finally {
    await rm(made, { force: true })
  }
}
