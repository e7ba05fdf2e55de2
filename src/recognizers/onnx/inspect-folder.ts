/** The trial of a folder that is to become a base model, in a process of its own. @module */
import { BaseModelRejected, type InspectedBaseModel } from '../capabilities/index.ts'
import { EngineDied, ModelUnusable } from '../errors.ts'
import { RecognitionChild } from '../pool/child-process.ts'
import type { ChildProgram } from '../pool/fork-module.ts'
import { findAttentionFiles } from './attention/index.ts'
import { prepareGeneralNgrams } from './general-ngrams.ts'
import { findModel } from './model-folder.ts'
import type { Tasks } from './tasks.ts'

/**
 * Checks the headers of all files, makes the general n-grams ready, then loads the model and decodes a second of audio.
 * @throws BaseModelRejected naming the file, what was expected and what was found; the signal's reason
 */
export async function inspectFolder(
  folder: string,
  program: ChildProgram,
  signal?: AbortSignal
): Promise<InspectedBaseModel> {
  signal?.throwIfAborted()
  try {
    if ((await findAttentionFiles(folder)) === undefined) findModel(folder)
    await prepareGeneralNgrams(folder, signal)
  } catch (error) {
    throw rejected(error)
  }
  const child = new RecognitionChild<Tasks>(program, 'trial', () => undefined)
  try {
    return await child.run('inspect', {}, signal ? { signal } : {})
  } catch (error) {
    signal?.throwIfAborted()
    throw rejected(error)
  } finally {
    await child.stop()
  }
}

function rejected(error: unknown): unknown {
  if (error instanceof ModelUnusable) return new BaseModelRejected(`${error.message}.`)
  if (error instanceof EngineDied) {
    return new BaseModelRejected(`The model ends the process that loads it (${error.detail}).`)
  }
  if (error instanceof Error && 'syscall' in error) {
    return new BaseModelRejected('The folder of the model cannot be read.')
  }
  return error
}
