/**
 * What training needs of a base model beyond what it is shipped with: the mixture weights unpacked and the model
 * definition as text. Made once for each base model and kept in a cache folder.
 * @module
 */
import { createHash, randomUUID } from 'node:crypto'
import { access, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readSenoneDump, writeMixtureWeights } from './senone-dump.ts'
import { runTrainingTool } from './training-tool.ts'

export type TrainingFiles = Readonly<{ mixtureWeightsPath: string; modelDefinitionPath: string }>

/**
 * The training files of the acoustic model in `modelDirectory`. Made under another name and renamed into place, so
 * that a crash or a second process at the same work never leaves half a folder behind.
 */
export async function prepareTrainingFiles(
  modelDirectory: string,
  cacheDirectory: string,
  signal?: AbortSignal
): Promise<TrainingFiles> {
  const definition = join(modelDirectory, 'mdef')
  const dump = join(modelDirectory, 'sendump')
  const [definitionState, dumpState] = await Promise.all([stat(definition), stat(dump)])
  const key = createHash('sha256')
    .update(
      JSON.stringify([
        modelDirectory,
        definitionState.size,
        definitionState.mtimeMs,
        dumpState.size,
        dumpState.mtimeMs
      ])
    )
    .digest('hex')
    .slice(0, 16)
  const ready = join(cacheDirectory, `training-${key}`)
  const files = {
    mixtureWeightsPath: join(ready, 'mixture_weights'),
    modelDefinitionPath: join(ready, 'mdef.txt')
  }
  if (await exists(ready)) return files
  const making = join(cacheDirectory, `making-${randomUUID()}`)
  await mkdir(making, { recursive: true })
  try {
    await writeFile(
      join(making, 'mixture_weights'),
      writeMixtureWeights(readSenoneDump(await readFile(dump)))
    )
    await runTrainingTool('pocketsphinx_mdef_convert', ['-text', definition, join(making, 'mdef.txt')], {
      signal
    })
    await rename(making, ready).catch(async (error: unknown) => {
      // Another process was quicker: its folder is as good.
      if (!(await exists(ready))) throw error
    })
  } finally {
    await rm(making, { recursive: true, force: true })
  }
  return files
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false
  )
}
