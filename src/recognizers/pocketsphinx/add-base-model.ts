/** Adds a CMUSphinx model to the folder of base models, after a decoder was really made of it. @module */
import { randomUUID } from 'node:crypto'
import { constants, createReadStream } from 'node:fs'
import { access, copyFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { spokenLanguageFor } from '../../speech/pronunciation/index.ts'
import { requireCapability } from '../capabilities/index.ts'
import { EngineDied, ModelUnusable } from '../errors.ts'
import { copyAcousticModel, missingParts } from './acoustic-folder.ts'
import { baseModel } from './base-model.ts'
import { createPocketSphinxEngine } from './engine.ts'
import { addedBaseFiles, baseDescription, DESCRIPTION_FILE } from './installed-bases.ts'
import { modelPhones } from './model-definition.ts'

const MAKING = '.adding-'
const LONGEST_MAKING_MS = 3_600_000

export type BaseModelSource = Readonly<{
  name: string
  locale: string
  /** `YYYYMMDD` */
  release: string
  description?: string
  /** The `-hmm` folder of the acoustic model. */
  acoustic: string
  dictionary: string
  /** ARPA or one of CMUSphinx's binary forms. */
  languageModel: string
}>

export type AddedBaseModel = Readonly<{
  directory: string
  /** Entries of the dictionary, variants included. */
  pronunciations: number
  phones: readonly string[]
  /** Whether new words can be given pronunciations by rule. */
  guessesPronunciations: boolean
}>

/** The model cannot be added; `faults` says everything that was found. */
export class BaseModelRejected extends Error {
  override readonly name = 'BaseModelRejected'
  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'))
  }
}

/**
 * Copies the model below `directory` under its name, listed at the next start of the service. Nothing stays behind
 * when it is refused; what a process that was killed left is removed by the next one, an hour later at the earliest.
 * @throws BaseModelRejected
 */
export async function addBaseModel(source: BaseModelSource, directory: string): Promise<AddedBaseModel> {
  const { description = source.name, ...wanted } = source
  const described = baseDescription.safeParse({ ...wanted, description })
  if (!described.success) throw new BaseModelRejected([z.prettifyError(described.error)])
  const target = join(directory, source.name)
  if (source.name === baseModel.name || (await isReadable(target))) {
    throw new BaseModelRejected([
      `There is a base model "${source.name}" already; versions need names of their own`
    ])
  }
  const missing = [
    ...(await missingParts(source.acoustic)),
    ...(await unreadable(source.dictionary, 'dictionary')),
    ...(await unreadable(source.languageModel, 'language model'))
  ]
  if (missing.length > 0) throw new BaseModelRejected(missing)
  const { phones, lines, aWord, faults } = await readDictionary(source)
  if (faults.length > 0) throw new BaseModelRejected(faults)

  // A folder of its own below the target's, so that the last step is one rename and a list never sees a half.
  await removeLeft(directory)
  const making = join(directory, `${MAKING}${randomUUID()}`)
  const staged = join(making, source.name)
  const files = addedBaseFiles(staged)
  try {
    await mkdir(staged, { recursive: true })
    await copyAcousticModel(source.acoustic, files.acousticModel)
    await writeFile(files.dictionary, `${lines.join('\n')}\n`)
    await copyFile(source.languageModel, files.languageModel)
    await writeFile(join(staged, DESCRIPTION_FILE), `${JSON.stringify(described.data, null, 2)}\n`)
    await tryOut(making, source.name, aWord)
    await rename(staged, target)
  } finally {
    await rm(making, { recursive: true, force: true })
  }
  const guessesPronunciations = spokenLanguageFor(source.locale, phones).espeak !== undefined
  return { directory: target, pronunciations: lines.length, phones, guessesPronunciations }
}

async function removeLeft(directory: string): Promise<void> {
  const names = await readdir(directory).catch(() => [])
  for (const name of names.filter((one) => one.startsWith(MAKING))) {
    const path = join(directory, name)
    const { mtimeMs } = await stat(path)
    if (Date.now() - mtimeMs > LONGEST_MAKING_MS) await rm(path, { recursive: true, force: true })
  }
}

async function isReadable(path: string): Promise<boolean> {
  return access(path, constants.R_OK).then(
    () => true,
    () => false
  )
}

const unreadable = async (path: string, part: string): Promise<readonly string[]> =>
  (await isReadable(path)) ? [] : [`The ${part} ${path} is absent or cannot be read`]

/**
 * The dictionary's entries as the engine reads them, one blank between fields and no comments, and its phones; those that the acoustic model lacks are faults.
 */
async function readDictionary({
  acoustic,
  dictionary
}: BaseModelSource): Promise<
  Readonly<{ phones: readonly string[]; lines: readonly string[]; aWord: string; faults: readonly string[] }>
> {
  let known: ReadonlySet<string>
  try {
    known = new Set(modelPhones(await readFile(join(acoustic, 'mdef'))))
  } catch (error) {
    if (!(error instanceof ModelUnusable)) throw error
    return { phones: [], lines: [], aWord: '', faults: [error.message] }
  }
  const phones = new Set<string>()
  const faults = new Map<string, string>()
  const lines: string[] = []
  let [number, aWord] = [0, '']
  for await (const line of createInterface({ input: createReadStream(dictionary, 'utf8') })) {
    number++
    if (line.includes('\ufffd')) faults.set('\ufffd', `${dictionary}, line ${number}: not in UTF-8`)
    const [word, ...said] = line.trim().split(/\s+/)
    if (word === undefined || word === '' || word.startsWith(';;;') || word.startsWith('##')) continue
    if (said.length === 0) faults.set(word, `${dictionary}, line ${number}: the word "${word}" has no phones`)
    for (const phone of said) {
      phones.add(phone)
      if (known.has(phone)) continue
      const have = [...known].join(' ')
      faults.set(
        phone,
        `${dictionary}, line ${number}: phone "${phone}" is none of the acoustic model's: ${have}`
      )
    }
    lines.push([word, ...said].join(' '))
    if (aWord === '' && said.length > 0) aWord = word
    if (faults.size > 8) break
  }
  if (lines.length === 0) faults.set('', `${dictionary} has no words`)
  return { phones: [...phones].sort(), lines, aWord, faults: [...faults.values()] }
}

/** A second of silence through a real decoder, a look at the dictionary, and a sentence through the language model. */
async function tryOut(directory: string, name: string, word: string): Promise<void> {
  const engine = await createPocketSphinxEngine({ baseModelsDirectory: directory, children: 1 })
  try {
    const [scores] = await requireCapability(engine, name, 'textScorer').scoreText(name, [[word]])
    if (scores?.at(-1) === null) {
      throw new BaseModelRejected([
        'The language model has no end of sentence, </s>: it cannot recognize sentences'
      ])
    }
    const stream = await engine.open({ base: name })
    await stream.write(new Uint8Array(32_000))
    await stream.finish()
    for await (const _event of stream.events);
  } catch (error) {
    if (!(error instanceof ModelUnusable || error instanceof EngineDied)) throw error
    throw new BaseModelRejected([`PocketSphinx could not load the model: ${error.message}`])
  } finally {
    await engine.close()
  }
}
