/** The folder of a CMUSphinx acoustic model: what must be in it, and what is made where it is only told otherwise. @module */
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const REQUIRED = ['mdef', 'means', 'variances', 'transition_matrices'] as const
const OPTIONAL = ['noisedict', 'feature_transform', 'kdtrees'] as const
/** Settings that SoundSwallower writes as JSON. */
const JSON_SETTINGS = 'feat_params.json'
const SETTINGS = 'feat.params'
const WEIGHTS = ['sendump', 'mixture_weights'] as const

/** What is missing for a decoder, in words; empty when nothing is. */
export async function missingParts(folder: string): Promise<readonly string[]> {
  const names = new Set(
    await readdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
      throw error
    })
  )
  if (names.size === 0) return [`${folder} is no folder, or is empty`]
  return [
    ...REQUIRED.filter((name) => !names.has(name)).map((name) => `${name} is absent from ${folder}`),
    ...(WEIGHTS.some((name) => names.has(name))
      ? []
      : [`sendump is absent from ${folder}, and so is mixture_weights: one is needed`]),
    ...(names.has(SETTINGS) || names.has(JSON_SETTINGS)
      ? []
      : [`${SETTINGS} is absent from ${folder}, and so is ${JSON_SETTINGS}: one is needed`])
  ]
}

/** Copies what a decoder reads; `feat.params` and `noisedict` are made where only another form of them is there. */
export async function copyAcousticModel(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true })
  const names = new Set(await readdir(from))
  for (const name of [...REQUIRED, ...WEIGHTS, ...OPTIONAL, SETTINGS]) {
    if (names.has(name)) await copyFile(join(from, name), join(to, name))
  }
  if (!names.has(SETTINGS)) {
    await writeFile(join(to, SETTINGS), settingsFrom(await readFile(join(from, JSON_SETTINGS), 'utf8')))
  }
  if (!names.has('noisedict')) {
    // Only silence: a filler that the model was not trained with would keep every decoder from starting.
    await writeFile(join(to, 'noisedict'), '<s> SIL\n</s> SIL\n<sil> SIL\n')
  }
}

const settings = z.record(z.string().regex(/^[a-z0-9_]+$/), z.union([z.string(), z.number(), z.boolean()]))

/**
 * @example settingsFrom('{"nfilt": 20, "remove_noise": true}') === '-nfilt 20\n-remove_noise yes\n'
 * @throws SyntaxError, ZodError
 */
export function settingsFrom(json: string): string {
  return Object.entries(settings.parse(JSON.parse(json)))
    .map(([name, value]) => `-${name} ${value === true ? 'yes' : value === false ? 'no' : value}\n`)
    .join('')
}
