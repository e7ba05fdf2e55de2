/** What is wrong with a model, in words that a customer may read. @module */
import { basename } from 'node:path'
import { CustomizationUnsupported, ModelBanned, ModelDamaged, type ModelUnusable } from './errors.ts'
import type { RecognitionModel } from './recognizer.ts'

/** The message for callers of a model: without paths of this machine, and with what they or its owner can do. */
export const callerFault = (error: ModelUnusable): string =>
  [CustomizationUnsupported, ModelBanned, ModelDamaged].some((kind) => error instanceof kind)
    ? error.message
    : 'The files of the model are damaged on the service.'

/** The message of `error` with the names of the model's files instead of their paths on this machine. */
export function modelFault({ message }: ModelUnusable, { custom }: RecognitionModel): string {
  return (custom?.files ?? []).reduce((text, path) => text.replaceAll(path, basename(path)), message)
}
