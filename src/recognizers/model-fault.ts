/** What is wrong with a model, in words that a customer may read. @module */
import { basename } from 'node:path'
import type { ModelUnusable } from './errors.ts'
import type { RecognitionModel } from './recognizer.ts'

/** The message of `error` with the parts of `model` called by their file names, not by where this machine has them. */
export function modelFault({ message }: ModelUnusable, { custom }: RecognitionModel): string {
  const paths = [custom?.languageModel?.arpaPath, custom?.lexiconPath, custom?.acoustic?.path]
  return paths.reduce<string>(
    (told, path) => (path === undefined ? told : told.replaceAll(path, basename(path))),
    message
  )
}
