/** What is wrong with a model, in words that a customer may read. @module */
import { basename } from 'node:path'
import { CustomizationUnsupported, ModelBanned, ModelDamaged, type ModelUnusable } from './errors.ts'
import type { RecognitionModel } from './recognizer.ts'

/** What callers of a model are told: no path of this machine, and whatever they or its owner can act on. */
export const callerFault = (error: ModelUnusable): string =>
  [CustomizationUnsupported, ModelBanned, ModelDamaged].some((kind) => error instanceof kind)
    ? error.message
    : 'The files of the model are damaged on the service.'

/** The message of `error` with the parts of `model` called by their file names, not by where this machine has them. */
export function modelFault({ message }: ModelUnusable, { custom }: RecognitionModel): string {
  return (custom?.files ?? []).reduce((text, path) => text.replaceAll(path, basename(path)), message)
}
