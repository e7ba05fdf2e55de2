/** The neural base models in a folder, each a folder of its own with its description beside its files. @module */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { BaseModel } from '../engine.ts'
import { generalNgramsOf } from './general-ngrams.ts'

/** Of all neural base models: one recipe trains custom models of every one. */
export const NEURAL_FAMILY = 'neural'
const DESCRIPTION_FILE = 'base-model.json'

/** What the language of a custom model is made from; the acoustic model stays as it is. */
const ADAPTS_WITH: BaseModel['adaptsWith'] = Object.freeze([
  'Language',
  'LanguageMarkdown',
  'Acoustic',
  'Pronunciation',
  'OutputFormatting'
])

const ADAPTATION_OPTIONS: BaseModel['adaptationOptions'] = Object.freeze([
  'customModelWeightPercent',
  'datasetWeights'
])

export type NeuralBase = Readonly<{ model: BaseModel; folder: string; generalPath?: string }>

const description = z.object({
  family: z.literal(NEURAL_FAMILY),
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'letters, digits and . _ -, at most 64'),
  locale: z.string().regex(/^[a-z]{2,3}(?:-[A-Z][a-z]{3})?-(?:[A-Z]{2}|\d{3})$/, 'a locale such as fr-FR'),
  release: z.string().regex(/^\d{8}$/, 'a date as YYYYMMDD'),
  description: z.string().max(500)
})

/**
 * By name; none when there is no such folder. What is no description of a neural base model is left out, and `warn` is
 * told why where it says that it is one.
 */
export async function neuralBases(
  directory: string | undefined,
  warn: (line: string) => void
): Promise<readonly NeuralBase[]> {
  const entries = directory === undefined ? [] : await readdir(directory).catch(() => [])
  const bases: NeuralBase[] = []
  for (const name of entries.filter((entry) => !entry.startsWith('.')).sort()) {
    const folder = join(directory ?? '', name)
    const described = await readDescription(join(folder, DESCRIPTION_FILE))
    if (!described) continue
    const { data, error } = description.safeParse(described)
    if (error) warn(`The base model ${name} cannot be used: ${z.prettifyError(error)}`)
    else if (data.name !== name) {
      warn(`The base model ${name} cannot be used: its description names ${data.name}`)
    } else {
      const generalPath = await generalNgramsOf(folder)
      const model = { ...data, adaptsWith: ADAPTS_WITH, adaptationOptions: ADAPTATION_OPTIONS }
      bases.push({ folder, model, ...(generalPath === undefined ? {} : { generalPath }) })
    }
  }
  return bases
}

/** Of a neural base model; `undefined` of others, and where there is none. */
async function readDescription(path: string): Promise<object | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '{}')
  try {
    const read: unknown = JSON.parse(text)
    return read instanceof Object && 'family' in read && read.family === NEURAL_FAMILY ? read : undefined
  } catch {
    return undefined
  }
}
