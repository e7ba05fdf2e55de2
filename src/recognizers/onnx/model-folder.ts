/** Finds the parts of a model in a folder, and the family that it belongs to. Nothing is loaded. @module */
import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { CtcFamily, TransducerFamily, TransducerFiles } from './families/family.ts'
import { FAMILIES } from './families/index.ts'
import { InvalidModelFile } from './invalid-model-file.ts'
import { ModelFile } from './model-file.ts'
import { readVocabulary, type Vocabulary } from './vocabulary.ts'

export type FoundModel = Readonly<{
  vocabulary: Vocabulary
  vocabularyFile: string
  files: readonly string[]
}> &
  (
    | Readonly<{ family: CtcFamily; model: ModelFile }>
    | Readonly<{ family: TransducerFamily; parts: TransducerFiles }>
  )

const PARTS = ['encoder', 'decoder', 'joiner'] as const
const MAX_FILES = 200
const VOCABULARY = 'tokens.txt'

/**
 * Of several files for the same part, that with 8-bit weights is taken, as it is faster and hardly worse.
 * @throws InvalidModelFile naming what is missing, or what was found where no family fits; what the file system throws
 */
export function findModel(folder: string): FoundModel {
  const names = readdirSync(folder).sort()
  const models = names.filter((name) => name.endsWith('.onnx')).slice(0, MAX_FILES)
  if (models.length === 0) {
    const some = names.slice(0, 10).join(', ') || 'nothing'
    throw new InvalidModelFile(basename(folder), 'a folder with a model (.onnx) and its tokens.txt', some)
  }
  if (!names.includes(VOCABULARY)) {
    throw new InvalidModelFile(basename(folder), VOCABULARY, `only ${names.slice(0, 10).join(', ')}`)
  }
  const vocabularyPath = join(folder, VOCABULARY)
  const found = PARTS.some((part) => choose(models, part) !== undefined)
    ? findTransducer(folder, models)
    : findCtc(folder, models)
  const files = 'model' in found ? [found.model] : PARTS.map((part) => found.parts[part])
  for (const file of files) checkWeightFiles(file)
  return {
    ...found,
    vocabulary: readVocabulary(vocabularyPath),
    vocabularyFile: VOCABULARY,
    files: [...files.map(({ path }) => path), vocabularyPath]
  }
}

function findCtc(
  folder: string,
  models: readonly string[]
): Readonly<{ family: CtcFamily; model: ModelFile }> {
  const model = new ModelFile(join(folder, choose(models, '') ?? ''))
  const family = FAMILIES.find((one): one is CtcFamily => one.kind === 'ctc' && one.recognizes(model.header))
  if (!family) throw noFamily(model, 'ctc')
  return { family, model }
}

function findTransducer(
  folder: string,
  models: readonly string[]
): Readonly<{ family: TransducerFamily; parts: TransducerFiles }> {
  const open = (part: (typeof PARTS)[number]): ModelFile => {
    const name = choose(models, part)
    if (name !== undefined) return new ModelFile(join(folder, name))
    const hint = models.some((one) => one.includes('decoder_joint'))
      ? '; export the decoder and the joiner of NeMo as two files'
      : ''
    throw new InvalidModelFile(
      basename(folder),
      `a file with "${part}" in its name, ending in .onnx`,
      `only ${models.join(', ')}${hint}`
    )
  }
  const parts = { encoder: open('encoder'), decoder: open('decoder'), joiner: open('joiner') }
  const family = FAMILIES.find(
    (one): one is TransducerFamily => one.kind === 'transducer' && one.recognizes(parts.encoder.header)
  )
  if (!family) throw noFamily(parts.encoder, 'transducer')
  return { family, parts }
}

/** The file for a part: with 8-bit weights before others, then the shortest name. */
function choose(models: readonly string[], part: string): string | undefined {
  const fitting = models.filter((name) => {
    const lower = name.toLowerCase()
    return part === '' || (lower.includes(part) && !lower.includes('decoder_joint'))
  })
  const rank = (name: string): number => (/int8|uint8|quant/i.test(name) ? 0 : 1000) + name.length
  return fitting.sort((a, b) => rank(a) - rank(b))[0]
}

function noFamily(file: ModelFile, kind: 'ctc' | 'transducer'): InvalidModelFile {
  const known = FAMILIES.filter((one) => one.kind === kind).map(({ title }) => title)
  const { inputs, metadata } = file.header
  const names = inputs.slice(0, 6).map(({ name }) => name)
  const type = metadata.get('model_type')
  return file.invalid(
    `a model of one of these families: ${known.join('; ')}`,
    `inputs ${names.join(', ')}${inputs.length > 6 ? ', …' : ''}${type === undefined ? ' and no metadata "model_type"' : ` and metadata "model_type" of ${JSON.stringify(type.slice(0, 60))}`}`
  )
}

/** Weights beside the model, in files of its own folder. */
function checkWeightFiles(file: ModelFile): void {
  for (const name of file.header.weightFiles) {
    if (basename(name) !== name)
      throw file.invalid('weights in files of the same folder', JSON.stringify(name))
    if (!existsSync(join(dirname(file.path), name)))
      throw file.invalid(`the weights in ${name} beside it`, 'no such file')
  }
}
